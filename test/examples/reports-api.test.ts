import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import * as databaseAfter from '../../examples/reports-api/src/after/database.ts';
import * as remindersAfter from '../../examples/reports-api/src/after/reminders.ts';
import * as reportsAfter from '../../examples/reports-api/src/after/reports.ts';
import * as databaseBefore from '../../examples/reports-api/src/before/database.ts';
import * as remindersBefore from '../../examples/reports-api/src/before/reminders.ts';
import * as reportsBefore from '../../examples/reports-api/src/before/reports.ts';
import { createReportsServer } from '../../examples/reports-api/src/server.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../scripts/embedded-postgres.ts';

const variants = {
  before: { ...reportsBefore, ...remindersBefore },
  after: { ...reportsAfter, ...remindersAfter },
};
type Variant = keyof typeof variants;
type Databases = Record<Variant, ReturnType<typeof databaseBefore.createDatabase>>;

let postgres: EmbeddedPostgres;
let databases: Databases;

beforeAll(async () => {
  postgres = await startEmbeddedPostgres();
  databases = connect(await postgres.createDatabase('edge_cases', await readSql('tables.sql')));
}, 60_000);

afterAll(async () => {
  await disconnect(databases);
  await postgres.stop();
});

function readSql(name: string): Promise<string> {
  return readFile(new URL(`../../examples/reports-api/prisma/${name}`, import.meta.url), 'utf8');
}

function connect(connectionString: string): Databases {
  return {
    before: databaseBefore.createDatabase(connectionString),
    after: databaseAfter.createDatabase(connectionString),
  };
}

async function disconnect({ before, after }: Databases): Promise<void> {
  await Promise.all([before.$disconnect(), after.$disconnect()]);
}

beforeEach(async () => {
  await databases.before.$executeRaw`
    TRUNCATE "Request", "Template", "Author", "Comment", "AuditEntry" RESTART IDENTITY CASCADE`;
});

/** Counts what is sent to the server, transaction statements included. */
async function countQueries(work: () => Promise<unknown>): Promise<number> {
  const query = vi.spyOn(pg.Client.prototype, 'query');
  try {
    await work();
    return query.mock.calls.length;
  } finally {
    query.mockRestore();
  }
}

