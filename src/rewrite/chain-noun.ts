import ts from 'typescript';

import type { Analysis } from '../analysis/analysis.ts';
import { chainOf } from '../analysis/chain.ts';
import { accessOf, isCallLike, unwrap } from '../analysis/syntax.ts';
import { nounOf } from './names.ts';
import { tableCallOf } from './table-call.ts';

/**
 * What a query's rows are called, in the singular: `user` for `prisma.user.findFirst()`, `em.findOne(User, id)`,
 * `knex('users')`, `this.db('users')`, `db.select().from(users)` and `this.usersRepository.findOneBy()`.
 */
export function nounOfChain(analysis: Analysis, query: ts.Expression): string | undefined {
  const { root, links } = chainOf(query);
  const tableCall = tableCallOf(analysis, query);
  const calls = [...links.flatMap(({ call }) => (call ? [call] : [])), ...(isCallLike(root) ? [root] : [])];
  for (const call of calls) {
    const [first, second] = ts.isCallExpression(call) ? call.arguments : [];
    if (!first) continue;
    // `getRepository(context, User)` is given something else first.
    const isEntity = second && ts.isIdentifier(second) && /^[A-Z][a-z]/.test(second.text);
    const argument = isEntity && ts.isIdentifier(first) && /^[a-z]/.test(first.text) ? second : unwrap(first);
    const isNamed =
      /^(from|into|insert|update|delete|getRepository|model|selectFrom|insertInto|updateTable|deleteFrom)$/;
    const link = call === tableCall ? undefined : links.find((one) => one.call === call);
    if (ts.isIdentifier(argument) && (/^[A-Z]/.test(argument.text) || isNamed.test(link?.name ?? '')))
      return nounOf(argument.text);
    if (ts.isPropertyAccessExpression(argument) && isNamed.test(link?.name ?? '')) return nounOf(argument.name.text);
    // `update('name', name)` names a column.
    const isTable = !link || (isNamed.test(link.name) && !/^(insert|update|delete)$/.test(link.name));
    if (isTable && ts.isStringLiteralLike(argument)) return nounOf(argument.text.split(/\s+as\s+/i)[0] ?? '');
  }
  const last = links.findLastIndex(({ call }) => call !== undefined);
  const members = links.slice(0, last).filter(({ call }) => call === undefined);
  const member = members.at(-1)?.name;
  if (member !== undefined) return nounOf(member);
  const node = isCallLike(root) ? undefined : root;
  return node && nounOf(ts.isIdentifier(node) ? node.text : (accessOf(node)?.name ?? ''));
}

/** Names of handles, and of repositories of any table. */
const generic =
  /^(prisma|db|database|tx|trx|transaction|em|entity|manager|entityManager|repository|repo|model|pool|client|connection|conn|session|knex|kysely|sql|orm|data|dataSource|store|row|record|item|this)$/i;

/**
 * The table that a query is about, as `nounOfChain` names it; nothing where the name does not tell: a row is saved, a
 * repository of any table is asked, a unit of work is flushed.
 */
export function tableOfChain(analysis: Analysis, query: ts.Expression): string | undefined {
  const { root, links } = chainOf(query);
  const calls = links.filter(({ call }) => call !== undefined).length;
  // `user.save()`: what a variable holds is not known from its name.
  const isOfVariable = ts.isIdentifier(root) && /^[a-z_$]/.test(root.text) && links.length === 1 && calls === 1;
  const [first] = isOfVariable && links[0]?.call && ts.isCallExpression(links[0].call) ? links[0].call.arguments : [];
  const namesEntity = first !== undefined && ts.isIdentifier(first) && /^[A-Z]/.test(first.text);
  if (isOfVariable && !namesEntity && !/(Repository|Repo|Model)$/.test(root.text)) return undefined;
  const noun = nounOfChain(analysis, query);
  return noun === undefined || generic.test(noun) ? undefined : noun;
}
