import ts from 'typescript';

/** The text of the SQL that a call or a tag is given, with its quotes; nothing where it is no literal. */
export function sqlOf(query: ts.Expression): string | undefined {
  if (ts.isTaggedTemplateExpression(query)) return query.template.getText();
  const first = ts.isCallExpression(query) ? query.arguments[0] : undefined;
  const options = first && ts.isObjectLiteralExpression(first) ? first : undefined;
  const named = options?.properties.find((property) => property.name?.getText() === 'text');
  const text = named && ts.isPropertyAssignment(named) ? named.initializer : first;
  return text && (ts.isStringLiteralLike(text) || ts.isTemplateExpression(text)) ? text.getText() : undefined;
}
