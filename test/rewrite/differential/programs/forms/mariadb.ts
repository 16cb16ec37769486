import type { QueryForm } from '../query-form.ts';

export const mariadbForms: readonly QueryForm[] = [
  {
    noun: 'user',
    answers: 'row',
    key: 'number',
    declaration: (name, key) =>
      `const [${name}] = await db.query<UserRow[]>('SELECT * FROM users WHERE id = ?', [${key}]);`,
    property: 'name',
  },
  {
    noun: 'posts',
    answers: 'rows',
    key: 'number',
    query: (key) => `db.query<PostRow[]>('SELECT * FROM posts WHERE author_id = ? ORDER BY id', [${key}])`,
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
    query: (key) => `db.query('DELETE FROM counters WHERE id = ?', [${key}])`,
  },
  {
    noun: 'count',
    answers: 'count',
    key: 'number',
    declaration: (name, key) =>
      `const ${name} = Number((await db.query('SELECT COUNT(*) AS n FROM posts WHERE author_id = ?', [${key}]))[0].n);`,
  },
  {
    noun: 'change',
    answers: 'nothing',
    key: 'number',
    query: (key) => `db.query('UPDATE users SET name = ? WHERE id = ?', ['user ' + ${key}, ${key}])`,
  },
];
