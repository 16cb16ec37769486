import { hasMethods } from '../../has-methods.ts';

interface Ending {
  end(callback: (error?: Error | null) => void): unknown;
}

/** Ends what answers a promise or calls back: drivers of MySQL and MariaDB have both. */
export function endByCallback(pool: Ending): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const answer = pool.end((error) => {
      if (error) reject(error);
      else resolve(undefined);
    });
    if (hasMethods(answer, ['then'])) answer.then(resolve, reject);
  });
}
