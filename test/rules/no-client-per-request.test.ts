import { nextCases } from './cases/client-placement/reload.ts';
import { requestCases } from './cases/client-placement/request.ts';
import { describePools } from './pool-case.ts';

describePools('no-client-per-request', 'pg', requestCases);
describePools('no-client-per-request', 'next-app', nextCases);
