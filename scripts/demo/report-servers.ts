import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

import { forkTypeScript } from '../fork-typescript.ts';
import type { ServerReport } from './report-server-process.ts';

export interface ReportServers {
  readonly urls: readonly string[];
  reports(): Promise<readonly ServerReport[]>;
  stop(): Promise<void>;
}

export async function startReportServers(
  count: number,
  variant: string,
  connectionString: string,
): Promise<ReportServers> {
  const servers = Array.from({ length: count }, () =>
    forkTypeScript(new URL('./report-server-process.ts', import.meta.url), [variant, connectionString]),
  );
  const stop = async (): Promise<void> => {
    await Promise.all(servers.map(end));
  };
  try {
    const ports = await Promise.all(servers.map((server) => nextMessage<number>(server)));
    return {
      urls: ports.map((port) => `http://127.0.0.1:${String(port)}/api/reports`),
      reports: () =>
        Promise.all(
          servers.map((server) => {
            server.send('report');
            return nextMessage<ServerReport>(server);
          }),
        ),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function nextMessage<Message>(server: ChildProcess): Promise<Message> {
  const ended = new AbortController();
  const onExit = (): void => {
    ended.abort();
  };
  server.once('exit', onExit);
  try {
    const [message] = (await once(server, 'message', { signal: ended.signal })) as [Message];
    return message;
  } catch {
    throw new Error('a server process of the example ended early');
  } finally {
    server.off('exit', onExit);
  }
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) {
    const exited = once(server, 'exit');
    server.kill('SIGKILL');
    await exited;
  }
}
