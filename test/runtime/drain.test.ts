import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { describe, expect, it, vi } from 'vitest';

import { drain } from '../../src/runtime/index.ts';
import { defer } from './deferred.ts';
import { FakeClock, settle } from './fake-clock.ts';

/** A pool as pg's, whose counts a test sets. */
class FakePool {
  totalCount = 3;
  idleCount = 3;
  waitingCount = 0;
  ending = false;
  readonly end = vi.fn(() => {
    this.ending = true;
    return Promise.resolve();
  });

  connect(): void {
    throw new Error('not used');
  }

  query(): void {
    throw new Error('not used');
  }
}

describe('drain', () => {
  it('ends the items in their order', async () => {
    const order: string[] = [];
    const pool = new FakePool();
    pool.end.mockImplementation(() => Promise.resolve(void order.push('pool')));
    const report = await drain([
      async function consumer() {
        await settle();
        order.push('consumer');
      },
      pool,
      () => order.push('last'),
    ]);
    expect(order).toEqual(['consumer', 'pool', 'last']);
    expect(report).toMatchObject({
      complete: true,
      outcomes: [
        { client: 'consumer', kind: 'ended' },
        { client: 'pg', kind: 'ended' },
        { client: 'function', kind: 'ended' },
      ],
    });
  });

  it('ends a pool only when nothing is lent out and nobody waits', async () => {
    const clock = new FakeClock();
    const pool = new FakePool();
    Object.assign(pool, { idleCount: 1, waitingCount: 4 });
    const draining = drain([pool], { clock });
    await clock.advance(100);
    pool.waitingCount = 0;
    await clock.advance(100);
    expect(pool.end).not.toHaveBeenCalled();
    pool.idleCount = 3;
    await clock.advance(100);
    expect(pool.end).toHaveBeenCalledTimes(1);
    expect(await draining).toMatchObject({ complete: true });
    expect(clock.timers).toBe(0);
  });

  it('at the deadline tells the rest to end and reports what is late', async () => {
    const clock = new FakeClock();
    const stuck = new FakePool();
    Object.assign(stuck, { idleCount: 1, waitingCount: 4 });
    stuck.end.mockImplementation(() => new Promise(() => undefined));
    const idle = new FakePool();
    let signalled: unknown;
    const closer = vi.fn((signal: AbortSignal) => {
      signalled = signal.aborted;
      return Promise.resolve();
    });
    const draining = drain([stuck, idle, closer], { clock, deadlineMs: 1_000 });
    await clock.advance(1_000);
    await clock.advance(200);
    expect(await draining).toMatchObject({
      complete: false,
      outcomes: [{ client: 'pg', kind: 'late', busy: 6 }, { client: 'pg', kind: 'ended' }, { kind: 'ended' }],
    });
    expect(stuck.end).toHaveBeenCalledTimes(1);
    expect(idle.end).toHaveBeenCalledTimes(1);
    expect(signalled).toBe(true);
  });

  it('aborts the signal of a closer that is late', async () => {
    const clock = new FakeClock();
    const aborted = defer<unknown>();
    const draining = drain(
      [
        (signal: AbortSignal) =>
          new Promise(() => {
            signal.addEventListener('abort', () => {
              aborted.resolve(signal.reason);
            });
          }),
      ],
      { clock, deadlineMs: 500 },
    );
    await clock.advance(600);
    expect(await aborted.promise).toEqual(new Error('The deadline of drain has passed.'));
    expect(await draining).toMatchObject({ complete: false, outcomes: [{ kind: 'late', busy: undefined }] });
  });

  it('ends the others where one fails, at once or by a promise', async () => {
    const fault = new Error('cannot close');
    const pool = new FakePool();
    const report = await drain([
      () => {
        throw fault;
      },
      () => Promise.reject(fault),
      pool,
    ]);
    expect(report).toMatchObject({
      complete: false,
      outcomes: [
        { kind: 'failed', error: fault },
        { kind: 'failed', error: fault },
        { client: 'pg', kind: 'ended' },
      ],
    });
  });

  it('has nothing to do with a pool that has ended', async () => {
    const pool = new FakePool();
    pool.ending = true;
    expect(await drain([pool])).toMatchObject({ complete: true });
    expect(pool.end).not.toHaveBeenCalled();
  });

  it('refuses what it does not know before it ends anything', () => {
    const pool = new FakePool();
    expect(() => drain([pool, { close: 1 }])).toThrow(
      /^drain: item 1 is nothing that it knows how to end\. Accepted: a function; a server of node:http; .*\.$/,
    );
    expect(() => drain([pool], { deadlineMs: 0 })).toThrow('drain({ deadlineMs: 0 }): accepted is a whole number');
    expect(() => drain([pool], { deadline: 5 } as object)).toThrow('drain has no option deadline.');
    expect(pool.end).not.toHaveBeenCalled();
  });

  it('lets an HTTP server answer what it has, and cuts off what is late', async () => {
    const answer = defer<string>();
    const server = createServer((_request, response) => {
      void answer.promise.then((text) => response.end(text));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const request = fetch(url);
    await once(server, 'request');
    const draining = drain([server]);
    answer.resolve('served');
    expect(await (await request).text()).toBe('served');
    expect(await draining).toMatchObject({ complete: true, outcomes: [{ client: 'HTTP server', kind: 'ended' }] });

    const stuck = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(stuck, 'listening');
    const cut = fetch(`http://127.0.0.1:${String((stuck.address() as AddressInfo).port)}`);
    await once(stuck, 'request');
    const [report] = await Promise.all([drain([stuck], { deadlineMs: 100 }), expect(cut).rejects.toThrow()]);
    expect(report).toMatchObject({ complete: false, outcomes: [{ kind: 'late' }] });
  });
});
