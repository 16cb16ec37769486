import { listen, type Emitter } from '../listen.ts';
import type { PoolObserver, PoolSource } from '../pool-source.ts';
import { hasMethods, isObject } from '../../has-methods.ts';

interface MongoClient extends Emitter {
  readonly options: { readonly maxPoolSize: number; readonly monitorCommands: boolean };
  db(name: string): { command(command: object): Promise<unknown> };
}

/** `MongoClient`, also that of mongoose. It has a pool per server, and tells of them only by events. */
export function recogniseMongoClient(value: unknown): PoolSource | undefined {
  if (!hasMethods(value, ['db', 'startSession', 'on', 'removeListener']) || !isObject(value['options'])) {
    return undefined;
  }
  return mongoPools(value as unknown as MongoClient);
}

type ConnectionState = 'connecting' | 'idle' | 'active';

/** What the events have told of the pools of one client. */
class MongoPools {
  readonly connections = new Map<string, ConnectionState>();
  readonly servers = new Set<string>();
  readonly count: Record<ConnectionState, number> = { connecting: 0, idle: 0, active: 0 };
  checkingOut = 0;

  set(key: string, state: ConnectionState | undefined): void {
    const before = this.connections.get(key);
    if (before) this.count[before]--;
    if (state) {
      this.count[state]++;
      this.connections.set(key, state);
    } else {
      this.connections.delete(key);
    }
  }
}

function mongoPools(client: MongoClient): PoolSource {
  const pools = seeded(client);
  // The driver keeps those in its queue for whom it opens a connection.
  const waiting = (): number => Math.max(0, pools.checkingOut - pools.count.connecting);
  const max = (): number => (client.options.maxPoolSize || Infinity) * Math.max(1, pools.servers.size);

  return {
    client: 'mongodb',
    system: 'mongodb',
    doubleQuotes: 'name',
    countedFrom: 'pool',
    counts: () => ({
      total: pools.connections.size,
      ...pools.count,
      waiting: waiting(),
      max: max(),
    }),
    active: () => pools.count.active,
    waiting,
    max,
    probe: () => ({
      answered: client.db('admin').command({ ping: 1 }),
      // It does not let go of what hangs: the next probe waits for this one.
      abort: () => false,
    }),
    observe(observer) {
      const ends = [
        observePools(client, pools, observer),
        client.options.monitorCommands ? observeCommands(client, observer) : () => undefined,
      ];
      return () => {
        for (const end of ends) end();
      };
    },
  };
}

interface ConnectionEvent {
  readonly address: string;
  readonly connectionId: number | string;
  readonly durationMS?: number;
  readonly reason?: string;
}

function keyOf({ address, connectionId }: ConnectionEvent): string {
  return `${address} ${String(connectionId)}`;
}

function observePools(client: MongoClient, pools: MongoPools, observer: PoolObserver): () => void {
  const holders = new Map<string, { readonly since: number }>();

  const giveBack = (key: string): void => {
    const holder = holders.get(key);
    if (!holder) return;
    holders.delete(key);
    observer.released(holder);
    // Without command monitoring the time on the connection is the best that is known.
    if (!client.options.monitorCommands) observer.operationEnded(holder.since, 'command', false);
  };
  return listen(client, {
    connectionPoolCreated({ address }: ConnectionEvent) {
      pools.servers.add(address);
    },
    connectionPoolClosed({ address }: ConnectionEvent) {
      pools.servers.delete(address);
    },
    connectionCreated(event: ConnectionEvent) {
      pools.set(keyOf(event), 'connecting');
    },
    connectionReady(event: ConnectionEvent) {
      pools.set(keyOf(event), 'idle');
    },
    connectionClosed(event: ConnectionEvent) {
      pools.set(keyOf(event), undefined);
      giveBack(keyOf(event));
    },
    connectionCheckOutStarted() {
      pools.checkingOut++;
      observer.requested();
    },
    connectionCheckOutFailed({ durationMS, reason }: ConnectionEvent) {
      pools.checkingOut = Math.max(0, pools.checkingOut - 1);
      observer.acquireFailed(durationMS ?? 0, reason === 'timeout');
    },
    connectionCheckedOut(event: ConnectionEvent) {
      pools.checkingOut = Math.max(0, pools.checkingOut - 1);
      pools.set(keyOf(event), 'active');
      const holder = { since: observer.now() };
      holders.set(keyOf(event), holder);
      observer.acquired(event.durationMS, holder);
    },
    connectionCheckedIn(event: ConnectionEvent) {
      pools.set(keyOf(event), 'idle');
      giveBack(keyOf(event));
    },
  });
}

interface CommandEvent {
  readonly requestId: number;
  readonly commandName: string;
  readonly command?: Readonly<Record<string, unknown>>;
  readonly failure?: unknown;
}

/** What the driver sends by itself. */
const ownCommands = new Set(['hello', 'ismaster', 'isMaster', 'ping', 'saslStart', 'saslContinue', 'endSessions']);

function observeCommands(client: MongoClient, observer: PoolObserver): () => void {
  const running = new Map<number, { readonly startedAt: number; readonly shape: string }>();

  const ended = ({ requestId, failure }: CommandEvent, failed: boolean): void => {
    const command = running.get(requestId);
    if (!command) return;
    running.delete(requestId);
    observer.operationEnded(command.startedAt, command.shape, failed, failure);
  };
  return listen(client, {
    commandStarted({ requestId, commandName, command }: CommandEvent) {
      if (ownCommands.has(commandName)) return;
      const collection = commandName === 'getMore' ? command?.['collection'] : command?.[commandName];
      const shape = typeof collection === 'string' ? `${commandName} ${collection}` : commandName;
      running.set(requestId, { startedAt: observer.now(), shape });
    },
    commandSucceeded(event: CommandEvent) {
      ended(event, false);
    },
    commandFailed(event: CommandEvent) {
      ended(event, true);
    },
  });
}

interface DriverPool {
  readonly address: string;
  readonly connections: Iterable<{ readonly id: number | string }>;
  readonly checkedOut: Iterable<{ readonly id: number | string }>;
  readonly waitQueueSize: number;
}

/** Connections from before the monitor, which no event tells of, from the driver's own pools where they can be seen. */
function seeded(client: unknown): MongoPools {
  const pools = new MongoPools();
  const topology = isObject(client) ? client['topology'] : undefined;
  const state = isObject(topology) ? topology['s'] : undefined;
  const servers = isObject(state) ? state['servers'] : undefined;
  if (!(servers instanceof Map)) return pools;
  for (const server of servers.values()) {
    const pool = isObject(server) ? server['pool'] : undefined;
    if (!isObject(pool) || !(pool['checkedOut'] instanceof Set)) continue;
    const { address, connections, checkedOut, waitQueueSize } = pool as unknown as DriverPool;
    pools.servers.add(address);
    pools.checkingOut += waitQueueSize;
    for (const { id } of connections) pools.set(keyOf({ address, connectionId: id }), 'idle');
    for (const { id } of checkedOut) pools.set(keyOf({ address, connectionId: id }), 'active');
  }
  return pools;
}
