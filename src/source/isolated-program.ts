import ts from 'typescript';

/** Names that ESLint gives to text without a file. */
const nameless = /^<.*>$/;
const scripts = /\.[cm]?[jt]sx?$/;

/**
 * A program of one file and nothing else: no libraries, no imports, no other files of the user. Its checker knows the
 * scopes, classes and literals of that file; all that is imported is `any`. Answers the program and its file, or nothing
 * for a file that is no script.
 */
export function createIsolatedProgram(path: string, text: string): { program: ts.Program; file: ts.SourceFile } | undefined {
  const fileName = nameless.test(path) ? 'input.tsx' : path;
  if (!scripts.test(fileName)) return undefined;
  const options: ts.CompilerOptions = {
    allowJs: true,
    jsx: ts.JsxEmit.Preserve,
    module: ts.ModuleKind.ESNext,
    noLib: true,
    noResolve: true,
    target: ts.ScriptTarget.Latest,
    types: [],
  };
  const file = ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, true, scriptKindOf(fileName));
  const host: ts.CompilerHost = {
    fileExists: (name) => name === fileName,
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => '',
    getDefaultLibFileName: () => 'lib.d.ts',
    getNewLine: () => '\n',
    getSourceFile: (name) => (name === fileName ? file : undefined),
    readFile: () => undefined,
    useCaseSensitiveFileNames: () => true,
    writeFile: () => undefined,
  };
  return { program: ts.createProgram({ rootNames: [fileName], options, host }), file };
}

function scriptKindOf(fileName: string): ts.ScriptKind {
  if (/\.[cm]?ts$/.test(fileName)) return ts.ScriptKind.TS;
  // JSX is accepted where the extension does not say otherwise.
  return /\.[cm]?jsx?$/.test(fileName) ? ts.ScriptKind.JSX : ts.ScriptKind.TSX;
}
