import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { boundElements } from './binding-names.ts';
import { chainOf } from './chain.ts';
import { isUnknownType, namedTypes } from './declared-in.ts';
import type { Effect } from './effect.ts';
import { isOfProgram } from './own-sources.ts';
import type { Repetition } from './repetition.ts';
import { accessOf, argumentsOf, isCallLike, isInlineFunction, nameOf, someDescendant, unwrap } from './syntax.ts';

/**
 * Whether a query takes a whole group of rows at once, so that it runs once per group and not once per row:
 * `for (const [status, ids] of byStatus) await db.order.updateMany({ where: { id: { in: ids } }, data: { status } })`.
 */
export function takesGroup(analysis: Analysis, query: ts.Node, repetition: Repetition): boolean {
  const listnessIn = groupsOf(analysis, repetition);
  const isGroup = (node: ts.Node): boolean => {
    if (!ts.isIdentifier(node) || !isTakenWhole(node, 'yes')) return false;
    const listness = listnessIn(node);
    return listness !== 'no' && isTakenWhole(node, listness);
  };
  return someDescendant(query, isGroup, { intoFunctions: true });
}

/**
 * Whether a call hands a whole group to functions whose queries each take a list: `for (const rows of groups) await
 * saveAll(rows)`.
 */
export function handsGroup(
  analysis: Analysis,
  call: ts.Node,
  repetition: Repetition,
  effects: readonly Effect[],
): boolean {
  if (!isCallLike(call) || !effects.every((effect) => sendsList(effect))) return false;
  const listnessIn = groupsOf(analysis, repetition);
  const isGroup = (node: ts.Node): boolean => ts.isIdentifier(node) && listnessIn(node) === 'yes';
  const isHanded = argumentsOf(call).some((argument) => {
    const given = unwrap(argument);
    return (
      isGroup(given) || (ts.isObjectLiteralExpression(given) && given.properties.some((one) => isGroup(valueOf(one))))
    );
  });
  return isHanded && effects.every(({ query }) => takesList(analysis, query.node));
}

function sendsList({ query, multiplicity }: Effect): boolean {
  return ['readMany', 'writeMany', 'count'].includes(query.operation) && multiplicity !== 'perElement';
}

/** `rows` in `{ rows }` and in `{ data: rows }`. */
function valueOf(property: ts.ObjectLiteralElementLike): ts.Node {
  if (ts.isPropertyAssignment(property)) return unwrap(property.initializer);
  return ts.isShorthandPropertyAssignment(property) ? property.name : property;
}

function takesList(analysis: Analysis, query: ts.Node): boolean {
  if (!isOfProgram(analysis.program, query)) return false;
  return someDescendant(
    query,
    (node) => ts.isIdentifier(node) && isTakenWhole(node, 'yes') && listnessOf(analysis, node) === 'yes',
    { intoFunctions: true },
  );
}

/** Whether a name in a repetition stands for a list per iteration. It is told when it is asked, since it takes a type. */
function groupsOf(analysis: Analysis, repetition: Repetition): (name: ts.Identifier) => Listness {
  const declared = new Map(groupsIn(repetition).map((name) => [name.getText(), name]));
  return ({ text }) => {
    const name = declared.get(text) ?? declared.get(partOf(repetition, text) ?? '');
    return name ? listnessOf(analysis, name) : 'no';
  };
}

const parts = new Set(['filter', 'map', 'flatMap', 'slice', 'concat', 'toSorted']);

/** The name of the group that a constant of an iteration is a part of: `group` for `const open = group.filter(isOpen).map(idOf)`. */
function partOf({ slot }: Repetition, name: string): string | undefined {
  let whole: string | undefined;
  someDescendant(slot, (node) => {
    if (!ts.isVariableDeclaration(node) || node.name.getText() !== name || !node.initializer) return false;
    const { root, links } = chainOf(node.initializer);
    const isPart = links.length > 0 && links.every((link) => !link.call || parts.has(link.name));
    if (isPart && ts.isIdentifier(root)) whole = root.text;
    return whole !== undefined;
  });
  return whole;
}

