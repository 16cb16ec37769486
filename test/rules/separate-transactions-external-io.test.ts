import { describeRule } from './client-cases.ts';
import { separately } from './separate-transactions.ts';

describeRule(
  'no-external-io-in-transaction',
  separately(({ begin, commit, rollback, inner, message }) => [
    {
      name: 'between begin and commit, and not before and after',
      code: `
        export async function run() {
          await fetch('https://example.com');
          ${begin}
          try {
            ${inner}
            await fetch('https://example.com');
            ${commit}
          } catch (error) {
            ${rollback}
            await fetch('https://example.com');
            throw error;
          }
          await fetch('https://example.com');
        }
      `,
      reports: [`${message === 'withoutSession' ? 'locked' : 'held'} 6:11`],
    },
  ]),
);
