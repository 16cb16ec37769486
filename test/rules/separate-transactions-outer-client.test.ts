import { describeRule } from './client-cases.ts';
import { separately } from './separate-transactions.ts';

describeRule(
  'no-outer-client-in-transaction',
  separately(({ begin, commit, rollback, outer, inner, repaired, joins, overHttp, message = 'outside' }) => [
    {
      name: 'between begin and commit, and not before, after, in the catch or in the transaction',
      code: `
        export async function run() {
          ${outer}
          ${begin}
          try {
            ${outer}
            ${inner}
            ${commit}
          } catch (error) {
            ${rollback}
            ${outer}
            throw error;
          }
          ${outer}
        }
      `,
      reports: joins || overHttp ? [] : [`${message} 5:11`],
      ...(overHttp ? { untyped: [`${message} 5:11`] } : {}),
      ...(repaired === undefined
        ? {}
        : {
            suggestion: `
        export async function run() {
          ${outer}
          ${begin}
          try {
            ${repaired}
            ${inner}
            ${commit}
          } catch (error) {
            ${rollback}
            ${outer}
            throw error;
          }
          ${outer}
        }
      `,
          }),
    },
    {
      name: 'through a helper, and for each element at once',
      code: `
        async function load() {
          ${outer}
        }
        export async function run(ids: number[]) {
          ${begin}
          await load();
          await Promise.all(ids.map(async () => { ${outer} }));
          ${commit}
        }
      `,
      reports: joins || overHttp ? [] : [`${message} 6:9`, `${message} 7:49`],
      ...(overHttp ? { untyped: [`${message} 6:9`, `${message} 7:49`] } : {}),
    },
    {
      name: 'where only one way begins it',
      code: `
        export async function run(isSafe: boolean) {
          if (isSafe) {
            ${begin}
            ${inner}
            ${commit}
          }
          ${outer}
        }
      `,
    },
  ]),
);
