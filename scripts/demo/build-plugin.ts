import { exec } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export async function buildPlugin(signal: AbortSignal): Promise<void> {
  try {
    await promisify(exec)('npm run build', { cwd: fileURLToPath(new URL('../..', import.meta.url)), signal });
  } catch {
    throw new Error('"npm run build" failed; run it by itself to see why');
  }
}
