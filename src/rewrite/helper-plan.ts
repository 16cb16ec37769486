import ts from 'typescript';

import { calleeOfCall } from '../analysis/callee.ts';
import { commandHandlerOf } from '../analysis/command-handler.ts';
import type { RepeatedQuery } from '../analysis/finding.ts';
import { variableAt } from '../analysis/references.ts';
import { nameOf, unwrap } from '../analysis/syntax.ts';
import { requireNoInterference } from './body-effects.ts';
import { guardText, mayStopEarly } from './guard.ts';
import { type HelperForm, helperFormOf } from './helper-form.ts';
import { isOnlyCalledOnce, renderSibling, siblingName } from './helper-sibling.ts';
import { styleOf } from './file-style.ts';
import { insertionBefore } from './insertion.ts';
import { iterationsOf } from './iterations-of.ts';
import { formed, keyFamilyOf, keyFormOf } from './key-family.ts';
import { columnTypeOf } from './column-type.ts';
import { keyListOf, nestingOf } from './key-list.ts';
import { capitalised, FreshNames, plural } from './names.ts';
import { neededImports } from './needed-imports.ts';
import type { ReadShape, Term } from './read-shape.ts';
import { readShapeOf } from './read-shape-of.ts';
import { refuse } from './refusal.ts';
import { awaitedTogether, needsParentheses, resultPlace } from './result-place.ts';
import { type RewriteContext, textOf } from './rewrite-context.ts';
import { rowUseOf } from './row-use.ts';
import { settleMap } from './settle-map.ts';
import { sourceEdit } from './source-name.ts';
import type { Suggestion } from './suggestion.ts';
import { edited, type TextEdit } from './text-edit.ts';
import { varyingTermsOf } from './varying-terms.ts';

/**
 * Plans to call, in place of a small function of the same file that reads by one key, a sibling that reads the rows of
 * many: `loadUsersByIds` beside `loadUser`.
 */
export function planHelper(context: RewriteContext, finding: RepeatedQuery): Suggestion {
  const { analysis, file } = context;
  const [effect] = finding.effects;
  const call = finding.node;
  if (!analysis.typed) refuse('noTypes');
  if (finding.abandoned) refuse('abandoned');
  if (effect.trace.length !== 1 || !ts.isCallExpression(call)) return refuse('helperForm');
  // A bus calls it, which has no sibling.
  if (commandHandlerOf(analysis, call)) return refuse('helperForm');
  const callee = calleeOfCall(analysis, call);
  const [declaration, ...overrides] = callee?.kind === 'functions' ? callee.functions : [];
  if (!declaration || overrides.length > 0) return refuse('helperForm');
  if (declaration.getSourceFile() !== file) return refuse('otherFile');
  const helper = helperFormOf(declaration, effect.query.node);
  const shape = readShapeOf(context, effect.query);
  if (shape.missing === 'error' || shape.answers === 'count') return refuse('helperForm');
  if (shape.rowsIn !== undefined || shape.limited === true) return refuse('helperForm');
  const isUnique = shape.answers === 'many' || shape.isUnique(shape.terms.map(({ property }) => property));
  if (isUnique === false) return refuse('notUnique');

  const iterations = iterationsOf(context, finding);
  const [outermost] = iterations;
  const innermost = iterations.at(-1);
  if (!outermost || !innermost) return refuse('loopForm');
  const terms = termsOfCall(context, helper, shape, call);
  const key = keyOf(context, { helper, shape, call }, varyingTermsOf(context, { query: call, terms }, outermost));
  if (!shape.reads(key.inHelper.property)) return refuse('rawKey');
  const place = resultPlace(call, innermost);
  if (rowUseOf(context, { place, holder: awaitedTogether(place) }).mutated) return refuse('rowMutated');
  const moved = { query: call, noun: shape.noun, joins: shape.joins };
  const ofBody = requireNoInterference(context, finding.root, outermost.repetition, [moved]);

  const type = analysis.checker.getNonNullableType(analysis.checker.getTypeAtLocation(key.parameter));
  const form = keyFormOf(context, type, columnTypeOf(context, shape, key.inHelper));
  const names = new FreshNames(context, outermost.repetition.node);
  const source = sourceEdit(context, outermost, names);
  const nesting = nestingOf(context, iterations, names, source?.name);
  const absent = (text: string, negated: boolean): readonly string[] =>
    key.early.map(({ condition }) =>
      guardText({ condition, negated }, (node) => substituted(context, node, key.parameter, text)),
    );
  const list = keyListOf(context, nesting, call, [key.inCall.value], {
    element: ([text = '']) => text,
    ...(key.early.length > 0 ? { condition: ([text = '']) => absent(text, true).join(' && ') } : {}),
  });
  if (list.rethrown) refuse('caughtPerElement');
  const name = names.take(siblingName(helper, key.parameter.text));
  const noun = shape.noun;
  const many = shape.answers === 'many' ? plural(noun) : noun;
  const map = names.take(`${many}By${capitalised(key.parameter.text)}`);
  const end = styleOf(file).semicolon;
  const sibling = renderSibling(context, {
    helper,
    shape,
    name,
    form,
    type,
    term: key.inHelper,
    parameter: key.parameter,
    firstWins: isUnique === undefined,
  });
  const insertion = insertionBefore(context, outermost.repetition.node);
  const args = call.arguments.map((argument) =>
    argument === key.inCall.value ? list.text : textOf(context, argument),
  );
  const calleeText = ts.isIdentifier(call.expression)
    ? name
    : `${textOf(context, unwrap(call.expression)).replace(/\w+$/, '')}${name}`;
  const keyInLoop = textOf(context, key.inCall.value);
  const otherwise = shape.answers === 'many' ? ' ?? []' : shape.missing === 'null' ? ' ?? null' : '';
  const found = `${map}.get(${formed(form, keyInLoop)})${otherwise}`;
  const conditions = absent(keyInLoop, false);
  const lookUp = conditions.reduceRight(
    (rest, condition, index) => `${condition} ? ${key.early[index]?.answer ?? 'null'} : ${rest}`,
    conditions.length > 0 && otherwise !== '' ? `(${found})` : found,
  );
  const isCompound = otherwise !== '' || conditions.length > 0;
  const old = nameOf(call.expression) ?? 'it';
  const headline = isOnlyCalledOnce(context, helper)
    ? `Replace \`${old}\` by \`${name}\``
    : `Add \`${name}\` beside \`${old}\``;
  const caveats = [
    ...ofBody,
    ...(list.hasMore ? ['Rows are also read for elements that the iteration leaves out.'] : []),
    ...(finding.repetition.form === 'loop' && mayStopEarly(outermost.repetition.slot)
      ? ['Rows of all elements are read even if the loop stops early.']
      : []),
  ];
  return {
    text: [`${headline} and call it once.`, ...caveats].join(' '),
    edits: [
      ...(source ? [source.edit] : []),
      ...insertion.insert([
        ...(source ? [source.statement] : []),
        `const ${map} = await ${calleeText}(${args.join(', ')})${end}`,
      ]),
      {
        start: place.getStart(file),
        end: place.end,
        text: isCompound && needsParentheses(place) ? `(${lookUp})` : lookUp,
      },
      ...settleMap(context, innermost, [place]).edits,
      sibling.edit,
      ...neededImports(context, file, sibling.needs, sibling.drops),
    ],
  };
}

