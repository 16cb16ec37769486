import { camelCased, capitalised, plural } from './names.ts';
import type { Term } from './read-shape.ts';

/** `userIds` for `order.userId`, and for `id` where rows are read by their `userId`; `productIds` for products by `id`. */
export function keyNames({ value, property }: Term, noun: string): readonly [string, ...string[]] {
  const column = camelCased(property);
  const own = `${noun}${capitalised(plural(column))}`;
  const last = camelCased(/(\w+)\W*$/.exec(value.getText())?.[1] ?? '');
  const speaking = [last, column].find((name) => /^[a-z]\w*(Id|ID|_id|Slug|Key|Email|Name|Code)$/.test(name));
  return speaking === undefined ? [own, `${noun}Keys`] : [plural(speaking), own, `${noun}Keys`];
}

/** `{ orderId: order.id, sku }`, the values of several columns as properties of one object. */
export function objectOfKeys(key: readonly Term[], texts: readonly string[]): string {
  const properties = key.map(({ property }, index) => {
    const text = texts[index] ?? '';
    return text === property ? property : `${property}: ${text}`;
  });
  return `{ ${properties.join(', ')} }`;
}
