/** A process that starts a server and never stops it. */
import { startEmbeddedPostgres } from '../../scripts/embedded-postgres.ts';

const { superuserConnectionString } = await startEmbeddedPostgres();
process.send?.(superuserConnectionString);
setInterval(() => undefined, 1000);
