import { describe, expect, it } from 'vitest';

import { lintApplication } from './lint-application.ts';

interface Application {
  readonly name: string;
  /** All findings, in the order of the files. */
  readonly findings: readonly string[];
  /** Those of them that need types. */
  readonly needTypes?: readonly string[];
}

const applications: readonly Application[] = [
  {
    name: 'express',
    findings: [
      'src/middleware/authenticate.ts:40 no-query-in-loop',
      'src/middleware/tenant.ts:6 no-client-per-request',
      'src/middleware/tenant.ts:6 require-pool-timeouts',
      'src/middleware/tenant.ts:7 require-connection-release',
      'src/routes/orders.ts:11 require-query-error-handling',
      'src/routes/orders.ts:17 require-query-error-handling',
      'src/routes/orders.ts:22 require-query-error-handling',
      'src/routes/orders.ts:24 no-query-fanout',
      'src/routes/orders.ts:31 require-query-error-handling',
      'src/routes/orders.ts:49 require-query-error-handling',
      'src/routes/orders.ts:53 require-query-error-handling',
      'src/routes/orders.ts:60 no-query-fanout',
      'src/routes/reports.ts:14 no-client-per-request',
      'src/routes/reports.ts:14 require-pool-error-listener',
      'src/routes/reports.ts:14 require-pool-timeouts',
      'src/routes/reports.ts:15 require-query-error-handling',
      'src/routes/reports.ts:21 require-connection-release',
      'src/routes/reports.ts:22 require-query-error-handling',
      'src/routes/reports.ts:30 no-query-fanout',
      'src/routes/reports.ts:36 require-query-error-handling',
      'src/routes/reports.ts:47 require-query-error-handling',
      'src/server.ts:14 require-query-error-handling',
      'src/server.ts:29 require-query-error-handling',
      'src/services/order-service.ts:9 no-query-in-loop',
      'src/services/order-service.ts:28 no-query-in-loop',
      'src/services/order-service.ts:52 no-transaction-on-pool',
      'src/services/order-service.ts:55 no-transaction-on-pool',
    ],
  },
  {
    name: 'nest',
    findings: [
      'src/authors/authors.resolver.ts:28 no-query-in-field-resolver',
      'src/authors/authors.service.ts:29 no-query-in-loop',
      'src/authors/authors.service.ts:30 no-query-in-loop',
      'src/books/books.controller.ts:30 no-query-in-loop',
      'src/books/books.controller.ts:45 no-query-in-loop',
      'src/books/books.service.ts:20 no-query-fanout',
      'src/loans/loans.service.ts:30 no-outer-client-in-transaction',
      'src/loans/loans.service.ts:37 no-query-in-loop',
      'src/loans/loans.service.ts:43 require-connection-release',
      'src/loans/reminders.service.ts:22 no-query-in-loop',
      'src/loans/reminders.service.ts:24 no-query-in-loop',
    ],
  },
  {
    name: 'next',
    findings: [
      'app/actions.ts:10 require-query-error-handling',
      'app/actions.ts:17 no-query-in-loop',
      'app/actions.ts:17 require-query-error-handling',
      'app/actions.ts:25 no-outer-client-in-transaction',
      'app/actions.ts:25 require-query-error-handling',
      'app/actions.ts:26 no-query-in-loop',
      'app/api/articles/route.ts:8 require-query-error-handling',
      'app/api/articles/route.ts:15 no-query-fanout',
      'app/api/articles/route.ts:15 require-query-error-handling',
      'app/api/visits/route.ts:5 no-client-per-request',
      'app/api/visits/route.ts:11 require-query-error-handling',
      'app/authors/page.tsx:9 no-query-in-loop',
      'app/authors/page.tsx:10 no-query-fanout',
      'app/page.tsx:12 no-query-fanout',
      'app/page.tsx:18 no-query-fanout',
      'lib/analytics.ts:4 no-client-per-request',
    ],
  },
  {
    name: 'trpc',
    findings: [
      'src/digest.ts:12 no-query-in-loop',
      'src/posts/post-router.ts:24 no-query-fanout',
      'src/posts/post-router.ts:37 no-query-in-loop',
      'src/posts/post-router.ts:69 no-outer-client-in-transaction',
      'src/posts/post-router.ts:81 no-query-fanout',
      'src/posts/post-service.ts:15 no-query-in-loop',
      'src/posts/post-service.ts:16 no-query-in-loop',
      'src/users/user-router.ts:17 no-query-in-loop',
    ],
    // What a caller made of a router runs, only its type tells.
    needTypes: ['src/digest.ts:12 no-query-in-loop'],
  },
];

describe.each(applications)('the application of $name', ({ name, findings, needTypes = [] }) => {
  it('compiles, and has these findings with types', async () => {
    expect(await lintApplication(name, { typed: true })).toEqual(findings);
  });

  it('has these findings without types', async () => {
    const expected = findings.filter((finding) => !needTypes.includes(finding));
    expect(await lintApplication(name, { typed: false })).toEqual(expected);
  });
});
