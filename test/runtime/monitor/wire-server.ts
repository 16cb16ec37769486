import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

interface Bson {
  serialize(document: object): Uint8Array;
  deserialize(bytes: Uint8Array): Record<string, unknown>;
}

const headerLength = 16;
const opMsg = 2013;
const opQuery = 2004;
const opReply = 1;

/**
 * As much of MongoDB's wire protocol as its driver needs to open connections and send commands: no MongoDB can be
 * installed from the package registries. `answer` says what a command is answered with.
 */
export async function startMongoWireServer(
  bson: Bson,
  answer: (command: Readonly<Record<string, unknown>>) => Promise<object>,
): Promise<{ readonly uri: string; readonly connections: () => number; stop(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    let received = Buffer.alloc(0);
    socket.on('data', (bytes) => {
      received = Buffer.concat([received, bytes]);
      while (received.length >= 4 && received.length >= received.readInt32LE(0)) {
        const message = received.subarray(0, received.readInt32LE(0));
        received = received.subarray(message.length);
        void reply(socket, message);
      }
    });
  });

  async function reply(socket: Socket, message: Buffer): Promise<void> {
    const operation = message.readInt32LE(12);
    const command = bson.deserialize(message.subarray(bodyStart(message, operation)));
    const name = Object.keys(command)[0] ?? '';
    const document = /^(?:hello|ismaster)$/i.test(name) ? hello : await answer(command);
    const body = bson.serialize({ ok: 1, ...document });
    const prefix = operation === opMsg ? Buffer.from([0, 0, 0, 0, 0]) : Buffer.alloc(20);
    if (operation === opQuery) prefix.writeInt32LE(1, 16);
    const header = Buffer.alloc(headerLength);
    header.writeInt32LE(headerLength + prefix.length + body.length, 0);
    header.writeInt32LE(message.readInt32LE(4), 8);
    header.writeInt32LE(operation === opMsg ? opMsg : opReply, 12);
    if (!socket.destroyed) socket.write(Buffer.concat([header, prefix, body]));
  }

  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    uri: `mongodb://127.0.0.1:${String((server.address() as AddressInfo).port)}/shop`,
    connections: () => sockets.size,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}

const hello = {
  isWritablePrimary: true,
  ismaster: true,
  maxBsonObjectSize: 16_777_216,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
  minWireVersion: 0,
  maxWireVersion: 25,
  logicalSessionTimeoutMinutes: 30,
};

/** After the flags and the kind of the section; for the old protocol after flags, collection name and two numbers. */
function bodyStart(message: Buffer, operation: number): number {
  if (operation === opMsg) return headerLength + 5;
  return message.indexOf(0, headerLength + 4) + 1 + 8;
}
