/** Versions that the plugin is run with together. */
export interface Combination {
  readonly node: string;
  readonly eslint: string;
  readonly typescript: string;
  readonly typescriptEslint: string;
}

const newest = '8';

const nodes = ['20', '22', '24'];
const eslints = ['9', '10'];
const typescripts = ['5.4', '5.9', '6.0'];

/** The first version of typescript-eslint that takes another major version of ESLint, or a newer TypeScript. */
const firsts: readonly { readonly version: string; readonly eslint: string; readonly typescript: string }[] = [
  { version: '8.0.0', eslint: '9', typescript: '5.4' },
  { version: '8.39.0', eslint: '9', typescript: '5.9' },
  { version: '8.56.0', eslint: '10', typescript: '5.9' },
  { version: '8.58.0', eslint: '10', typescript: '6.0' },
];

function oldestFor(eslint: string, typescript: string): string {
  const first = firsts.find(
    (one) => Number(one.eslint) >= Number(eslint) && Number(one.typescript) >= Number(typescript),
  );
  if (!first) throw new Error(`No typescript-eslint is known for ESLint ${eslint} and TypeScript ${typescript}.`);
  return first.version;
}

/** All combinations that exist, each with the oldest and the newest typescript-eslint 8. */
export const combinations: readonly Combination[] = nodes.flatMap((node) =>
  eslints.flatMap((eslint) =>
    typescripts.flatMap((typescript) =>
      [oldestFor(eslint, typescript), newest].map((typescriptEslint) => ({
        node,
        eslint,
        typescript,
        typescriptEslint,
      })),
    ),
  ),
);

/** `node 20, eslint 9, typescript 5.4, typescript-eslint 8.0.0`, which `--only` looks into. */
export function nameOf({ node, eslint, typescript, typescriptEslint }: Combination): string {
  const parser = typescriptEslint === newest ? 'newest' : typescriptEslint;
  return `node ${node}, eslint ${eslint}, typescript ${typescript}, typescript-eslint ${parser}`;
}
