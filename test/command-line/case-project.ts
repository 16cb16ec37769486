import { cp } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import plugin from '../../src/index.ts';
import { type Case, dedent } from '../rules/case.ts';
import { createProject, type Outcome, type Project } from './project.ts';

const shop = fileURLToPath(new URL('../fixtures/shop', import.meta.url));

/** All rules of the plugin, without the options that `strict` gives them. */
export const allRules = Object.fromEntries(Object.keys(plugin.rules).map((name) => [`poolwise/${name}`, 'error']));

/** Cases without settings or options of their own, since a project has one configuration. */
export function plainCases(cases: readonly Case[]): readonly Case[] {
  return cases.filter(({ settings, options }) => !settings && !options);
}

/** A project with the files of the shop and one file for each case. */
export async function createCaseProject(
  cases: readonly Case[],
  files: Readonly<Record<string, string>>,
): Promise<Project> {
  const project = await createProject({});
  await cp(shop, project.directory, { recursive: true });
  const ofCases = cases.map(({ code, language = 'ts' }, index) => [`case-${String(index)}.${language}`, dedent(code)]);
  await project.write({ ...(Object.fromEntries(ofCases) as Record<string, string>), ...files });
  return project;
}

type Results = readonly {
  readonly filePath: string;
  readonly messages: readonly {
    readonly ruleId: string | null;
    readonly line: number;
    readonly column: number;
    readonly message: string;
    readonly suggestions?: readonly { readonly desc: string; readonly fix: { readonly text: string } }[];
  }[];
}[];

/** The plugin's suggestions in what ESLint prints as JSON, as `file line text replacement`. */
export function suggestionsIn({ stdout }: Outcome, { directory }: Project): readonly string[] {
  return (JSON.parse(stdout) as Results)
    .flatMap(({ filePath, messages }) =>
      messages.flatMap(({ line, suggestions = [] }) =>
        suggestions.map(({ desc, fix }) => [relative(directory, filePath), line, desc, fix.text].join(' ')),
      ),
    )
    .sort();
}

/** The plugin's findings in what ESLint prints as JSON, as `file line column rule message`. */
export function findingsIn({ stdout, stderr }: Outcome, { directory }: Project): readonly string[] {
  if (stderr !== '') throw new Error(stderr);
  return (JSON.parse(stdout) as Results)
    .flatMap(({ filePath, messages }) =>
      messages
        .filter(({ ruleId }) => ruleId?.startsWith('poolwise/'))
        .map(({ line, column, ruleId, message }) =>
          [relative(directory, filePath), line, column, ruleId, message].join(' '),
        ),
    )
    .sort();
}
