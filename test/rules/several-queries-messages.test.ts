import { describe, expect, it } from 'vitest';

import { lint } from '../rule-tester.ts';
import { dedent } from './case.ts';

/** What is reported where a loop calls `work` for each of some ids. */
function messageOf(helpers: string): string {
  const run = `export async function run(ids: number[], kind: string) { for (const id of ids) await work(id, kind); }`;
  const messages = lint(`import { prisma } from './src/prisma.js';\n${run}\n${dedent(helpers)}`);
  expect(messages.map(({ line }) => line)).toEqual([2]);
  return messages[0]?.message ?? '';
}

/** The same without where the helper stands. */
function reportOf(helpers: string): string {
  return messageOf(helpers).replace(' once per element of `ids`, through `work` (file.ts:3)', '');
}

const lookUp = 'Read all rows with one query first and look each up in a `Map`.';
const remove = 'Delete the rows of all keys with one query.';
const update = 'Update the rows of all keys with one query.';
const one = 'one round trip after another.';

describe('of the arms of a choice, one run counts', () => {
  it.each([
    [
      'switch',
      `switch (kind) {
        case 'user': return prisma.user.findFirst({ where: { id } });
        case 'post': return prisma.post.findFirst({ where: { id } });
        default: return prisma.order.findFirst({ where: { id } });
      }`,
    ],
    [
      'questions after another for one value',
      `if (kind === 'user') { await prisma.user.findFirst({ where: { id } }); }
       if (kind === 'post') { await prisma.post.findFirst({ where: { id } }); }`,
    ],
    [
      'switch with break',
      `switch (kind) {
        case 'user': { await prisma.user.findFirst({ where: { id } }); break; }
        case 'post': await prisma.post.findFirst({ where: { id } });
      }`,
    ],
    [
      'else',
      `if (kind === 'user') await prisma.user.findFirst({ where: { id } });
      else await prisma.post.findFirst({ where: { id } });`,
    ],
    [
      'early return',
      `if (kind !== 'user') return prisma.post.findFirst({ where: { id } });
      return prisma.user.findFirst({ where: { id } });`,
    ],
    [
      'question mark',
      `return kind === 'user' ? prisma.user.findFirst({ where: { id } }) : prisma.post.findFirst({ where: { id } });`,
    ],
  ])('%s', (_name, body) => {
    expect(reportOf(`async function work(id: number, kind: string) { ${body} }`)).toBe(
      `This runs \`prisma.user.findFirst\`, ${one} ${lookUp}`,
    );
  });

  it('one of several implementations', () => {
    expect(
      messageOf(`
        interface Store { find(id: number): Promise<unknown> }
        class Users implements Store { find(id: number) { return prisma.user.findFirst({ where: { id } }); } }
        class Posts implements Store { find(id: number) { return prisma.post.findFirst({ where: { id } }); } }
        declare const store: Store;
        function work(id: number, kind: string) { return store.find(id); }
      `),
    ).toBe(
      `This runs \`prisma.user.findFirst\` once per element of \`ids\`, through \`work\` (file.ts:7) → \`find\` (file.ts:4), ${one} ${lookUp}`,
    );
  });

  it('the arm that sends most', () => {
    expect(
      reportOf(`
        async function work(id: number, kind: string) {
          if (kind === 'user') return prisma.user.findFirst({ where: { id } });
          await prisma.post.findFirst({ where: { id } });
          if (kind === 'post') throw new Error();
          else await prisma.order.findFirst({ where: { id } });
        }
      `),
    ).toBe(`This runs \`prisma.post.findFirst\` and up to 1 more query, ${one} ${lookUp}`);
  });
});

describe('all queries of one run count', () => {
  it.each([
    ['an if and what follows', `if (kind === 'user') await first(); await second();`],
    ['a clause that falls through', `switch (kind) { case 'user': await first(); default: await second(); }`],
    ['what is asked and what follows', `if (await first()) await second();`],
    [
      'a loop that takes another arm each time',
      `for (const a of [id, 1]) if (a === 1) await first(); else await second();`,
    ],
    ['a callback that answers', `await prisma.$transaction(async () => { if (id) return first(); }); await second();`],
  ])('%s', (_name, body) => {
    expect(
      messageOf(`
        async function work(id: number, kind: string) { ${body} }
        const first = () => prisma.user.findFirst();
        const second = () => prisma.post.findFirst();
      `),
    ).toMatch(/ and (up to )?1 more query /);
  });

  it('no number where a loop in a helper sends some', () => {
    const code = dedent(`
      import { prisma } from './src/prisma.js';
      export async function run(ids: number[]) { for (const id of ids) await work(id, ids); }
      async function work(id: number, others: number[]) {
        await prisma.user.findFirst({ where: { id } });
        for (const other of others) await prisma.post.findFirst({ where: { id: other } });
      }
    `);
    expect(lint(code)[0]?.message).toContain('This runs `prisma.user.findFirst` and more queries once per element');
  });

  it('no number where more are sent than are kept, and some only sometimes', () => {
    const queries = Array.from(
      { length: 20 },
      (_, index) => `if (id > ${String(index)}) await prisma.user.findFirst({ where: { id } });`,
    );
    expect(reportOf(`async function work(id: number, kind: string) { ${queries.join(' ')} }`)).toContain(
      'This runs `prisma.user.findFirst` and more queries, ',
    );
  });

  it('at least so many where more are sent than are kept', () => {
    const queries = Array.from({ length: 20 }, () => `await prisma.user.findFirst({ where: { id } });`).join(' ');
    expect(reportOf(`async function work(id: number, kind: string) { ${queries} }`)).toContain(
      'This runs `prisma.user.findFirst` and at least 11 more queries, ',
    );
  });
});

describe('the advice is for', () => {
  it('what is sent in any case', () => {
    expect(
      reportOf(`
        async function work(id: number, kind: string) {
          if (kind === 'user') await prisma.user.findFirst({ where: { id } });
          await prisma.post.delete({ where: { id } });
        }
      `),
    ).toBe(`This runs \`prisma.post.delete\` and up to 1 more query, ${one} ${remove}`);
  });

  it('a write rather than a read', () => {
    expect(
      reportOf(`
        async function work(id: number, kind: string) {
          await prisma.user.findFirst({ where: { id } });
          await prisma.post.update({ where: { id }, data: { title: kind } });
        }
      `),
    ).toBe(`This runs \`prisma.post.update\` and 1 more query, ${one} ${update}`);
  });

  it('the helper where that sends many', () => {
    expect(
      reportOf(`
        async function work(id: number, kind: string) {
          await prisma.user.findFirst({ where: { id } });
          await prisma.post.count({ where: { title: kind } });
          await prisma.order.delete({ where: { id } });
        }
      `),
    ).toBe(
      `This runs \`prisma.order.delete\` and 2 more queries, ${one} Write a form of \`work\` that takes all elements and sends each of its queries once.`,
    );
  });
});
