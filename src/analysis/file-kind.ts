import type ts from 'typescript';

import { fileKinds, type FileKind } from '../settings.ts';
import type { Analysis } from './analysis.ts';

/** What paths of files that no service runs look like, by what the files are for. */
const patterns: Readonly<Record<FileKind, readonly RegExp[]>> = {
  migrations: [
    /(^|\/)migrations?\//i,
    // `backgroundMigrations/`, `data-migrations/`
    /[a-z_-]migrations\//i,
    /(^|\/)migrations?[._-][^/]*\//i,
    /(^|\/)(migrate|migrations?)([.-][^/]*)?\.[cm]?[jt]sx?$/i,
    // `data-migration.ts` may be what a service does.
    /\.migrations?\.[cm]?[jt]sx?$/i,
    // `20250312093000-backfill-names.ts`
    /(^|\/)\d{12,17}[-_.][^/]*\.[cm]?[jt]sx?$/i,
  ],
  seeds: [
    /(^|\/)seed(s|ers?|ing)?\//i,
    /(^|\/)seed(s|ers?)?([._-][^/]*)?\.[cm]?[jt]sx?$/i,
    // `user.seed.ts`, but not `wallet-seed.service.ts`.
    /[._-]seeds?\.[cm]?[jt]sx?$/i,
    // `UserSeeder.ts`, `user-seeder.service.ts`
    /seeders?([._-][^/]*)?\.[cm]?[jt]sx?$/i,
  ],
  tests: [
    /(^|\/)(tests?|specs?|__tests__|__mocks__|__fixtures__|fixtures?|e2e|cypress|playwright|testing|([\w-]+-)?test-(utils?|helpers?)|integration-tests?)\//i,
    /[.-](test|spec|e2e|e2e-spec|cy|bench|stories|mock)\.[cm]?[jt]sx?$|(^|\/)tests?[-_]?(utils?|helpers?|setup|database|db)\.[cm]?[jt]sx?$|(^|\/)(jest|vitest|playwright|cypress)[.-][^/]*$/i,
  ],
};

/** Which of these kinds a file is of. */
export function kindsOf(analysis: Analysis, file: ts.SourceFile): readonly FileKind[] {
  const path = pathInProject(analysis, file);
  return fileKinds.filter((kind) => patterns[kind].some((pattern) => pattern.test(path)));
}

/** A file's path in its package, with the folder of a package that is inside of another one. */
export function pathInProject(analysis: Analysis, { fileName }: ts.SourceFile): string {
  const { directory, nestedAs } = analysis.projectOf(fileName);
  if (!fileName.startsWith(directory)) return fileName;
  return `${nestedAs === undefined ? '' : `/${nestedAs}`}${fileName.slice(directory.length)}`;
}
