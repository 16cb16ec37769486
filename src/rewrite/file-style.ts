import ts from 'typescript';

/** How a file is written. */
interface FileStyle {
  /** One step of indentation, as the first indented line shows it. */
  readonly indent: string;
  /** `;`, or nothing in a file that is written without. */
  readonly semicolon: string;
  /** The quote that is used more often. */
  readonly quote: string;
}

const styles = new WeakMap<ts.SourceFile, FileStyle>();

export function styleOf(file: ts.SourceFile): FileStyle {
  const known = styles.get(file);
  if (known) return known;
  const { text } = file;
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const style: FileStyle = {
    indent: /^(\t| {2,8})(?=[^\s*])/m.exec(text)?.[1] ?? '  ',
    semicolon: count(/;[ \t]*\r?$/gm) > 0 || count(/[^\s;{}]\r?\n/g) === 0 ? ';' : '',
    quote: count(/"/g) > count(/'/g) ? '"' : "'",
  };
  styles.set(file, style);
  return style;
}

/** A string as the file would write it. */
export function quoted(file: ts.SourceFile, text: string): string {
  const { quote } = styleOf(file);
  return `${quote}${text}${quote}`;
}

/** Whether a file has modules by `require` alone. */
export function isCommonJs(file: ts.SourceFile): boolean {
  return !file.statements.some(ts.isImportDeclaration) && /\brequire\s*\(/.test(file.text);
}

/** Whether a file cannot hold types. */
export function isJavaScript({ fileName }: ts.SourceFile): boolean {
  return /\.[cm]?jsx?$/.test(fileName);
}
