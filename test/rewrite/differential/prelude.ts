import { dedent } from '../../rules/case.ts';

const orders = `import type { Order } from './input.js';\n`;

/** A program: the imports that a client's programs begin with, and its code. */
export function withPrelude(prelude: string, code: string): string {
  return `${dedent(prelude)}${orders}\n${dedent(code)}`;
}
