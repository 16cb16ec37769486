import type { QueryForm } from '../query-form.ts';

export const mysql2Forms: readonly QueryForm[] = [
  {
    noun: 'user',
    answers: 'row',
    key: 'number',
    declaration: (name, key) =>
      `const [[${name}]] = await db.query<(UserRow & RowDataPacket)[]>('SELECT * FROM users WHERE id = ?', [${key}]);`,
    property: 'name',
  },
  {
    noun: 'user',
    answers: 'row',
    key: 'email',
    declaration: (name, key) =>
      `const [[${name}]] = await db.execute<(UserRow & RowDataPacket)[]>('SELECT id, name, email FROM users WHERE email = ?', [${key}]);`,
    property: 'name',
  },
  {
    noun: 'posts',
    answers: 'rows',
    key: 'number',
    declaration: (name, key) =>
      `const [${name}] = await db.query<(PostRow & RowDataPacket)[]>('SELECT * FROM posts WHERE author_id = ? ORDER BY id', [${key}]);`,
    property: 'title',
  },
  {
    noun: 'entry',
    answers: 'nothing',
    key: 'number',
    query: (key) => `db.query('INSERT INTO audit (user_id, action) VALUES (?, ?)', [${key}, 'seen'])`,
  },
  {
    noun: 'counter',
    answers: 'nothing',
    key: 'number',
    query: (key) => `db.execute('DELETE FROM counters WHERE id = ?', [${key}])`,
  },
  {
    noun: 'count',
    answers: 'count',
    key: 'number',
    declaration: (name, key) =>
      `const [[{ n: ${name} }]] = await db.query<({ n: number } & RowDataPacket)[]>('SELECT COUNT(*) AS n FROM posts WHERE author_id = ?', [${key}]);`,
  },
  {
    noun: 'counter',
    answers: 'nothing',
    key: 'number',
    query: (key) => `db.query('UPDATE counters SET value = ? WHERE id = ?', [${key}, ${key}])`,
  },
];