/** The names that a repetition gives to a list per iteration: `ids` in `[status, ids]`, `rows` in `const rows = groups[key]`. */
function groupsIn({ node, slot }: Repetition): readonly ts.Node[] {
  const declared = ts.isForOfStatement(node) || ts.isForInStatement(node) ? node.initializer : undefined;
  if (declared && ts.isVariableDeclarationList(declared)) {
    const names = declared.declarations.flatMap(({ name }) => namesIn(name));
    return ts.isForInStatement(node) ? membersOf(slot, node.expression) : names;
  }
  const callback = ts.isExpression(slot) ? unwrap(slot) : slot;
  return isInlineFunction(callback) && callback.parameters[0] ? namesIn(callback.parameters[0].name) : [];
}

function namesIn(name: ts.BindingName): readonly ts.Node[] {
  if (ts.isIdentifier(name)) return [name];
  if (!ts.isArrayBindingPattern(name)) return [];
  return boundElements(name).flatMap((element) => namesIn(element.name));
}

/** `rows` in `const rows = groups[key]`. */
function membersOf(slot: ts.Node, groups: ts.Expression): readonly ts.Node[] {
  const found: ts.Node[] = [];
  someDescendant(slot, (node) => {
    if (!ts.isVariableDeclaration(node) || !node.initializer) return false;
    const value = unwrap(node.initializer);
    if (ts.isElementAccessExpression(value) && value.expression.getText() === groups.getText()) found.push(node.name);
    return false;
  });
  return found;
}

/** Whether a name is a list, as far as its type tells. */
type Listness = 'yes' | 'no' | 'unknown';

function listnessOf({ checker }: Analysis, name: ts.Node): Listness {
  const type = checker.getNonNullableType(checker.getTypeAtLocation(name));
  if (isUnknownType(type)) return isValueOfEntry(name) ? 'yes' : 'unknown';
  if (checker.isArrayType(type)) return 'yes';
  for (const symbol of namedTypes(checker, type)) if (/^(Readonly)?(Array|Set)$/.test(symbol.name)) return 'yes';
  return 'no';
}

/** `ids` in `[status, ids]`: where no type tells, what is kept under a key is taken for a list. */
function isValueOfEntry({ parent }: ts.Node): boolean {
  return ts.isBindingElement(parent) && ts.isArrayBindingPattern(parent.parent) && parent.parent.elements[0] !== parent;
}

const takesMany =
  /^(\$?in|notIn|\$nin|any|inArray|In|anyOf|(or|and)?[wW]here(Not)?In|whereInIds|findByIds|insertMany|createMany|bulkCreate|batchInsert)$/;
const takesOneOrMany = /^(data|values|insert)$/;

/** `'in'` in `where('id', 'in', ids)`. */
function isIn(argument: ts.Expression): boolean {
  return ts.isStringLiteralLike(argument) && /^(not )?in$/i.test(argument.text);
}

/** Whether a list is given to a query as rows or keys: `{ in: ids }`, `inArray(column, ids)`, `ids.map(…)`, `[...ids]`. */
function isTakenWhole(list: ts.Identifier, listness: Listness): boolean {
  const { parent } = list;
  const isTaker = (name: string): boolean => takesMany.test(name) || (listness === 'yes' && takesOneOrMany.test(name));
  if (ts.isSpreadElement(parent)) return true;
  // `[Op.in]: ids`
  if (ts.isPropertyAssignment(parent))
    return parent.initializer === list && isTaker(parent.name.getText().replace(/^\[.*\.(\w+)\]$/, '$1'));
  if (ts.isShorthandPropertyAssignment(parent)) return isTaker(list.text);
  if (ts.isCallExpression(parent)) return isTaker(nameOf(parent.expression) ?? '') || parent.arguments.some(isIn);
  const access = accessOf(parent);
  return access?.object === list && ['map', 'flatMap'].includes(access.name);
}
