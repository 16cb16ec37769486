import type { QueryForm } from '../query-form.ts';

export const pgForms: readonly QueryForm[] = [
  {
    noun: 'user',
    answers: 'row',
    key: 'number',
    declaration: (name, key) =>
      `const { rows: [${name}] } = await db.query<UserRow>('SELECT * FROM users WHERE id = $1', [${key}]);`,
    property: 'name',
  },
  {
    noun: 'found',
    answers: 'row',
    key: 'email',
    declaration: (name, key) =>
      `const ${name} = (await db.query<UserRow>('SELECT id, name, email FROM users WHERE email = $1', [${key}])).rows[0];`,
    property: 'name',
  },
  {
    noun: 'item',
    answers: 'row',
    key: 'line',
    declaration: (name, orderId, sku) =>
      `const { rows: [${name}] } = await db.query<OrderItemRow>('SELECT * FROM order_items WHERE order_id = $1 AND sku = $2', [${orderId}, ${sku}]);`,
    property: 'sku',
  },
  {
    noun: 'posts',
    answers: 'rows',
    key: 'number',
    declaration: (name, key) =>
      `const { rows: ${name} } = await db.query<PostRow>('SELECT * FROM posts WHERE author_id = $1 ORDER BY id', [${key}]);`,
    property: 'title',
  },
  {
    noun: 'entry',
    answers: 'nothing',
    key: 'number',
    query: (key) => `db.query('INSERT INTO audit (user_id, action) VALUES ($1, $2)', [${key}, 'seen'])`,
  },
  {
    noun: 'counter',
    answers: 'nothing',
    key: 'number',
    query: (key) => `db.query('DELETE FROM counters WHERE id = $1', [${key}])`,
  },
  {
    noun: 'count',
    answers: 'count',
    key: 'number',
    declaration: (name, key) =>
      `const { rows: [{ n: ${name} }] } = await db.query('SELECT count(*)::int AS n FROM posts WHERE author_id = $1', [${key}]);`,
  },
  {
    noun: 'change',
    answers: 'nothing',
    key: 'number',
    query: (key) => `db.query('UPDATE users SET name = $1 WHERE id = $2', ['user ' + ${key}, ${key}])`,
  },
];
