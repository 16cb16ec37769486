import ts from 'typescript';

import { chainOf } from '../../analysis/chain.ts';
import { isInlineFunction, unwrap } from '../../analysis/syntax.ts';
import type { BuilderBatchFacts } from '../../clients/batch-facts.ts';
import { type AbsentRecord, type AbsentValue, titleOf } from '../aggregate.ts';
import { refuse } from '../refusal.ts';
import type { RewriteContext } from '../rewrite-context.ts';
import type { CalledLink } from './builder-chain.ts';
import { isFunctionOf } from './imported-function.ts';
import { propertyName, valueOf } from './object-literal.ts';
import { absentOfSql } from './sql-aggregates.ts';
import { sqlTokens } from './sql-tokens.ts';

/** The values that a chain computes from all rows of a key. */
export interface BuilderAggregates {
  readonly title: string;
  readonly absent: AbsentRecord;
  /** Those of which nothing but types or their use tells whether zero is a number or a text. */
  readonly unsure: ReadonlySet<string>;
}

interface Computed {
  readonly name: string;
  readonly function: string;
  readonly absent: AbsentValue;
}

/** What a chain computes; nothing where it reads rows. Refuses a chain that does both. */
export function builderAggregates(
  context: RewriteContext,
  links: readonly CalledLink[],
  facts: BuilderBatchFacts,
): BuilderAggregates | undefined {
  const items = links.flatMap((link): readonly (Computed | undefined)[] => {
    if (link.role === 'aggregate') {
      // What one row is said to be says nothing of many.
      const isSaid = link.call.typeArguments !== undefined && links.some(({ role }) => typeof role === 'object');
      return isSaid ? refuse('aggregate') : ofLink(link);
    }
    if (link.role !== 'columns') return [];
    return facts.conditions === 'calls' ? ofColumns(context, link, facts) : link.call.arguments.flatMap(ofExpressions);
  });
  const computed = items.filter((item) => item !== undefined);
  if (computed.length === 0) return undefined;
  if (computed.length < items.length) return refuse('aggregate');
  return {
    title: titleOf(computed.map((one) => one.function)),
    absent: Object.fromEntries(computed.map(({ name, absent }) => [name, absent])),
    unsure: new Set(computed.flatMap(({ name, absent }) => (absent === 'numberOrText' ? name : []))),
  };
}

/** `select({ posts: count(), total: sum(posts.score), n: sql<number>`count(*)::int` })` */
function ofColumns(
  context: RewriteContext,
  { call }: CalledLink,
  { module }: BuilderBatchFacts,
): readonly (Computed | undefined)[] {
  const [list] = call.arguments;
  const literal = list && unwrap(list);
  if (!literal || !ts.isObjectLiteralExpression(literal)) return [];
  return literal.properties.map((property) => {
    const name = propertyName(property);
    const value = valueOf(property);
    if (name === undefined || !value) return undefined;
    const { root, links } = chainOf(value);
    const isMapped = links.some(({ name: own, call: mapped }) => {
      const [by] = mapped && ts.isCallExpression(mapped) ? mapped.arguments : [];
      return own === 'mapWith' && by?.getText() === 'Number';
    });
    if (links.some((link) => !/^(mapWith|as)$/.test(link.name)) || (links.length > 0 && !isMapped)) return undefined;
    if (ts.isTaggedTemplateExpression(root) && root.tag.getText() === 'sql') {
      const { function: own, absent } = absentOfSql(sqlTokens(context.file, root.template, 'embedded'));
      return { name, function: own, absent: isMapped && absent !== 'null' ? 'number' : absent };
    }
    if (!ts.isCallExpression(root) || !ts.isIdentifier(root.expression)) return undefined;
    const own = root.expression.text;
    if (!/^(count|sum|avg|min|max)(Distinct)?$/.test(own) || !isFunctionOf(context, root.expression, module)) {
      return undefined;
    }
    return { name, function: own, absent: own.startsWith('count') ? 'number' : 'null' };
  });
}

/** `count('* as posts')`; several arguments are several values. */
function ofLink({ name: own, call }: CalledLink): readonly Computed[] {
  const absent = own.startsWith('count') ? 'numberOrText' : 'null';
  if (call.arguments.length === 0) return [{ name: own, function: own, absent }];
  return call.arguments.map((argument): Computed => {
    const node = unwrap(argument);
    // Types of values that are named in an object have no other column.
    if (!ts.isStringLiteralLike(node)) return refuse('aggregate');
    const [, alias = own] = /^\s*[\w.*]+\s+as\s+(\w+)\s*$/i.exec(node.text) ?? [];
    return { name: alias, function: own, absent };
  });
}

/** `select((eb) => eb.fn.countAll().as('posts'))`, `select(({ fn }) => [fn.sum('score').as('total')])`. */
function ofExpressions(argument: ts.Expression): readonly (Computed | undefined)[] {
  const node = unwrap(argument);
  if (isInlineFunction(node)) return ts.isBlock(node.body) ? refuse('aggregate') : ofExpressions(node.body);
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(ofExpressions);
  const { root, links } = chainOf(node);
  const [last] = links.slice(-1);
  const [alias] = last?.call && ts.isCallExpression(last.call) ? last.call.arguments : [];
  const own = links.find(({ name }) => /^(countAll|count|sum|avg|min|max)$/.test(name));
  const isFunction = links.some(({ name }) => name === 'fn') || root.getText() === 'fn';
  const isWhole = links.every(
    ({ name }) => name === own?.name || /^(fn|as|distinct)$/.test(name) || (name === 'eb' && !own),
  );
  if (!own || !isFunction || !isWhole || last?.name !== 'as' || !alias || !ts.isStringLiteralLike(alias)) {
    return [undefined];
  }
  const absent = own.name.startsWith('count') ? 'numberOrText' : 'null';
  return [{ name: alias.text, function: own.name, absent }];
}
