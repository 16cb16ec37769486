import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
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
  /** Puts a package into `node_modules`, besides those of this repository. */
  link(name: string, target: string): Promise<void>;
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
  const ownModules = join(root, 'node_modules');
  const modules = join(directory, 'node_modules');
  const link: Project['link'] = async (name, target) => {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(target, join(modules, name), 'junction');
  };
  for (const name of await readdir(ownModules)) if (name !== '.cache') await link(name, join(ownModules, name));
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
    link,
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