async function requestReports(
  variant: Variant,
  status: string,
  database = databases[variant],
): Promise<{ code: number; body: string }> {
  const server = createReportsServer({
    listReports: (requested) => variants[variant].listReports(database, requested),
    onError: console.error,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${String(port)}/api/reports?status=${status}`);
    return { code: response.status, body: await response.text() };
  } finally {
    server.close();
  }
}

async function seedEdgeCases(): Promise<void> {
  const { before: database } = databases;
  await database.template.createMany({
    data: [
      { slug: 'invoice', title: 'Invoice “Ä”' },
      { slug: 'draft', title: 'Draft', published: false },
    ],
  });
  await database.author.createMany({
    data: [
      { name: 'Ada', email: 'ada@example.com' },
      { name: 'Ada', email: 'ada.two@example.com' },
      { name: 'Gone', email: 'gone@example.com', deletedAt: new Date('2026-01-01T00:00:00Z') },
    ],
  });
  const dueAt = new Date('2026-02-03T04:05:06.789Z');
  await database.request.createMany({
    data: [
      { subject: 'plain', status: 'open', templateSlug: 'invoice', authorId: 1, dueAt },
      { subject: 'same template, same author', status: 'open', templateSlug: 'invoice', authorId: 1, dueAt },
      { subject: 'plain', status: 'open', templateSlug: 'invoice', authorId: 2, dueAt },
      { subject: 'template is missing', status: 'open', templateSlug: 'nowhere', authorId: 2, dueAt },
      { subject: 'template is not published', status: 'open', templateSlug: 'draft', authorId: 1, dueAt },
      { subject: 'slug differs in case', status: 'open', templateSlug: 'INVOICE', authorId: 1, dueAt },
      { subject: 'slug is empty', status: 'open', templateSlug: '', authorId: 1, dueAt },
      { subject: 'author is null', status: 'open', templateSlug: 'invoice', authorId: null, dueAt },
      { subject: 'author is deleted', status: 'open', templateSlug: 'invoice', authorId: 3, dueAt },
      { subject: 'author is missing', status: 'open', templateSlug: 'invoice', authorId: 99, dueAt },
      { subject: 'another status', status: 'closed', templateSlug: 'invoice', authorId: 1, dueAt },
      { subject: 'due later', status: 'open', templateSlug: 'invoice', authorId: 2, dueAt: new Date('2027-01-01') },
    ],
  });
  await database.comment.createMany({
    data: [
      { body: 'first', requestId: 1 },
      { body: 'second', requestId: 1 },
      { body: 'elsewhere', requestId: 11 },
      { body: 'on a request without author', requestId: 8 },
    ],
  });
}

describe('GET /api/reports', () => {
  it('answers the same bytes before and after', async () => {
    await seedEdgeCases();
    const before = await requestReports('before', 'open');
    expect(before.code).toBe(200);
    expect(await requestReports('after', 'open')).toEqual(before);
    expect(JSON.parse(before.body)).toMatchObject([
      { id: 1, title: 'Invoice “Ä”', author: { name: 'Ada', email: 'ada@example.com' }, comments: 2 },
      { id: 2, title: 'Invoice “Ä”', author: { name: 'Ada', email: 'ada@example.com' }, comments: 0 },
      { id: 3, author: { email: 'ada.two@example.com' } },
      { id: 4, title: null },
      { id: 5, title: null },
      { id: 6, title: null },
      { id: 7, title: null },
      { id: 8, author: null, comments: 1 },
      { id: 9, author: null },
      { id: 10, author: null },
      { id: 12, dueAt: '2027-01-01T00:00:00.000Z' },
    ]);
  });

  it.each(['before', 'after'] as const)('answers an empty list when nothing matches (%s)', async (variant) => {
    await seedEdgeCases();
    expect(await requestReports(variant, 'unheard-of')).toEqual({ code: 200, body: '[]' });
  });

  it('answers the same bytes on the data of the demo, a full page of it', async () => {
    const sql = (await readSql('tables.sql')) + (await readSql('seed.sql'));
    const seeded = connect(await postgres.createDatabase('demo', sql));
    try {
      const before = await requestReports('before', 'open', seeded.before);
      expect(JSON.parse(before.body)).toHaveLength(50);
      expect(await requestReports('after', 'open', seeded.after)).toEqual(before);
    } finally {
      await disconnect(seeded);
    }
  });

  it('sends one query and up to three per request before, four in all after', async () => {
    await seedEdgeCases();
    const requests = 11;
    const withoutAuthor = 1;
    const count = (variant: Variant): Promise<number> =>
      countQueries(() => variants[variant].listReports(databases[variant], 'open'));
    expect(await count('before')).toBe(1 + 3 * requests - withoutAuthor);
    expect(await count('after')).toBe(4);
  });
});

describe('the reminder job', () => {
  const now = new Date('2026-11-23T00:00:00Z');

  async function remind(variant: Variant): Promise<{ queries: number; entries: unknown[] }> {
    const database = databases[variant];
    await database.$executeRaw`TRUNCATE "AuditEntry" RESTART IDENTITY`;
    const queries = await countQueries(() => variants[variant].remindAuthors(database, now));
    return { queries, entries: await database.auditEntry.findMany({ orderBy: { id: 'asc' } }) };
  }

  it('writes the same audit entries before and after', async () => {
    await seedEdgeCases();
    const before = await remind('before');
    const after = await remind('after');
    expect(before.entries).toHaveLength(7);
    expect(after.entries).toEqual(before.entries);
    expect({ before: before.queries, after: after.queries }).toEqual({ before: 1 + 9 + 7, after: 3 });
  });

  it.each(['before', 'after'] as const)('writes nothing when nothing is overdue (%s)', async (variant) => {
    expect((await remind(variant)).entries).toEqual([]);
  });
});
