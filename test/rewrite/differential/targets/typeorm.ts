import { loadPackage } from '../load-module.ts';
import { recordPg } from '../statements.ts';
import type { Target } from '../target.ts';

interface TypeOrm {
  readonly DataSource: new (options: object) => { initialize(): Promise<unknown>; destroy(): Promise<void> };
}

const version = (name: string, folder: string): Target => ({
  name,
  client: 'typeorm',
  folder,
  server: 'PostgreSQL',
  prelude: `
    import { Account, Audit, Counter, type Db, Document, OrderItem, Post, User } from './typeorm.js';
  `,
  // What decorators state is kept in one place for all versions.
  prepare: () => {
    Reflect.deleteProperty(globalThis, 'typeormMetadataArgsStorage');
  },
  async connect({ connectionString, models }) {
    recordPg(folder);
    const { DataSource } = loadPackage(folder, 'typeorm') as TypeOrm;
    const entities = models['entities'];
    const source = new DataSource({ type: 'postgres', url: connectionString, entities, poolSize: 1 });
    await source.initialize();
    return { handle: () => source, close: () => source.destroy() };
  },
});

export const typeorm: readonly Target[] = [version('TypeORM 1', 'typeorm-1'), version('TypeORM 0.3', 'typeorm-0')];
