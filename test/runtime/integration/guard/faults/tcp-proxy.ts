import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A network between clients and a server of which a test can say how bad it is. */
export interface TcpProxy {
  readonly port: number;
  /** Everything arrives, from now on and what was kept back. */
  pass(): void;
  /** Everything arrives so much later. */
  delay(milliseconds: number): void;
  /** Connections stay and new ones are taken, but nothing arrives. */
  swallow(): void;
  /** Ends all connections with a reset. */
  reset(): void;
  close(): Promise<void>;
}

export async function openTcpProxy(targetPort: number): Promise<TcpProxy> {
  const pipes = new Set<Pipe>();
  let delayMs: number | undefined = 0;

  const server = createServer((client) => {
    const target = connect({ host: '127.0.0.1', port: targetPort });
    const ends = [client, target] as const;
    const pair = [new Pipe(client, target), new Pipe(target, client)];
    for (const pipe of pair) {
      pipe.delayMs = delayMs;
      pipes.add(pipe);
    }
    for (const socket of ends) {
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        for (const end of ends) end.destroy();
        for (const pipe of pair) pipes.delete(pipe);
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  function setDelay(milliseconds: number | undefined): void {
    delayMs = milliseconds;
    for (const pipe of pipes) {
      pipe.delayMs = milliseconds;
      pipe.send();
    }
  }
  return {
    port: (server.address() as AddressInfo).port,
    pass: () => {
      setDelay(0);
    },
    delay: setDelay,
    swallow: () => {
      setDelay(undefined);
    },
    reset: () => {
      for (const { from } of pipes) from.resetAndDestroy();
    },
    async close() {
      for (const { from } of pipes) from.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** One direction of a connection. What arrives waits in order until its time has come. */
class Pipe {
  delayMs: number | undefined;
  readonly from: Socket;
  readonly #to: Socket;
  readonly #waiting: { readonly data: Buffer; readonly since: number }[] = [];

  constructor(from: Socket, to: Socket) {
    this.from = from;
    this.#to = to;
    from.on('data', (data) => {
      this.#waiting.push({ data, since: performance.now() });
      this.send();
    });
  }

  send(): void {
    for (let next = this.#waiting[0]; next && this.delayMs !== undefined; next = this.#waiting[0]) {
      const left = next.since + this.delayMs - performance.now();
      if (left > 0) {
        setTimeout(() => {
          this.send();
        }, left);
        return;
      }
      this.#waiting.shift();
      if (!this.#to.destroyed) this.#to.write(next.data);
    }
  }
}
