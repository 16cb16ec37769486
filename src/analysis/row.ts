import ts from 'typescript';

import type { Client } from '../clients/define-client.ts';
import { type Analysis, memoise } from './analysis.ts';
import { chainOf, prefixOf } from './chain.ts';
import { hostOf } from './consumption.ts';
import { matchesConvention } from './convention.ts';
import { isUnknownType } from './declared-in.ts';
import { handleOf } from './handle.ts';
import { accessOf, isInlineFunction, nameOf, unwrap } from './syntax.ts';

/**
 * The client that has read a value, for code without types: `user` in `const user = await User.findOne()`, the element
 * of such a list in a loop or a callback, or a row that is made to be written: `new User()`.
 */
export function readByClient(analysis: Analysis, value: ts.Expression): Client | undefined {
  const reader = readerOf(analysis, value);
  if (!reader) return undefined;
  if (!ts.isNewExpression(reader)) return clientAtStart(analysis, reader);
  const model = handleOf(analysis, reader.expression);
  return typeof model === 'object' ? model : undefined;
}

/** The expression with which a value was read: what was awaited, or what made the row. */
const readerOf: (analysis: Analysis, value: ts.Expression) => ts.Expression | undefined = memoise((analysis, value) => {
  const node = unwrap(value);
  if (ts.isAwaitExpression(node)) return unwrap(node.expression);
  if (ts.isNewExpression(node)) return node;
  if (ts.isCallExpression(node))
    return analysis.catalogue.rowMakers.has(nameOf(node.expression) ?? '') ? node : undefined;
  // `rows` in `(await User.findAndCountAll()).rows`, and a row of a list.
  const access = accessOf(node);
  if (access) return ['rows', '0'].includes(access.name) ? readerOf(analysis, access.object) : undefined;
  if (ts.isElementAccessExpression(node)) return readerOf(analysis, node.expression);
  if (!ts.isIdentifier(node)) return undefined;
  const declaration = analysis.checker.getSymbolAtLocation(node)?.valueDeclaration;
  return declaration && readerOfDeclaration(analysis, declaration);
});

function readerOfDeclaration(analysis: Analysis, declaration: ts.Declaration): ts.Expression | undefined {
  if (ts.isVariableDeclaration(declaration)) {
    const loop = declaration.parent.parent;
    if (!ts.isForOfStatement(loop)) return declaration.initializer && readerOf(analysis, declaration.initializer);
    return loop.awaitModifier ? unwrap(loop.expression) : readerOf(analysis, loop.expression);
  }
  // `const [user, created] = await User.findOrCreate()`, `const { rows } = await User.findAndCountAll()`.
  if (ts.isBindingElement(declaration)) {
    const pattern = declaration.parent;
    const isRow = ts.isArrayBindingPattern(pattern)
      ? pattern.elements[0] === declaration
      : declaration.name.getText() === 'rows';
    return isRow && ts.isVariableDeclaration(pattern.parent)
      ? readerOfDeclaration(analysis, pattern.parent)
      : undefined;
  }
  if (!ts.isParameter(declaration) || !isInlineFunction(declaration.parent)) return undefined;
  const host = hostOf(declaration.parent);
  const access = host && accessOf(unwrap(host.expression));
  if (!access || declaration.parent.parameters[0] !== declaration) return undefined;
  // `User.findOne().then((user) => …)`
  return access.name === 'then' ? access.object : readerOf(analysis, access.object);
}

/** The client of the handle with which a chain starts: `User.find().sort()`. */
function clientAtStart(analysis: Analysis, expression: ts.Expression): Client | undefined {
  const { links } = chainOf(expression);
  for (let length = links.length - 1; length >= 0; length -= 1) {
    const handle = prefixOf(expression, length);
    const traced = handleOf(analysis, handle);
    if (typeof traced === 'object') return traced;
    if (traced !== 'unknown' || !isUnknownType(analysis.checker.getTypeAtLocation(handle))) continue;
    const candidates = analysis.catalogue.byMethod.get(links[length]?.name ?? '') ?? [];
    const usual = candidates.find(({ client }) =>
      matchesConvention(analysis, expression, handle, client, length),
    )?.client;
    if (usual) return usual;
  }
  return undefined;
}
