import { loadPackage } from './load-module.ts';
import { createTables, resetTable, type SeededDatabase } from './seeded-database.ts';

const server = 'mysql://root@127.0.0.1:3306';

interface Connection {
  query(sql: string): Promise<readonly [readonly object[], unknown]>;
  end(): Promise<void>;
}

async function connect(): Promise<Connection> {
  const { createConnection } = loadPackage('drivers', 'mysql2/promise') as {
    readonly createConnection: (options: object) => Promise<Connection>;
  };
  return createConnection({ uri: server, multipleStatements: true, dateStrings: true, supportBigNumbers: true });
}

/** Whether a server answers where tests look for one. Where tests must not be left out, the error is thrown. */
export async function isMariadbThere(): Promise<boolean> {
  try {
    await (await connect()).end();
    return true;
  } catch (error) {
    if (process.env['CI'] === 'true') throw error;
    console.warn(`No MariaDB answers at ${server}: its tests are left out.`);
    return false;
  }
}

export async function createMariadbDatabase(name: string): Promise<SeededDatabase> {
  const connection = await connect();
  const database = `poolwise_${name}_${String(process.pid)}`;
  await connection.query(
    [
      `CREATE DATABASE ${database} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
      `USE ${database}`,
      ...createTables('MariaDB'),
    ].join(';'),
  );
  return {
    connectionString: `${server}/${database}`,
    leavesGaps: true,
    async contents(names) {
      const contents: Record<string, readonly unknown[]> = {};
      for (const table of names) {
        const [rows] = await connection.query(`SELECT * FROM ${table} ORDER BY 1, 2`);
        contents[table] = rows.map((row) => ({ ...row }));
      }
      return contents;
    },
    async reset(names) {
      if (names.length > 0) await connection.query(names.flatMap((table) => resetTable(table, 'MariaDB')).join(';'));
    },
    async isIdle() {
      const others = `db = DATABASE() AND id <> CONNECTION_ID()`;
      const [rows] = await connection.query(
        `SELECT 1 FROM information_schema.processlist WHERE ${others} AND command <> 'Sleep'`,
      );
      return rows.length === 0;
    },
    async close() {
      await connection.query(`DROP DATABASE ${database}`);
      await connection.end();
    },
  };
}
