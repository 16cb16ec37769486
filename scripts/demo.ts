/**
 * Shows Poolwise on the incident that it was born from: what ESLint prints for
 * examples/reports-api, what applying its suggestions changes, and what the endpoint does under load before and after.
 */
import { buildPlugin } from './demo/build-plugin.ts';
import { judge } from './demo/judge.ts';
import { lintExample } from './demo/lint-example.ts';
import { measureVariant, type Measurement } from './demo/measure-variant.ts';
import { repairExample } from './demo/repair-example.ts';
import { createReportsDatabase } from './demo/reports-database.ts';
import { showRepairs } from './demo/show-repairs.ts';
import { step } from './demo/step.ts';
import { formatTable } from './demo/table.ts';
import { describeWorkload, loadSeconds, maxConnections, timeLimitSeconds } from './demo/workload.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { generatePrismaClients } from './prisma/generate-clients.ts';

const interruption = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.once(name, () => {
    interruption.abort(new Error('it was interrupted'));
  });
}
const timeLimit = setTimeout(() => {
  interruption.abort(new Error(`it took longer than ${String(timeLimitSeconds)} seconds`));
}, timeLimitSeconds * 1000);

try {
  await runDemo(interruption.signal);
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  console.error(`The demo failed: ${reason.trimEnd().replace(/\.$/, '')}.`);
  process.exitCode = 1;
} finally {
  clearTimeout(timeLimit);
}

async function runDemo(signal: AbortSignal): Promise<void> {
  await step('Generating the Prisma clients', signal, generatePrismaClients);
  await step('Building the plugin', signal, () => buildPlugin(signal));
  const output = await step('Linting examples/reports-api', signal, lintExample);
  console.log(output);
  console.log(await step('Applying the suggestions', signal, async () => showRepairs(await repairExample())));

  const postgres = await step(`Starting PostgreSQL with max_connections = ${String(maxConnections)}`, signal, () =>
    startEmbeddedPostgres({ max_connections: maxConnections }),
  );
  try {
    const database = await step('Creating the tables and their rows', signal, () => createReportsDatabase(postgres));
    const measure = (variant: Measurement['variant']): Promise<Measurement> =>
      step(`Sending requests to ${variant}/ for ${String(loadSeconds)} seconds`, signal, () =>
        measureVariant(variant, database, signal),
      );
    const measurements = [await measure('before'), await measure('after')] as const;

    console.log(`\nGET /api/reports: ${describeWorkload()}\n`);
    console.log(formatTable(measurements));
    judge(...measurements);
  } finally {
    await postgres.stop();
  }
}
