/** What double quotes stand for: a name in standard SQL, a text in MySQL and MariaDB unless ANSI_QUOTES is set. */
export type DoubleQuotes = 'name' | 'text';

/** Longer statements are read this far: what tells them apart comes first. */
const longestRead = 2000;
const longestShape = 500;
const shapesPerGeneration = 250;

/**
 * Makes statements into shapes: literals become `?`, comments go, white space becomes one space, and lists of values
 * become one. What is not understood, such as an unterminated text, is left out rather than shown.
 */
export class QueryShapes {
  readonly #doubleQuotes: DoubleQuotes;
  // Two generations: when the young one is full it becomes the old one, so what is used often stays.
  #young = new Map<string, string>();
  #old = new Map<string, string>();

  constructor(doubleQuotes: DoubleQuotes) {
    this.#doubleQuotes = doubleQuotes;
  }

  of(statement: unknown): string {
    if (typeof statement !== 'string') return 'unknown statement';
    const known = this.#young.get(statement);
    if (known !== undefined) return known;
    const shape = this.#old.get(statement) ?? queryShape(statement, this.#doubleQuotes);
    if (statement.length <= longestRead) {
      if (this.#young.size >= shapesPerGeneration) {
        this.#old = this.#young;
        this.#young = new Map();
      }
      this.#young.set(statement, shape);
    }
    return shape;
  }
}

const nameToken = /(?<name>`[^`]*`|[@:$]?[a-z_\u0080-\uffff][\w$\u0080-\uffff]*|[$:@]\d+)/;
const numberToken = /(?<number>0x[\da-f]+|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)/;
/** Where servers differ in what ends a text or a comment, by `\'` or by nesting, all that follows is left out. */
const textToken = /(?<text>(?:\b[ebnx])?'(?:[^'\\]|''|\\[^'])*(?:\\'[^]*|'|$))/;
const doubleQuotedToken = /(?<doubleQuoted>"(?:[^"\\]|""|\\[^"])*(?:\\"[^]*|"|$))/;
const dollarToken = /(?<dollarText>\$(?<tag>(?:[a-z_]\w*)?)\$(?:(?!\$\k<tag>\$)[^])*(?:\$\k<tag>\$|$))/;
const commentToken = /(?<comment>--[^\n]*|\/\*(?:[^*/]|\*(?!\/)|\/(?!\*))*(?:\/\*[^]*|\*\/|$))/;
const hashToken = /(?<hash>#[^\n]*)/;
const spaceToken = /(?<space>\s+)/;

// Marked as pure, so that bundlers leave them out of applications that watch no pool.
const tokens: Readonly<Record<DoubleQuotes, RegExp>> = {
  name: /* @__PURE__ */ oneOf(
    commentToken,
    textToken,
    doubleQuotedToken,
    dollarToken,
    nameToken,
    numberToken,
    spaceToken,
  ),
  text: /* @__PURE__ */ oneOf(
    commentToken,
    textToken,
    doubleQuotedToken,
    hashToken,
    nameToken,
    numberToken,
    spaceToken,
  ),
};

function oneOf(...patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join('|'), 'giu');
}

const list = /* @__PURE__ */ ofPlaceholders(/(?<=\()\s*PLACEHOLDER(?:\s*,\s*PLACEHOLDER)+\s*(?=\))/gu);
const listOfOne = /* @__PURE__ */ ofPlaceholders(/(?<=\bIN ?\()\s*PLACEHOLDER\s*(?=\))/giu);
const lists = /* @__PURE__ */ ofPlaceholders(/\((?:…|PLACEHOLDER)\)(?:\s*,\s*\((?:…|PLACEHOLDER)\))+/gu);

function ofPlaceholders({ source, flags }: RegExp): RegExp {
  return new RegExp(source.replaceAll('PLACEHOLDER', /(?:\?|[$:@]\w+)/.source), flags);
}

/** The shape of one statement. */
export function queryShape(statement: string, doubleQuotes: DoubleQuotes): string {
  const shape = statement
    .slice(0, longestRead)
    .replace(tokens[doubleQuotes], (...match: unknown[]) => {
      const groups = match.at(-1) as Readonly<Record<string, string | undefined>>;
      if (groups['comment'] !== undefined || groups['hash'] !== undefined || groups['space'] !== undefined) return ' ';
      if (groups['name'] !== undefined) return groups['name'];
      const doubleQuoted = groups['doubleQuoted'];
      // A name that ends at its quote; one that holds `\"` was read to the end.
      if (doubleQuoted !== undefined && doubleQuotes === 'name' && !doubleQuoted.includes('\\')) return doubleQuoted;
      return '?';
    })
    .replace(/ {2,}/gu, ' ')
    .replace(list, '…')
    .replace(listOfOne, '…')
    .replace(lists, '(…), …')
    .trim();
  return shape.length > longestShape ? `${shape.slice(0, longestShape)}…` : shape;
}
