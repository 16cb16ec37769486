import type { QueryForm } from '../query-form.ts';

export const postgresJsForms: readonly QueryForm[] = [
  {
    noun: 'user',
    answers: 'row',
    key: 'number',
    declaration: (name, key) => `const [${name}] = await db<UserRow[]>\`SELECT * FROM users WHERE id = \${${key}}\`;`,
    property: 'name',
  },
  {
    noun: 'user',
    answers: 'row',
    key: 'email',
    declaration: (name, key) =>
      `const [${name}] = await db<UserRow[]>\`SELECT name, email FROM users WHERE email = \${${key}}\`;`,
    property: 'name',
  },
  {
    noun: 'posts',
    answers: 'rows',
    key: 'number',
    query: (key) => `db<PostRow[]>\`SELECT * FROM posts WHERE author_id = \${${key}} ORDER BY id\``,
    property: 'title',
  },
  {
    noun: 'entry',
    answers: 'nothing',
    key: 'number',
    query: (key) => `db\`INSERT INTO audit (user_id, action) VALUES (\${${key}}, 'seen')\``,
  },
  {
    noun: 'counter',
    answers: 'nothing',
    key: 'number',
    query: (key) => `db\`DELETE FROM counters WHERE id = \${${key}}\``,
  },
  {
    noun: 'count',
    answers: 'count',
    key: 'number',
    declaration: (name, key) =>
      `const [{ n: ${name} }] = await db\`SELECT count(*)::int AS n FROM posts WHERE author_id = \${${key}}\`;`,
  },
  {
    noun: 'change',
    answers: 'nothing',
    key: 'number',
    query: (key) => `db\`UPDATE users SET name = \${'user ' + ${key}} WHERE id = \${${key}}\``,
  },
];
