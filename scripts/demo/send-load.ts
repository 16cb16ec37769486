export interface LoadResult {
  /** Milliseconds of each request that was served. */
  readonly latencies: readonly number[];
  readonly failed: number;
  readonly unanswered: number;
}

interface Load {
  readonly urls: readonly string[];
  readonly clients: number;
  readonly seconds: number;
  readonly answerSeconds: number;
  readonly signal: AbortSignal;
}

/** A closed loop: each client sends its next request when the last one has ended. */
export async function sendLoad({ urls, clients, seconds, answerSeconds, signal }: Load): Promise<LoadResult> {
  const latencies: number[] = [];
  let failed = 0;
  let unanswered = 0;
  const end = performance.now() + seconds * 1000;

  async function runClient(url: string): Promise<void> {
    while (performance.now() < end && !signal.aborted) {
      const started = performance.now();
      try {
        const response = await fetch(url, {
          signal: AbortSignal.any([signal, AbortSignal.timeout(answerSeconds * 1000)]),
        });
        await response.arrayBuffer();
        if (response.ok) {
          latencies.push(performance.now() - started);
        } else {
          failed++;
        }
      } catch {
        unanswered++;
      }
    }
  }

  await Promise.all(Array.from({ length: clients }, (_, client) => runClient(urls[client % urls.length] ?? '')));
  return { latencies, failed, unanswered };
}
