import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { guard, type Guard } from '../../../src/runtime/guard.ts';
import { databaseHealth, type HealthHandler, type HealthOptions } from '../../../src/runtime/health/database-health.ts';
import type { HealthReport } from '../../../src/runtime/health/health-report.ts';
import { nodeHandler, type NodeRequest, type NodeResponse } from '../../../src/runtime/health/node-handler.ts';
import { monitorPool } from '../../../src/runtime/monitor/monitor-pool.ts';
import { monitorPrisma } from '../../../src/runtime/monitor/monitor-prisma.ts';
import type { PoolMonitor } from '../../../src/runtime/monitor/pool-monitor.ts';
import { probeStatement } from '../../../src/runtime/monitor/probe-statement.ts';
import { engineWarnings } from '../../fail-on-warnings.ts';
import { FakeClock, settle } from '../fake-clock.ts';
import { fakePgPool } from '../monitor/fake-pg-pool.ts';

let clock: FakeClock;
let pool: ReturnType<typeof fakePgPool>;
let monitor: PoolMonitor;
let probes: number;
let answer: () => Promise<unknown>;

beforeEach(() => {
  clock = new FakeClock();
  probes = 0;
  answer = () => Promise.resolve({ rows: [] });
  pool = fakePgPool(3, {
    answer(statement) {
      if (statement === probeStatement) probes++;
      return answer();
    },
  });
  monitor = monitorPool(pool, { name: 'web', clock, slowQueryMs: 100, leakAfterMs: 5000 });
});
afterEach(async () => {
  monitor.close();
  await pool.end();
});

const url = 'http://localhost/api/health/database';

function health(source: Guard | PoolMonitor = monitor, options: HealthOptions = {}): HealthHandler {
  return databaseHealth(source, { authorize: () => true, clock, ...options });
}

async function report(handler: HealthHandler): Promise<HealthReport & { readonly code: number }> {
  const response = await handler(new Request(url));
  return { code: response.status, ...((await response.json()) as HealthReport) };
}

function guardedBy(options: Parameters<typeof guard>[1] = {}): Guard {
  return guard({ name: 'web', max: 3 }, { monitor, clock, ...options });
}

/** Errors as pg gives them, which trip a circuit. */
function refused(): Promise<never> {
  return Promise.reject(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }));
}

