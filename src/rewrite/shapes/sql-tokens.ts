import ts from 'typescript';

import { unwrap } from '../../analysis/syntax.ts';
import { refuse } from '../refusal.ts';

/** A part of SQL text. Offsets are those of the file. */
export interface SqlToken {
  readonly kind: 'word' | 'name' | 'value' | 'placeholder' | 'sign';
  /** As it is written; of a quoted name what stands between the quotes. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** How many parentheses are open around it. */
  readonly depth: number;
  /** The expression that stands in the template. */
  readonly embedded?: ts.Expression;
}

type Placeholders = 'numbered' | 'positional' | 'embedded';

const patterns = {
  space: /\s+|--[^\n]*|\/\*[\s\S]*?\*\//y,
  value: /'(?:[^'\n]|'')*'|\d+(?:\.\d+)?/y,
  name: /"([^"]+)"|`([^`]+)`/y,
  word: /[A-Za-z_][\w$]*/y,
  numbered: /\$\d+/y,
  positional: /\?(?!\?)/y,
  sign: /::|[<>!=~@#&|^*/+%-]+|[().,;[\]:{}]/y,
} as const;

/** The parts of the SQL in a literal or a template. Refuses SQL that is put together, and what is not understood. */
export function sqlTokens(file: ts.SourceFile, sql: ts.Expression, placeholders: Placeholders): readonly SqlToken[] {
  const node = unwrap(sql);
  const tokens: SqlToken[] = [];
  const state = { depth: 0 };
  if (ts.isStringLiteralLike(node)) {
    read(file, node.getStart(file) + 1, node.end - 1, placeholders, tokens, state);
    return tokens;
  }
  if (!ts.isTemplateExpression(node) || placeholders !== 'embedded') return refuse('sqlForm');
  read(file, node.head.getStart(file) + 1, node.head.end - 2, placeholders, tokens, state);
  for (const { expression, literal } of node.templateSpans) {
    const [start, end] = [expression.pos - 2, literal.getStart(file) + 1];
    tokens.push({ kind: 'placeholder', text: '', start, end, depth: state.depth, embedded: expression });
    read(file, end, ts.isTemplateTail(literal) ? literal.end - 1 : literal.end - 2, placeholders, tokens, state);
  }
  return tokens;
}

function read(
  file: ts.SourceFile,
  start: number,
  end: number,
  placeholders: Placeholders,
  tokens: SqlToken[],
  state: { depth: number },
): void {
  const text = file.text.slice(0, end);
  if (text.includes('\\', start)) refuse('sqlForm');
  for (let at = start; at < end;) {
    const [kind, match] = matchAt(text, at, placeholders) ?? refuse('sqlForm');
    const next = at + match[0].length;
    if (match[0] === ')') state.depth -= 1;
    if (kind !== 'space') {
      tokens.push({ kind, text: match[1] ?? match[2] ?? match[0], start: at, end: next, depth: state.depth });
    }
    if (match[0] === '(') state.depth += 1;
    at = next;
  }
}

function matchAt(
  text: string,
  at: number,
  placeholders: Placeholders,
): readonly [SqlToken['kind'] | 'space', RegExpExecArray] | undefined {
  const own = placeholders === 'embedded' ? undefined : patterns[placeholders];
  const { space, value, name, word, sign } = patterns;
  const kinds = { space, value, name, word, ...(own ? { placeholder: own } : {}), sign };
  for (const [kind, pattern] of Object.entries(kinds)) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) return [kind as keyof typeof kinds, match];
  }
  return undefined;
}
