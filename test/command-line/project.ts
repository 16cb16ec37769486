import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a program answered. */
export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A project in a folder of its own, with the packages of this repository and the plugin as it was built. */
export interface Project {
  readonly directory: string;
  write(files: Readonly<Record<string, string>>): Promise<void>;
  /** Runs the command of ESLint 10. */
  eslint(commandArguments: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Outcome>;
  run(
    program: string,
    commandArguments: readonly string[],
    environment?: Readonly<Record<string, string>>,
  ): Promise<Outcome>;
  remove(): Promise<void>;
}

/** The smallest configuration that has types. */
export const typedConfiguration = `
  import parser from '@typescript-eslint/parser';
  import poolwise from 'poolwise';

  export default [
    {
      files: ['**/*.ts'],
      languageOptions: { parser, parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    },
    { files: ['**/*.ts'], ...poolwise.configs.recommended },
  ];
`;

const compilerOptions = JSON.stringify({
  compilerOptions: { strict: true, module: 'nodenext', noEmit: true, skipLibCheck: true, types: ['node'] },
});

export async function createProject(files: Readonly<Record<string, string>>): Promise<Project> {
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'poolwise-project-')));
  await symlink(join(root, 'node_modules'), join(directory, 'node_modules'), 'junction');
  const write: Project['write'] = async (added) => {
    for (const [path, text] of Object.entries(added)) {
      await mkdir(dirname(join(directory, path)), { recursive: true });
      await writeFile(join(directory, path), text);
    }
  };
  const runHere = async (
    program: string,
    commandArguments: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<Outcome> => {
    try {
      // Variables of a CI that runs these tests are not those of the project.
      const { PATH = '', HOME = '' } = process.env;
      const env = { PATH, HOME, ...environment };
      return { exitCode: 0, ...(await run(program, commandArguments, { cwd: directory, env })) };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { exitCode: code, stdout, stderr };
    }
  };
  await write({
    'package.json': JSON.stringify({ private: true, type: 'module', dependencies: { pg: '*' } }),
    'tsconfig.json': compilerOptions,
    ...files,
  });
  return {
    directory,
    write,
    eslint: (commandArguments, environment) =>
      runHere(
        process.execPath,
        [join(root, 'node_modules/eslint/bin/eslint.js'), '--no-color', ...commandArguments],
        environment,
      ),
    run: runHere,
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}
