/** `npm test`: builds, checks and tests everything. All steps run, whatever fails before them. */
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { runStep, type StepResult } from './checks/run-step.ts';
import { runTogether } from './checks/run-together.ts';
import { stages, testResults, tests } from './checks/steps.ts';

const failed: string[] = [];

function report({ step, succeeded, seconds, output }: StepResult): void {
  console.log(`${succeeded ? '✓' : '✗'} ${step.name} (${seconds.toFixed(1)} s)`);
  if (succeeded) return;
  console.log(output.trimEnd());
  failed.push(step.name);
}

// Counts of an earlier run must not be taken for those of this one.
await rm(fileURLToPath(new URL(`../${testResults}`, import.meta.url)), { force: true });
for (const steps of stages) await runTogether(steps, report);
report(await runStep(tests, { live: true }));

if (failed.length > 0) {
  console.log(`Failed: ${failed.join(', ')}.`);
  process.exitCode = 1;
}
