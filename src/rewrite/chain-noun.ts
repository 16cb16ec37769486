import ts from 'typescript';

import { chainOf } from '../analysis/chain.ts';
import { accessOf, isCallLike, unwrap } from '../analysis/syntax.ts';
import { nounOf } from './names.ts';

/**
 * What a query's rows are called, in the singular: `user` for `prisma.user.findFirst()`, `em.findOne(User, id)`,
 * `knex('users')`, `db.select().from(users)` and `this.usersRepository.findOneBy()`.
 */
export function nounOfChain(query: ts.Expression): string | undefined {
  const { root, links } = chainOf(query);
  const calls = [...links.flatMap(({ call }) => (call ? [call] : [])), ...(isCallLike(root) ? [root] : [])];
  for (const call of calls) {
    const [first] = ts.isCallExpression(call) ? call.arguments : [];
    if (!first) continue;
    const argument = unwrap(first);
    const isNamed =
      /^(from|into|insert|update|delete|getRepository|model|selectFrom|insertInto|updateTable|deleteFrom)$/;
    const link = links.find((one) => one.call === call);
    if (ts.isIdentifier(argument) && (/^[A-Z]/.test(argument.text) || isNamed.test(link?.name ?? '')))
      return nounOf(argument.text);
    const isTable = !link || isNamed.test(link.name);
    if (isTable && ts.isStringLiteralLike(argument)) return nounOf(argument.text.split(/\s+as\s+/i)[0] ?? '');
  }
  const last = links.findLastIndex(({ call }) => call !== undefined);
  const members = links.slice(0, last).filter(({ call }) => call === undefined);
  const member = members.at(-1)?.name;
  if (member !== undefined) return nounOf(member);
  const node = isCallLike(root) ? undefined : root;
  return node && nounOf(ts.isIdentifier(node) ? node.text : (accessOf(node)?.name ?? ''));
}
