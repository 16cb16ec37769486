import { clientPackage } from './client-package.ts';

export interface MariadbAdministrator {
  query<Row>(statement: string, values?: readonly unknown[]): Promise<readonly [readonly Row[], unknown]>;
  end(): Promise<void>;
}

interface Mysql2Promises {
  readonly createConnection: (options: object) => Promise<MariadbAdministrator>;
}

/** The server of the machine: root without a password. */
export function mariadbUrl(database: string): string {
  return `mysql://root@127.0.0.1:3306/${database}`;
}

export function connectToMariadb(): Promise<MariadbAdministrator> {
  const { createConnection } = clientPackage<Mysql2Promises>('drivers', 'mysql2/promise');
  return createConnection({ uri: mariadbUrl('test') });
}

/** Whether tests against MariaDB run: in CI always; elsewhere a machine may have none, and is told so. */
export async function hasMariadb(): Promise<boolean> {
  if (process.env['CI'] === 'true') return true;
  try {
    await (await connectToMariadb()).end();
    return true;
  } catch (error) {
    console.warn(`Tests against MariaDB are skipped: no server answers at 127.0.0.1:3306 (${String(error)}).`);
    return false;
  }
}
