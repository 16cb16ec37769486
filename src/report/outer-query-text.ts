import type { OuterQuery } from '../analysis/outer-queries.ts';
import { transactionName } from '../analysis/opened-transaction.ts';
import { effectText } from './effect-text.ts';

/** The parts of a message about a query outside of the transaction around it. */
export interface OuterQueryText extends Record<string, string> {
  readonly queries: string;
  readonly through: string;
  /** `prisma.$transaction` */
  readonly transaction: string;
  /** What a query that writes suffers besides. */
  readonly andNot: string;
  readonly advice: string;
}

/** Which message says what comes of it. */
export function outerQueryMessage({ opens, holdsConnection }: OuterQuery): 'nested' | 'outside' | 'withoutSession' {
  if (opens) return 'nested';
  return holdsConnection ? 'outside' : 'withoutSession';
}

export function outerQueryText({ effects, frame, transaction, span, opens, isRead }: OuterQuery): OuterQueryText {
  const [{ query, trace }] = effects;
  const { client, fact } = transaction;
  const name = frame.handle?.name.getText();
  const receiver = fact.handle === 'receiver' ? transaction.opener.getText() : undefined;
  const handle = span?.handle ?? receiver ?? (name !== undefined && /^\w+$/.test(name) ? name : undefined);
  const option = (query.client ?? client).held.options?.[0];
  const takesOption = query.client?.held.optionsAt !== undefined;
  const helper = trace[0]?.name;
  return {
    ...effectText(effects),
    transaction: transactionName(transaction),
    andNot: isRead ? '' : ' and is not rolled back with it',
    advice: opens ? adviceForNested(helper, handle) : adviceForQuery(helper, handle, takesOption ? option : undefined),
  };
}

function adviceForQuery(helper: string | undefined, handle: string | undefined, option: string | undefined): string {
  if (helper !== undefined) return `Give \`${helper}\` ${handleText(handle)} and let it query with that.`;
  if (option === undefined) return `Use ${handleText(handle, "the callback's parameter")} in its place.`;
  const given = option === handle ? option : `${option}: ${handle ?? '…'}`;
  return `Give it \`{ ${given} }\`.`;
}

function handleText(handle: string | undefined, otherwise = 'the handle of the transaction'): string {
  return handle === undefined ? otherwise : `\`${handle}\``;
}

function adviceForNested(helper: string | undefined, handle: string | undefined): string {
  const given = handleText(handle);
  return helper === undefined
    ? `Run its queries with ${given}, or open it when the outer one has ended.`
    : `Give \`${helper}\` ${given} to query with, or call it when the outer one has ended.`;
}
