/** What a query that writes does to rows, by its name: `delete` for `this.db().where().delete`. */
export function writeKindOf(name: string): 'delete' | 'update' | 'write' {
  const links = name.match(/[\w$]+/g) ?? [];
  return links.map(kindOfLink).findLast((kind) => kind !== undefined) ?? 'write';
}

function kindOfLink(link: string): 'delete' | 'update' | 'write' | undefined {
  const words = link.split(/(?=[A-Z])/).map((word) => word.toLowerCase());
  // `upsert` and `onConflictDoUpdate` write rows that may be new.
  const found = words.map((word) => kinds.get(word));
  return (['write', 'delete', 'update'] as const).find((kind) => found.includes(kind));
}

const kinds: ReadonlyMap<string, 'delete' | 'update' | 'write'> = new Map([
  ...['delete', 'del', 'remove', 'destroy', 'truncate'].map((word) => [word, 'delete'] as const),
  ...['update', 'patch', 'increment', 'decrement', 'restore'].map((word) => [word, 'update'] as const),
  ...['insert', 'create', 'upsert', 'save', 'persist', 'conflict', 'duplicate'].map((word) => [word, 'write'] as const),
]);