describe('the report', () => {
  it('has exactly these fields', async () => {
    await pool.query("SELECT * FROM reports WHERE author = 'secret'");
    const { code, ...body } = await report(health(guardedBy()));
    expect(code).toBe(200);
    expect(body).toEqual({
      status: 'ok',
      connectionPool: {
        activeConnections: 0,
        maxConnections: 3,
        idleConnections: 1,
        waitingRequests: 0,
        usage: 0,
        recentActivity: [
          {
            shape: 'SELECT * FROM reports WHERE author = ?',
            durationMs: 0,
            endedAt: expect.any(Number) as number,
            failed: false,
          },
        ],
      },
      circuitBreaker: { kind: 'closed', calls: 0, failures: 0 },
      slowQueries: { count: 0, recent: [] },
      latencyMs: 0,
      recommendations: [],
    });
  });

  it('is `ok` with 200, and knows how long the database took', async () => {
    answer = async () => {
      await clock.advance(12);
      return { rows: [] };
    };
    expect(await report(health())).toMatchObject({ code: 200, status: 'ok', latencyMs: 12, circuitBreaker: null });
  });

  it('is `degraded` with 200 when callers wait, and does not join the queue', async () => {
    const held = await Promise.all([pool.connect(), pool.connect(), pool.connect()]);
    const waiting = pool.query('SELECT 1');
    const found = await report(health());
    expect(found).toMatchObject({ code: 200, status: 'degraded', latencyMs: null });
    expect(found.connectionPool).toMatchObject({ activeConnections: 3, waitingRequests: 1, usage: 1 });
    expect(found.recommendations[0]).toMatch(/^All 3 connections are in use, and 1 caller waits\./);
    expect(probes).toBe(0);
    expect(pool.waitingCount).toBe(1);
    for (const client of held) client.release();
    await waiting;
  });

  it('is `error` with 503 when the full pool has had no success for ten seconds', async () => {
    const held = await Promise.all([pool.connect(), pool.connect(), pool.connect()]);
    const waiting = pool.query('SELECT 1');
    const handler = health();
    expect(await report(handler)).toMatchObject({ code: 200, status: 'degraded' });
    await clock.advance(10_001);
    const found = await report(handler);
    expect(found).toMatchObject({ code: 503, status: 'error' });
    expect(found.recommendations[0]).toMatch(/^Every connection is in use and none has come back for more than 10 s\./);
    for (const client of held) client.release();
    await waiting;
    await clock.advance(1000);
    // Held for too long they were: that is told for a minute.
    expect(await report(handler)).toMatchObject({ code: 200, status: 'degraded' });
    await clock.advance(60_000);
    expect(await report(handler)).toMatchObject({ code: 200, status: 'ok' });
  });

  it('is `error` with 503 when the database refuses', async () => {
    answer = refused;
    const found = await report(health());
    expect(found).toMatchObject({ code: 503, status: 'error', latencyMs: null });
    expect(found.recommendations).toEqual([expect.stringMatching(/^The database did not answer\. Check that it runs/)]);
  });

  it('tells a database that is full from one that is away', async () => {
    answer = () => Promise.reject(Object.assign(new Error('sorry, too many clients already'), { code: '53300' }));
    const { recommendations } = await report(health());
    expect(recommendations).toEqual([
      expect.stringMatching(/^The database has no connection left to give\. Lower `max`/),
    ]);
  });

  it('is `error` with 503 when the database does not answer in time', async () => {
    answer = () => new Promise(() => undefined);
    const asked = report(health());
    await clock.advance(999);
    await clock.advance(1);
    expect(await asked).toMatchObject({ code: 503, status: 'error', latencyMs: null });
    expect(monitor.counts()).toMatchObject({ active: 0, total: 0 });
  });

  it('is `error` with 503 while the circuit is open, and says when to come again', async () => {
    const guarded = guardedBy({ breaker: { minimumCalls: 1, openMs: 7500 }, retry: { attempts: 1 } });
    answer = refused;
    await expect(guarded.run(() => pool.query('SELECT 1'))).rejects.toThrow();
    answer = () => Promise.resolve({ rows: [] });
    const response = await health(guarded)(new Request(url));
    expect(response.status).toBe(503);
    expect(response.headers.get('Retry-After')).toBe('8');
    const body = (await response.json()) as HealthReport;
    expect(body.circuitBreaker).toMatchObject({ kind: 'open' });
    expect(body.recommendations[0]).toMatch(/^The circuit is open: .* in 7\.5 s\./);
  });

  it('sends nothing while the circuit is isolated', async () => {
    const guarded = guardedBy();
    guarded.breaker.isolate();
    expect(await report(health(guarded))).toMatchObject({
      code: 503,
      status: 'error',
      circuitBreaker: { kind: 'isolated' },
    });
    expect(probes).toBe(0);
  });

  it('counts the calls of the limiter where the guard has no monitor', async () => {
    const guarded = guard({ name: 'web', max: 1 }, { clock });
    let end = (): void => undefined;
    const running = guarded.run(() => new Promise<void>((resolve) => (end = resolve)));
    const waiting = guarded.run(() => Promise.resolve());
    await settle();
    const found = await report(health(guarded));
    expect(found).toMatchObject({ status: 'degraded', latencyMs: null });
    expect(found.connectionPool).toMatchObject({ activeConnections: 1, maxConnections: 1, waitingRequests: 1 });
    end();
    await Promise.all([running, waiting]);
  });

  it('does without a probe where the client has none', async () => {
    const ofPrisma = monitorPrisma({ max: 5, clock });
    expect(await report(health(ofPrisma))).toMatchObject({ code: 200, status: 'ok', latencyMs: null });
    ofPrisma.close();
  });

  it('names slow queries, time-outs and leaks for a minute', async () => {
    const handler = health();
    answer = async () => {
      await clock.advance(200);
      return { rows: [] };
    };
    await pool.query('SELECT 1');
    answer = () => Promise.resolve({ rows: [] });
    const client = await pool.connect();
    await clock.advance(5000);
    client.release();
    const { recommendations, slowQueries, status } = await report(handler);
    expect({ status, slow: slowQueries.count }).toEqual({ status: 'degraded', slow: 1 });
    expect(recommendations).toEqual([
      expect.stringMatching(/^One connection was held for too long in the last minute\. The log line `poolwise\.leak`/),
      expect.stringMatching(/^One query was slow in the last minute and took 0\.2 s\./),
    ]);
  });
});

