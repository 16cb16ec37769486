const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const frameMilliseconds = 80;

/** Runs one step of the demo on one line of output; ends early when the signal does. */
export async function step<Result>(
  label: string,
  signal: AbortSignal,
  work: () => Promise<Result>,
): Promise<Result> {
  signal.throwIfAborted();
  const started = performance.now();
  const endProgress = showProgress(label);
  try {
    const result = await Promise.race([work(), rejectWhenAborted(signal)]);
    endProgress(`${((performance.now() - started) / 1000).toFixed(1)} s`);
    return result;
  } catch (error) {
    endProgress('failed');
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

function rejectWhenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener(
      'abort',
      () => {
        reject(signal.reason as Error);
      },
      { once: true },
    );
  });
}
