import { existsSync } from 'node:fs';

import { expect, it } from 'vitest';

import rules from '../../../rules/index.ts';
import type { HealthFacts } from '../../../src/runtime/health/health-facts.ts';
import { recommendationsFor } from '../../../src/runtime/health/recommendations.ts';

const recent = { shape: 'SELECT 1', durationMs: 4000, endedAt: 0, failed: false };
const none = { count: 0, meanMs: 0, p50Ms: 0, p95Ms: 0, p99Ms: 0, maxMs: 0 };
const counts = { total: 10, connecting: 0, active: 10, idle: 0, waiting: 0, max: 10 };

const well: HealthFacts = {
  counts: { ...counts, active: 0, idle: 10 },
  usage: 0,
  snapshot: {
    name: 'web',
    client: 'pg',
    counts,
    countedFrom: 'pool',
    usage: 0,
    peak: { active: 0, waiting: 0 },
    acquire: none,
    query: none,
    timeouts: { acquire: 0, query: 0 },
    failedQueries: 0,
    leaks: 0,
    slowQueries: { count: 3, recent: [recent] },
    recentActivity: [],
    sinceLastSuccessMs: 0,
  },
  circuit: undefined,
  probe: { kind: 'answered', latencyMs: 1 },
  silentForMs: 0,
  lately: { acquireTimeouts: 0, leaks: 0, slowQueries: 0 },
};

const failed = (kind: 'exhausted' | 'configuration' | 'timeout'): HealthFacts => ({
  ...well,
  probe: { kind: 'failed', error: { kind, transient: false, code: undefined } },
});

const situations: readonly HealthFacts[] = [
  failed('exhausted'),
  failed('configuration'),
  failed('timeout'),
  { ...well, circuit: { kind: 'open', openForMs: 1, retryAfterMs: 500 } },
  { ...well, circuit: { kind: 'halfOpen', probes: 1, needed: 2 } },
  { ...well, circuit: { kind: 'isolated' } },
  { ...well, counts: { ...counts, waiting: 2 }, usage: 1, probe: { kind: 'busy' } },
  { ...well, counts: { ...counts, waiting: 2 }, usage: 1, probe: { kind: 'busy' }, silentForMs: 20_000 },
  { ...well, counts: { ...counts, active: 9 }, usage: 0.9 },
  { ...well, lately: { acquireTimeouts: 2, leaks: 0, slowQueries: 0 } },
  { ...well, lately: { acquireTimeouts: 0, leaks: 2, slowQueries: 0 } },
  { ...well, lately: { acquireTimeouts: 0, leaks: 0, slowQueries: 2 } },
];

it('says nothing where there is nothing to do', () => {
  expect(recommendationsFor(well)).toEqual([]);
});

it.each(situations)('says which lint rule or document explains it (%#)', (facts) => {
  const [sentence] = recommendationsFor(facts);
  expect(sentence).toMatch(/poolwise\/(no|require|max)-[a-z-]+|\/docs\/[a-z/-]+\.md/);
});

it.each([
  ['The database has no connection left', ['require-pool-limit', 'no-client-per-request']],
  ['All 10 connections are in use, and', ['no-query-fanout', 'no-query-in-loop']],
  ['Every connection is in use', ['require-connection-release']],
  ['9 of 10 connections', ['no-query-fanout', 'no-query-in-loop']],
  ['2 connections were held', ['require-connection-release']],
  ['2 queries were slow', ['require-pool-timeouts']],
])('names the rules that find the cause: %s', (start, expected) => {
  const sentence = situations.flatMap(recommendationsFor).find((said) => said.startsWith(start)) ?? '';
  const named = [...sentence.matchAll(/poolwise\/((?:no|require)-[\w-]+)/g)].map(([, rule]) => rule);
  expect(named).toEqual(expected);
});

it.each(situations)('gives one text of sentences that end (%#)', (facts) => {
  const [sentence, ...others] = recommendationsFor(facts);
  expect(others).toEqual([]);
  expect(sentence).toMatch(/^[A-Z0-9].*\.$/);
});

it('gives each situation its own', () => {
  const said = situations.flatMap(recommendationsFor);
  expect(new Set(said).size).toBe(said.length);
});

it('names only rules and documents that exist', () => {
  const said = situations.flatMap(recommendationsFor).join(' ');
  const named = [...said.matchAll(/poolwise\/((?:no|require|prefer|max)-[\w-]+)/g)].map(([, rule]) => rule);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((rule) => !Object.keys(rules).includes(rule ?? ''))).toEqual([]);
  const linked = [...said.matchAll(/poolwise\/blob\/main\/(\S+\.md)/g)].map(([, path]) => path ?? '');
  expect(linked.length).toBeGreaterThan(0);
  expect(linked.filter((path) => !existsSync(new URL(`../../../${path}`, import.meta.url)))).toEqual([]);
});
