import { expect, it } from 'vitest';

import { withPrelude } from './prelude.ts';
import type { Target } from './target.ts';
import type { Workbench } from './workbench.ts';

/** One read and one insert for each client, as statements of a loop over orders. */
const statements: Readonly<Record<string, { read: string; insert: string }>> = {
  prisma: {
    read: `const user = await db.user.findUnique({ where: { id: order.userId } });`,
    insert: `await db.audit.create({ data: { userId: order.userId, action: 'read' } });`,
  },
  drizzle: {
    read: `const [user] = await db.select().from(users).where(eq(users.id, order.userId));`,
    insert: `await db.insert(audit).values({ userId: order.userId, action: 'read' });`,
  },
  'drizzle-1': {
    read: `const user = await db.query.users.findFirst({ where: { id: order.userId } });`,
    insert: `await db.insert(audit).values({ userId: order.userId, action: 'read' });`,
  },
  'drizzle-mysql': {
    read: `const [user] = await db.select().from(users).where(eq(users.id, order.userId));`,
    insert: `await db.insert(audit).values({ userId: order.userId, action: 'read' });`,
  },
  typeorm: {
    read: `const user = await db.getRepository(User).findOneBy({ id: order.userId });`,
    insert: `await db.getRepository(Audit).insert({ userId: order.userId, action: 'read' });`,
  },
  sequelize: {
    read: `const user = await User.findByPk(order.userId);`,
    insert: `await Audit.create({ userId: order.userId, action: 'read' });`,
  },
  knex: {
    read: `const user = await db<UserRow>('users').where({ id: order.userId }).first();`,
    insert: `await db<AuditRow>('audit').insert({ user_id: order.userId, action: 'read' });`,
  },
  objection: {
    read: `const user = await User.query().findById(order.userId);`,
    insert: `await Audit.query().insert({ user_id: order.userId, action: 'read' });`,
  },
  kysely: {
    read: `const user = await db.selectFrom('users').selectAll().where('id', '=', order.userId).executeTakeFirst();`,
    insert: `await db.insertInto('audit').values({ user_id: order.userId, action: 'read' }).execute();`,
  },
  'mikro-orm': {
    read: `const user = await db.findOne(User, { id: order.userId });`,
    insert: `await db.insert(Audit, { userId: order.userId, action: 'read' });`,
  },
  pg: {
    read: `const { rows: [user] } = await db.query<UserRow>('SELECT * FROM users WHERE id = $1', [order.userId]);`,
    insert: `await db.query('INSERT INTO audit (user_id, action) VALUES ($1, $2)', [order.userId, 'read']);`,
  },
  'postgres-js': {
    read: 'const [user] = await db<UserRow[]>`SELECT * FROM users WHERE id = ${order.userId}`;',
    insert: `await db\`INSERT INTO audit (user_id, action) VALUES (\${order.userId}, 'read')\`;`,
  },
  mysql2: {
    read: `const [[user]] = await db.execute<(UserRow & RowDataPacket)[]>('SELECT * FROM users WHERE id = ?', [order.userId]);`,
    insert: `await db.query('INSERT INTO audit (user_id, action) VALUES (?, ?)', [order.userId, 'read']);`,
  },
  mariadb: {
    read: `const [user] = await db.query<UserRow[]>('SELECT * FROM users WHERE id = ?', [order.userId]);`,
    insert: `await db.query('INSERT INTO audit (user_id, action) VALUES (?, ?)', [order.userId, 'read']);`,
  },
};

const program = ({ read, insert }: { read: string; insert: string }): string => `
  export async function run(db: Db, orders: Order[]) {
    const names: (string | undefined)[] = [];
    for (const order of orders) {
      ${read}
      names.push(user?.name);
      if (user && order.userId < 10) {
        ${insert}
      }
    }
    return names;
  }
`;

/** A target itself: that programs read and write, that their statements are counted, and that each starts from the same tables. */
export function describeTarget(target: Target, opened: () => Workbench): void {
  const source = withPrelude(target.prelude, program(statements[target.client] ?? { read: '', insert: '' }));

  it('reads and writes, and counts its statements', { timeout: 60_000 }, async () => {
    for (let time = 0; time < 2; time++) {
      const { value, failure, statements: sent, tables } = await opened().run(source, 'several');
      expect(failure).toBeUndefined();
      expect(value).toEqual(
        [7, 3, 3, 12, 10, 7, 0, 1, 10, 18, 3].map((id) => (id ? `User ${String(id)}` : { undefined: true })),
      );
      // MikroORM asks once for each row that it keeps.
      expect(sent).toHaveLength(target.client === 'mikro-orm' ? 14 : 17);
      expect(tables['audit']).toEqual(
        [7, 3, 3, 7, 1, 3].map((userId, index) => ({ id: index + 1, user_id: userId, action: 'read' })),
      );
    }
  });
}
