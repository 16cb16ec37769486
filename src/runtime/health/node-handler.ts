import { reportFault } from '../report-fault.ts';
import type { HealthHandler } from './database-health.ts';

/** What is used of the requests of `node:http`, Express and Fastify. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** Of Express, where a router has shortened `url`. */
  readonly originalUrl?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** What is used of the responses of `node:http` and Express. */
export interface NodeResponse {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(body?: string): unknown;
}

/** What Fastify wraps around a request and a response of `node:http`. */
interface Wrapped<Inner> {
  readonly raw: Inner;
  hijack?(): unknown;
}

export type NodeHandler = (
  request: NodeRequest | Wrapped<NodeRequest>,
  response: NodeResponse | Wrapped<NodeResponse>,
) => Promise<void>;

/** The health handler for `http.createServer`, Express and Fastify: `app.get('/health', nodeHandler(databaseHealth(…)))`. */
export function nodeHandler(handler: HealthHandler): NodeHandler {
  return async (request, response) => {
    if ('hijack' in response) response.hijack();
    const inner = 'raw' in request ? request.raw : request;
    const outer = 'raw' in response ? response.raw : response;
    try {
      const answer = await handler(webRequest(inner));
      const body = await answer.text();
      outer.statusCode = answer.status;
      answer.headers.forEach((value, name) => outer.setHeader(name, value));
      outer.end(body);
    } catch (fault) {
      reportFault('The health handler', fault);
      outer.statusCode = 500;
      outer.end();
    }
  };
}

function webRequest({ headers, method = 'GET', originalUrl, url }: NodeRequest): Request {
  const webHeaders = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    // HTTP/2 has names such as ":path".
    if (value === undefined || name.startsWith(':')) continue;
    for (const single of typeof value === 'string' ? [value] : value) webHeaders.append(name, single);
  }
  const path = originalUrl ?? url ?? '/';
  // The handler does not look at the host, which the caller chooses.
  return new Request(new URL(`http://localhost${path.startsWith('/') ? path : '/'}`), { method, headers: webHeaders });
}
