import { dedent } from '../../rules/case.ts';

const orders = `import type { Order } from './input.js';\n`;

/** A program: the imports that a client's programs begin with, and its code. */
export function withPrelude(prelude: string, code: string): string {
  return `${dedent(prelude)}${orders}\n${dedent(code)}`;
}

/** The code of a program, and those of its imports that the prelude does not have. */
export function withoutPrelude(prelude: string, program: string): { code: string; imports: readonly string[] } {
  const [head = '', ...rest] = program.split(orders);
  const known = new Set(dedent(prelude).split('\n'));
  return {
    code: rest.join(orders).replace(/^\n/, ''),
    imports: head.split('\n').filter((line) => !known.has(line)),
  };
}
