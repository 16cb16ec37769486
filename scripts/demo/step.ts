const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const frameMilliseconds = 80;

/** Runs one step of the demo on one line of output; after an interruption, no further one. */
export async function step<Result>(label: string, signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
  signal.throwIfAborted();
  const started = performance.now();
  const endProgress = showProgress(label);
  try {
    const result = await work();
    signal.throwIfAborted();
    endProgress(`${((performance.now() - started) / 1000).toFixed(1)} s`);
    return result;
  } catch (error) {
    endProgress('failed');
    // What an interruption makes fail is not the reason.
    signal.throwIfAborted();
    throw error;
  }
}

function showProgress(label: string): (outcome: string) => void {
  process.stdout.write(`${label} … `);
  const spinner = process.stdout.isTTY ? spin(label) : undefined;
  return (outcome) => {
    clearInterval(spinner);
    process.stdout.write(spinner ? `\r${label} … ${outcome}\n` : `${outcome}\n`);
  };
}

function spin(label: string): NodeJS.Timeout {
  let frame = 0;
  return setInterval(() => {
    process.stdout.write(`\r${label} … ${frames[frame++ % frames.length] ?? ''}`);
  }, frameMilliseconds);
}
