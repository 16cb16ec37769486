import { availableParallelism } from 'node:os';

import { runStep, type StepResult } from './run-step.ts';
import type { Step } from './steps.ts';

/** Runs steps side by side, as many as there are processors, and calls back as each ends. */
export async function runTogether(steps: readonly Step[], ended: (result: StepResult) => void): Promise<void> {
  const waiting = [...steps];
  const work = async (): Promise<void> => {
    for (let step = waiting.shift(); step; step = waiting.shift()) ended(await runStep(step, { live: false }));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
}
