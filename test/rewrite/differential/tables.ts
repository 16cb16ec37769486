export type Server = 'PostgreSQL' | 'MariaDB';

export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  /** A column whose values the server gives. Default: there is none. */
  readonly generated?: string;
  /** The types of the columns, and what else `CREATE TABLE` needs. */
  readonly definition: (server: Server) => string;
  readonly rows: readonly (readonly Value[])[];
}

/** Texts as they stand in SQL, without quotes. */
type Value = string | number | bigint | null;

/** The data that both versions of a program run on: duplicates, nulls, keys that no row has, 1,000 users. */
export const tables: readonly Table[] = [
  {
    name: 'users',
    columns: ['id', 'email', 'name', 'parent_id'],
    definition: () =>
      'id integer PRIMARY KEY, email varchar(100) NOT NULL UNIQUE, name varchar(100) NOT NULL, parent_id integer',
    rows: count(1000, (id) => [id, `user${String(id)}@shop.test`, `User ${String(id % 50)}`, id % 3 ? id >> 1 : null]),
  },
  {
    name: 'posts',
    columns: ['id', 'author_id', 'title', 'score', 'created'],
    definition: () =>
      'id integer PRIMARY KEY, author_id integer, title varchar(100) NOT NULL, score integer NOT NULL, created timestamp(3) NOT NULL',
    rows: count(1200, (id) => [
      id,
      id % 10 ? ((id * 7) % 450) + 1 : null,
      `Post ${String(id % 90)}`,
      (id * 13) % 50,
      `2024-0${String((id % 9) + 1)}-1${String(id % 10)} 10:00:00.${String(100 + (id % 900))}`,
    ]),
  },
  {
    name: 'order_items',
    columns: ['order_id', 'sku', 'quantity'],
    definition: () => 'order_id integer, sku varchar(20), quantity integer NOT NULL, PRIMARY KEY (order_id, sku)',
    rows: count(600, (id) => [(id % 200) + 1, `sku-${String(Math.floor(id / 200) + 1)}`, (id * 3) % 7]),
  },
  {
    name: 'accounts',
    columns: ['id', 'owner_id', 'balance'],
    definition: () => 'id bigint PRIMARY KEY, owner_id integer NOT NULL, balance integer NOT NULL',
    // Greater than what a number holds exactly.
    rows: count(50, (id) => [9_007_199_254_740_992n + BigInt(id), (id % 20) + 1, id * 10]),
  },
  {
    name: 'days',
    columns: ['day', 'note'],
    definition: () => 'day date PRIMARY KEY, note varchar(100) NOT NULL',
    rows: count(28, (day) => [`2024-02-${String(day).padStart(2, '0')}`, `Day ${String(day)}`]),
  },
  {
    name: 'documents',
    columns: ['id', 'title', 'owner_id'],
    definition: (server) =>
      `id ${server === 'PostgreSQL' ? 'uuid' : 'char(36)'} PRIMARY KEY, title varchar(100) NOT NULL, owner_id integer`,
    rows: count(40, (id) => [documentId(id), `Document ${String(id)}`, id % 4 ? (id % 15) + 1 : null]),
  },
  {
    name: 'audit',
    columns: ['user_id', 'action'],
    generated: 'id',
    definition: (server) =>
      `id ${server === 'PostgreSQL' ? 'serial' : 'integer AUTO_INCREMENT'} PRIMARY KEY, user_id integer NOT NULL, action varchar(100) NOT NULL`,
    rows: [],
  },
  {
    name: 'counters',
    columns: ['id', 'value'],
    definition: () => 'id integer PRIMARY KEY, value integer NOT NULL DEFAULT 0',
    rows: count(300, (id) => [id, id % 5]),
  },
];

export function documentId(index: number): string {
  return `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
}

function count<Row>(length: number, rowOf: (id: number) => Row): readonly Row[] {
  return Array.from({ length }, (_, index) => rowOf(index + 1));
}