describe('asking', () => {
  it('is done once for all who ask at the same time, and not again within a second', async () => {
    const handler = health();
    const reports = await Promise.all(Array.from({ length: 100 }, () => report(handler)));
    expect(new Set(reports.map((found) => JSON.stringify(found))).size).toBe(1);
    expect(probes).toBe(1);
    await clock.advance(999);
    await report(handler);
    expect(probes).toBe(1);
    await clock.advance(1);
    await report(handler);
    expect(probes).toBe(2);
  });

  it('is not done again while the database hangs', async () => {
    answer = () => new Promise(() => undefined);
    const handler = health(monitor, { probeTimeoutMs: 60_000 });
    const asked = Array.from({ length: 10 }, () => report(handler));
    await clock.advance(30_000);
    expect(probes).toBe(1);
    await clock.advance(30_000);
    expect(new Set((await Promise.all(asked)).map(({ code }) => code))).toEqual(new Set([503]));
  });
});

describe('the answer', () => {
  it('is for no cache, and of the type that is asked for', async () => {
    const handler = health();
    const ask = async (accept?: string): Promise<string | null> => {
      const { headers } = await handler(new Request(url, accept === undefined ? {} : { headers: { Accept: accept } }));
      expect(headers.get('Cache-Control')).toBe('no-store');
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('Vary')).toBe('Accept');
      return headers.get('Content-Type');
    };
    const json = 'application/json; charset=utf-8';
    const html = 'text/html; charset=utf-8';
    expect(await ask()).toBe(json);
    expect(await ask('*/*')).toBe(json);
    expect(await ask('application/json, text/html')).toBe(json);
    expect(await ask('text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8')).toBe(html);
  });

  it('lets a page run nothing but its own', async () => {
    const ask = (): Promise<Response> => health()(new Request(url, { headers: { Accept: 'text/html' } }));
    const [first, second] = await Promise.all([ask(), ask()]);
    const policy = first.headers.get('Content-Security-Policy') ?? '';
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'nonce-([\w+/]{24})'; script-src 'nonce-\1'; connect-src 'self'; /,
    );
    expect(second.headers.get('Content-Security-Policy')).not.toBe(policy);
    const html = await first.text();
    const nonce = /nonce-([^']+)/.exec(policy)?.[1] ?? '';
    expect(html.match(/<(?:script|style)\b[^>]*>/g)?.every((tag) => tag.includes(`nonce="${nonce}"`))).toBe(true);
    expect(html).not.toMatch(/(?:src|href)="(?!data:,")|@import|url\(|\sstyle=|\son\w+=/);
  });

  it('has no body for HEAD, and is for GET and HEAD only', async () => {
    const head = await health()(new Request(url, { method: 'HEAD' }));
    expect([head.status, await head.text()]).toEqual([200, '']);
    const post = await health()(new Request(url, { method: 'POST' }));
    expect([post.status, post.headers.get('Allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('is the status alone for callers that are not authorised', async () => {
    await pool.query('SELECT * FROM reports');
    const bare = await databaseHealth(monitor, { clock })(new Request(url));
    expect(await bare.text()).toBe('{"status":"ok"}');

    const authorize = (request: Request): boolean => request.headers.get('Authorization') === 'Bearer right';
    const ask = async (token: string): Promise<string[]> => {
      const response = await health(monitor, { authorize })(new Request(url, { headers: { Authorization: token } }));
      return Object.keys((await response.json()) as object);
    };
    expect(await ask('Bearer wrong')).toEqual(['status']);
    expect(await ask('Bearer right')).toContain('connectionPool');
    const page = await databaseHealth(monitor, { clock })(new Request(url, { headers: { Accept: 'text/html' } }));
    expect(await page.text()).not.toMatch(/reports|"web"/);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('no session store');
      },
    ],
    ['rejects', () => Promise.reject(new Error('no session store'))],
  ])('is the status alone when `authorize` %s, with a warning', async (_how, authorize) => {
    const response = await health(monitor, { authorize })(new Request(url));
    expect(await response.text()).toBe('{"status":"ok"}');
    await settle();
    const warnings = engineWarnings.splice(0).map(({ message }) => message);
    expect(warnings).toEqual([
      expect.stringContaining('`authorize` of databaseHealth failed: Error: no session store'),
    ]);
  });

  it('is not opened by what is only truthy', async () => {
    const response = await health(monitor, { authorize: (() => 'no') as never })(new Request(url));
    expect(await response.text()).toBe('{"status":"ok"}');
  });
});

it.each([
  [() => databaseHealth({} as never), 'databaseHealth: accepted is what guard() or monitorPool() gave.'],
  [
    () => databaseHealth(monitor, { cacheMs: -1 }),
    'databaseHealth({ cacheMs: -1 }): accepted is a whole number from 0 to 60000.',
  ],
  [
    () => databaseHealth(monitor, { authorise: () => true } as never),
    'databaseHealth has no option authorise. Accepted: authorize, cacheMs, probeTimeoutMs, clock.',
  ],
])('refuses wrong values (%#)', (call, message) => {
  expect(call).toThrow(message);
});

describe('for Node', () => {
  async function served(listener: (request: IncomingMessage, response: ServerResponse) => void, path = '/health') {
    const server = createServer(listener);
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    try {
      const response = await fetch(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}${path}`, {
        headers: { Authorization: 'Bearer right' },
      });
      return { code: response.status, cache: response.headers.get('Cache-Control'), body: await response.text() };
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }
  const authorize = (request: Request): boolean => request.headers.get('Authorization') === 'Bearer right';

  it('answers requests of node:http', async () => {
    const handler = nodeHandler(health(monitor, { authorize }));
    const { code, cache, body } = await served((request, response) => void handler(request, response));
    expect({ code, cache }).toEqual({ code: 200, cache: 'no-store' });
    expect(body).toContain('"activeConnections":0');
  });

  it('answers requests that a router of Express has shortened', async () => {
    const seen: string[] = [];
    const handler = nodeHandler((request) => {
      seen.push(new URL(request.url).pathname);
      return health()(request);
    });
    await served((request, response) => {
      const express = Object.assign(request, { originalUrl: request.url, url: '/' });
      void handler(express, response);
    }, '/api/health/database');
    expect(seen).toEqual(['/api/health/database']);
  });

  it('answers what Fastify wraps, and takes it over', async () => {
    const hijack = vi.fn();
    const handler = nodeHandler(health(monitor, { authorize }));
    const { code } = await served((request, response) => void handler({ raw: request }, { raw: response, hijack }));
    expect(code).toBe(200);
    expect(hijack).toHaveBeenCalledOnce();
  });

  it('bears odd requests', async () => {
    const handler = nodeHandler(health());
    const end = vi.fn();
    const response: NodeResponse = { statusCode: 0, setHeader: vi.fn(), end };
    const requests: NodeRequest[] = [
      { headers: { ':path': '/health', cookie: ['a=1', 'b=2'], accept: undefined } },
      { method: 'GET', url: '//[::1', headers: {} },
      { method: 'GET', url: 'http://elsewhere/health', headers: {} },
    ];
    for (const request of requests) await handler(request, response);
    expect(end).toHaveBeenCalledTimes(3);
    expect(response.statusCode).toBe(200);
  });

  it('answers 500 when the handler fails', async () => {
    const handler = nodeHandler(() => Promise.reject(new Error('broken')));
    expect((await served((request, response) => void handler(request, response))).code).toBe(500);
    await settle();
    expect(engineWarnings.splice(0)[0]?.message).toContain('The health handler failed: Error: broken');
  });
});
