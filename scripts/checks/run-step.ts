import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import type { Step } from './steps.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface StepResult {
  readonly step: Step;
  readonly succeeded: boolean;
  readonly seconds: number;
  /** Empty where it was shown while the step ran. */
  readonly output: string;
}

/** Runs a command of `node_modules/.bin`. With `live`, its output goes straight to the terminal. */
export function runStep(step: Step, { live }: { live: boolean }): Promise<StepResult> {
  const start = performance.now();
  return new Promise((resolve) => {
    const child = spawn(`${root}node_modules/.bin/${step.command}`, step.commandArguments, {
      cwd: root,
      stdio: live ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = (text: Buffer): void => {
      output += text.toString();
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    const end = (succeeded: boolean): void => {
      resolve({ step, succeeded, seconds: (performance.now() - start) / 1000, output });
    };
    child.on('error', ({ message }) => {
      output += message;
      end(false);
    });
    child.on('close', (exitCode) => {
      end(exitCode === 0);
    });
  });
}
