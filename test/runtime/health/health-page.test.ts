import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { databaseHealth, type HealthOptions } from '../../../src/runtime/health/database-health.ts';
import { nodeHandler } from '../../../src/runtime/health/node-handler.ts';
import { guard, type Guard } from '../../../src/runtime/guard.ts';
import { monitorPool } from '../../../src/runtime/monitor/monitor-pool.ts';
import type { PoolMonitor } from '../../../src/runtime/monitor/pool-monitor.ts';
import { fakePgPool } from '../monitor/fake-pg-pool.ts';
import { Chromium, findChromium } from './chromium.ts';

const program = findChromium();

describe.skipIf(program === undefined)('the health page in a browser', () => {
  let browser: Chromium;
  let server: Server;
  let url: string;
  let pool: ReturnType<typeof fakePgPool>;
  let monitor: PoolMonitor;
  let guarded: Guard;
  let slow: boolean;

  beforeAll(async () => {
    browser = await Chromium.start(program ?? '');
  }, 60_000);
  afterAll(async () => {
    await browser.stop();
  });

  beforeEach(() => {
    slow = false;
    pool = fakePgPool(10, {
      answer: (statement) =>
        new Promise((resolve, reject) => {
          setTimeout(
            () => {
              if (statement.includes('no_such_table')) reject(new Error('No such table.'));
              else resolve({ rows: [] });
            },
            slow ? 450 : 2,
          );
        }),
    });
    monitor = monitorPool(pool, { name: 'web', slowQueryMs: 400 });
    guarded = guard({ name: 'web', max: 10 }, { monitor });
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    monitor.close();
    await pool.end();
  });

  async function serve(options: HealthOptions = { authorize: () => true, cacheMs: 0 }): Promise<void> {
    const handler = nodeHandler(databaseHealth(guarded, options));
    server = createServer((request, response) => void handler(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/api/health/database`;
  }

  /** What a person looks at: written where the environment asks for it. */
  async function keep(name: string): Promise<void> {
    const directory = process.env['POOLWISE_SCREENSHOTS'];
    const picture = await browser.screenshot();
    expect(picture.length).toBeGreaterThan(5000);
    if (directory === undefined) return;
    await mkdir(directory, { recursive: true });
    await writeFile(`${directory}/${name}.png`, picture);
  }

  const text = (id: string): Promise<string> => browser.evaluate(`document.getElementById('${id}').innerText`);

  async function traffic(): Promise<void> {
    const ids = Array.from({ length: 14 }, (_, id) => id);
    await Promise.all(
      ids.map((id) =>
        pool.query(
          `SELECT "id", "title", "publishedAt" FROM "reports" WHERE "author" = 'secret' AND "id" = ${String(id)}`,
        ),
      ),
    );
    await pool.query("UPDATE jobs SET state = 'done', finished = now() WHERE id = 4711");
    await pool.query('SELECT * FROM no_such_table').catch(() => undefined);
    slow = true;
    await pool.query(
      "SELECT author, count(*) FROM events WHERE created > '2026-01-01' GROUP BY author ORDER BY 2 DESC",
    );
    slow = false;
  }

  it.each([{ dark: false }, { dark: true }])(
    'shows a healthy pool (dark: $dark)',
    async ({ dark }) => {
      await serve();
      await traffic();
      const held = await Promise.all(Array.from({ length: 3 }, () => pool.connect()));
      await browser.open(url, { dark });
      expect(await text('headline')).toBe('Database is healthy');
      expect([await text('waiting'), await text('circuit')]).toEqual(['0', 'closed']);
      expect(await browser.evaluate("document.getElementById('active').textContent")).toBe('3');
      expect(await text('recent')).toContain('UPDATE jobs SET state = ?, finished = now() WHERE id = ?');
      expect(await text('slow')).toContain('SELECT author, count(*) FROM events');
      expect(await browser.evaluate<string>('document.documentElement.outerHTML')).not.toContain('secret');
      expect(await browser.evaluate('getComputedStyle(document.body).colorScheme')).toBeDefined();
      const paper = await browser.evaluate<string>('getComputedStyle(document.body).backgroundColor');
      expect(paper).toBe(dark ? 'rgb(16, 19, 24)' : 'rgb(245, 246, 248)');

      // It stays up to date: the gauge and the line move.
      for (const client of held) client.release();
      await Promise.all(Array.from({ length: 6 }, () => pool.connect())).then((clients) =>
        held.splice(0, 3, ...clients),
      );
      await browser.until("document.getElementById('active').textContent === '6'");
      await browser.until("document.getElementById('history-active').getAttribute('d').includes('L')");
      await keep(dark ? 'healthy-dark' : 'healthy-light');
      for (const client of held) client.release();
      expect(browser.problems).toEqual([]);
      expect(browser.requests.filter((request) => !request.startsWith(url) && request !== 'data:,')).toEqual([]);
    },
    40_000,
  );

  it.each([{ dark: false }, { dark: true }])(
    'shows an exhausted pool and what to do (dark: $dark)',
    async ({ dark }) => {
      await serve();
      await traffic();
      const held = await Promise.all(Array.from({ length: 10 }, () => pool.connect()));
      const waiting = Array.from({ length: 7 }, () => pool.query('SELECT 1'));
      await browser.open(url, { dark });
      expect(await text('headline')).toBe('Database needs attention');
      expect(await text('waiting')).toBe('7');
      expect(await text('latency')).toBe('–');
      expect(await text('recommendations')).toContain('All 10 connections are in use, and 7 callers wait.');
      await keep(dark ? 'exhausted-dark' : 'exhausted-light');
      for (const client of held) client.release();
      await Promise.all(waiting);
      await browser.until("document.getElementById('headline').textContent === 'Database is healthy'");
      expect(browser.problems).toEqual([]);
    },
    40_000,
  );

  it('shows an open circuit, and fits a telephone', async () => {
    await serve();
    guarded.breaker.isolate();
    await browser.open(url, { width: 390, height: 900 });
    expect(await text('headline')).toBe('Database is not available');
    expect(await text('circuit')).toBe('isolated');
    expect(await browser.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await keep('isolated-telephone');
  }, 40_000);

  it('shows the status alone to callers that are not authorised', async () => {
    await serve({ cacheMs: 0 });
    await traffic();
    await browser.open(url);
    expect(await text('headline')).toBe('Database is healthy');
    expect(await text('note')).toBe('Details are shown to authorised callers only.');
    expect(await browser.evaluate("document.getElementById('details').hidden")).toBe(true);
    expect(await browser.evaluate<string>('document.documentElement.outerHTML')).not.toContain('reports');
    await keep('unauthorised');
  }, 40_000);

  it('is no way in: shapes are text, whatever they hold', async () => {
    await serve();
    await pool.query('SELECT "</script><script>document.title = 1</script><img src=x onerror=alert(1)>" FROM t');
    await browser.open(url);
    expect(await text('recent')).toContain('</script><script>document.title = 1</script><img src=x onerror=alert(1)>');
    expect(await browser.evaluate('document.title')).toBe('Database is healthy');
    expect(await browser.evaluate('document.images.length')).toBe(0);
    expect(browser.problems).toEqual([]);
  }, 40_000);

  it('says when the application is gone', async () => {
    await serve();
    await browser.open(url);
    server.closeAllConnections();
    server.close();
    await browser.until("document.getElementById('headline').textContent === 'The application does not answer'");
  }, 40_000);
});
