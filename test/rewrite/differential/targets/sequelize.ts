import { loadPackage } from '../load-module.ts';
import { recordMysql2, recordPg } from '../statements.ts';
import type { Server } from '../tables.ts';
import type { Target } from '../target.ts';

const folder = 'sequelize-6';

interface Sequelize {
  readonly Sequelize: new (url: string, options: object) => { authenticate(): Promise<void>; close(): Promise<void> };
}

interface Instance {
  get(options: { plain: true }): object;
}

const on = (name: string, server: Server): Target => ({
  name,
  client: 'sequelize',
  folder,
  server,
  prelude: `
    import { Audit, Counter, type Db, Document, OrderItem, Post, User } from './sequelize.js';
  `,
  async connect({ connectionString, models }) {
    if (server === 'PostgreSQL') recordPg(folder);
    else recordMysql2(folder);
    const { Sequelize } = loadPackage(folder, 'sequelize') as Sequelize;
    const sequelize = new Sequelize(connectionString, { logging: false, pool: { max: 1, min: 1, idle: 60_000 } });
    (models['defineModels'] as (sequelize: object) => void)(sequelize);
    await sequelize.authenticate();
    return {
      handle: () => sequelize,
      plain: (row) => ('dataValues' in row ? (row as unknown as Instance).get({ plain: true }) : row),
      close: () => sequelize.close(),
    };
  },
});

export const sequelize: readonly Target[] = [on('Sequelize 6', 'PostgreSQL'), on('Sequelize 6 on MariaDB', 'MariaDB')];
