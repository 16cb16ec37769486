import type { OpenSqlClient, SqlClient, SqlClientOptions } from './sql-client.ts';

/** Opens a client, lets it provoke an error, closes it, and gives the error; undefined when there was none. */
export async function errorOf(
  open: OpenSqlClient,
  options: SqlClientOptions,
  provoke: (client: SqlClient) => Promise<unknown>,
): Promise<unknown> {
  let client: SqlClient | undefined;
  try {
    // Some clients connect here.
    client = await open(options);
    await provoke(client);
    return undefined;
  } catch (error) {
    return error;
  } finally {
    await client?.close().catch(() => undefined);
  }
}

/** Asks again and again until the answer is yes. */
export async function until(question: () => Promise<boolean>): Promise<void> {
  while (!(await question())) {
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}