interface HelperCall {
  readonly helper: HelperForm;
  readonly shape: ReadShape;
  readonly call: ts.CallExpression;
}

/** The key of a helper: a parameter, the term in the helper's query that it equals, and the argument of the call. */
interface HelperKey {
  readonly parameter: ts.Identifier;
  readonly inHelper: Term;
  readonly inCall: Term;
  readonly early: HelperForm['early'];
}

/** The terms of a call: for each parameter that the helper's query compares with a column, the argument. */
function termsOfCall(
  context: RewriteContext,
  helper: HelperForm,
  shape: ReadShape,
  call: ts.CallExpression,
): readonly Term[] {
  return shape.terms.flatMap((term) => {
    const position = parameterOf(context, helper, term.value);
    const value = position === undefined ? undefined : call.arguments[position];
    return value ? [{ property: term.property, value }] : [];
  });
}

function parameterOf(
  { analysis }: RewriteContext,
  { parameters }: HelperForm,
  value: ts.Expression,
): number | undefined {
  const node = unwrap(value);
  const declaration = ts.isIdentifier(node) ? variableAt(analysis, node)?.valueDeclaration : undefined;
  const position = parameters.findIndex((parameter) => parameter === declaration);
  return position === -1 ? undefined : position;
}

function keyOf(
  context: RewriteContext,
  { helper, shape, call }: HelperCall,
  [inCall, ...others]: readonly Term[],
): HelperKey {
  if (call.arguments.length !== helper.parameters.length) return refuse('helperForm');
  if (!inCall || others.length > 0) return refuse('tooManyKeys');
  const position = call.arguments.indexOf(inCall.value);
  const parameter = helper.parameters[position]?.name;
  const inHelper = shape.terms.find(({ value }) => parameterOf(context, helper, value) === position);
  if (!parameter || !ts.isIdentifier(parameter) || !inHelper) return refuse('helperForm');
  const uses = usesOf(context, helper, parameter);
  const isOnlyKey = uses.every(
    (use) => use === unwrap(inHelper.value) || helper.early.some(({ condition }) => isInside(condition, use)),
  );
  if (!isOnlyKey) return refuse('helperForm');
  const family = keyFamilyOf(context, context.analysis.checker.getTypeAtLocation(inCall.value));
  const isNullTest = ({ condition }: { readonly condition: ts.Expression }): boolean =>
    /^\w+ (===?) (null|undefined)$/.test(condition.getText());
  if (family === 'nullable' && helper.early.length === 0) return refuse('nullableKey');
  const early = family === 'nullable' ? helper.early : helper.early.filter((answer) => !isNullTest(answer));
  return { parameter, inHelper, inCall, early };
}

function usesOf(
  { analysis }: RewriteContext,
  { declaration }: HelperForm,
  parameter: ts.Identifier,
): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isIdentifier(node) &&
      node.text === parameter.text &&
      variableAt(analysis, node)?.valueDeclaration === parameter.parent &&
      node !== parameter
    )
      found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(declaration.body);
  return found;
}

function isInside(outer: ts.Node, inner: ts.Node): boolean {
  return outer.pos <= inner.pos && inner.end <= outer.end;
}

/** A condition of the helper about another value than its parameter. */
function substituted(context: RewriteContext, node: ts.Expression, parameter: ts.Identifier, text: string): string {
  const edits: TextEdit[] = [];
  const isSimple = /^[\w$.?![\]]+$/.test(text);
  const visit = (part: ts.Node): void => {
    if (ts.isIdentifier(part) && part.text === parameter.text) {
      edits.push({ start: part.getStart(context.file), end: part.end, text: isSimple ? text : `(${text})` });
    }
    ts.forEachChild(part, visit);
  };
  visit(node);
  return edited(context.file.text, edits, node.getStart(context.file), node.end);
}
