import { loadPackage } from '../load-module.ts';
import { recordPg } from '../statements.ts';
import type { Target } from '../target.ts';

const folder = 'mikro-orm-6';

interface MikroOrmPackage {
  readonly MikroORM: {
    init(options: object): Promise<{ readonly em: { fork(): object }; close(): Promise<void> }>;
  };
}

interface Entity {
  readonly __helper: { toPOJO(): object };
}

export const mikroOrm: Target = {
  name: 'MikroORM 6',
  client: 'mikro-orm',
  folder,
  server: 'PostgreSQL',
  prelude: `
    import { Audit, Counter, type Db, Document, OrderItem, Post, User } from './mikro-orm.js';
  `,
  async connect({ connectionString, models }) {
    recordPg(folder);
    const { MikroORM } = loadPackage(folder, '@mikro-orm/postgresql') as MikroOrmPackage;
    const orm = await MikroORM.init({
      clientUrl: connectionString,
      entities: models['entities'],
      pool: { min: 1, max: 1 },
    });
    return {
      handle: () => orm.em.fork(),
      plain: (row) => ('__helper' in row ? (row as Entity).__helper.toPOJO() : row),
      close: () => orm.close(),
    };
  },
};
