/** So many links of a chain are named after its first. */
const linkLimit = 3;

const telling = /^(select|find|count|insert|upsert|update|delete|truncate)/;

/** The name of a query; of a long chain, its first link and the one that tells what it does: `this.db()…select`. */
export function queryName(name: string): string {
  const [first = '', ...others] = name.split('().');
  if (others.length <= linkLimit) return name;
  return `${first}()…${others.find((link) => telling.test(link)) ?? others.at(-1) ?? ''}`;
}
