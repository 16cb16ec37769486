import type { Order } from '../../fixtures/rewrite/src/input.ts';
import { documentId } from './tables.ts';

/** The lists that programs run over, by size. */
export const inputs = {
  none: [],
  one: [order(3)],
  /** With duplicates, nulls, fields that are not there and keys that no row has. */
  several: [7, 3, 3, 12, 460, 7, 2000, 1, 10, 18, 3].map(order),
  /** The keys of 1,000 rows. */
  many: Array.from({ length: 1000 }, (_, index) => order(index + 1)),
} as const satisfies Record<string, readonly Order[]>;

export type InputName = keyof typeof inputs;

function order(userId: number, index: number = userId): Order {
  return {
    id: index + 1,
    userId,
    editorId: userId % 3 === 0 ? null : userId + 1,
    ...(userId % 2 === 0 ? {} : { reviewerId: userId + 2 }),
    email: `user${String(userId)}@shop.test`,
    line: { orderId: userId, sku: `sku-${String((userId % 4) + 1)}` },
    accountId: 9_007_199_254_740_992n + BigInt(userId),
    day: new Date(Date.UTC(2024, 1, (userId % 30) + 1)),
    documentId: documentId(userId),
    quantity: userId % 6,
  };
}
