/** @type {import('eslint-doc-generator').GenerateOptions} */
export default {
  ruleDocTitleFormat: 'name',
  ruleDocSectionInclude: ['Why', 'What is reported', 'What is not reported', 'Without type information', 'Limits'],
};
