import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../scripts/embedded-postgres.ts';
import { createMariadbDatabase } from './mariadb-database.ts';
import { createPostgresDatabase } from './postgres-database.ts';
import type { SeededDatabase } from './seeded-database.ts';
import type { Target } from './target.ts';

/** The servers that targets run on; PostgreSQL is started for the first that needs it. */
export class Servers {
  #postgres: Promise<EmbeddedPostgres> | undefined;

  async createDatabase({ name, server }: Target): Promise<SeededDatabase> {
    const words = name.replaceAll(/\W+/g, '_').toLowerCase();
    if (server === 'MariaDB') return createMariadbDatabase(words);
    this.#postgres ??= startEmbeddedPostgres();
    return createPostgresDatabase(await this.#postgres, words);
  }

  async stop(): Promise<void> {
    await (await this.#postgres)?.stop();
  }
}
