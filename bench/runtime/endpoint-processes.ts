import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

import { forkTypeScript } from '../../scripts/fork-typescript.ts';
import type { EndpointCounts } from './endpoint-process.ts';

export interface EndpointProcesses {
  readonly urls: readonly string[];
  /** Of all processes together. */
  counts(): Promise<EndpointCounts>;
  stop(): Promise<void>;
}

export async function startEndpoint(
  name: string,
  connectionString: string,
  processes: number,
): Promise<EndpointProcesses> {
  const children = Array.from({ length: processes }, () =>
    forkTypeScript(new URL('endpoint-process.ts', import.meta.url), [name, connectionString]),
  );
  const ports = await Promise.all(children.map((child) => answer<number>(child)));
  return {
    urls: ports.map((port) => `http://127.0.0.1:${String(port)}/`),
    async counts() {
      const all = await Promise.all(
        children.map((child) => {
          child.send('count');
          return answer<EndpointCounts>(child);
        }),
      );
      return {
        requests: all.reduce((sum, { requests }) => sum + requests, 0),
        queries: all.reduce((sum, { queries }) => sum + queries, 0),
      };
    },
    async stop() {
      await Promise.all(
        children.map(async (child) => {
          const ended = once(child, 'exit');
          child.disconnect();
          await ended;
        }),
      );
    },
  };
}

async function answer<Message>(child: ChildProcess): Promise<Message> {
  const [message] = (await once(child, 'message')) as [Message];
  return message;
}
