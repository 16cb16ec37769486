import { allErrorFacts } from '../../src/runtime/error-codes/all-error-facts.ts';
import type { ErrorFact, ErrorFacts, ErrorMeaning } from '../../src/runtime/error-codes/error-facts.ts';

const kinds = ['exhausted', 'unavailable', 'timeout', 'transient', 'configuration', 'query', 'unknown'] as const;

/** What docs/runtime/errors.md must say of all codes. */
export function errorTables(): string {
  return allErrorFacts.map((facts) => `### ${facts.source}\n\n${tableOf(facts)}\n`).join('\n');
}

function tableOf(facts: ErrorFacts): string {
  const entries = [...entriesOf(facts)];
  const rows = kinds.flatMap((kind) => {
    const names = entries.filter(([, fact]) => fact.kind === kind).map(([name, fact]) => nameWith(name, fact));
    return names.length === 0 ? [] : [`| \`${kind}\` | ${names.join(', ')} |`];
  });
  return ['| kind | found by |', '|---|---|', ...rows].join('\n');
}

function* entriesOf(facts: ErrorFacts): Iterable<readonly [name: string, fact: ErrorFact]> {
  const { codes = {}, codeClasses, labels = {}, numbers, names = {}, messages = {} } = facts;
  for (const [code, meaning] of Object.entries(codes)) yield* each(`\`${code}\``, meaning);
  for (const [start, meaning] of Object.entries(codeClasses?.meanings ?? {})) yield* each(`\`${start}…\``, meaning);
  for (const [label, meaning] of Object.entries(labels)) yield* each(`label \`${label}\``, meaning);
  for (const [number, meaning] of Object.entries(numbers?.meanings ?? {})) yield* each(`\`${number}\``, meaning);
  if (numbers?.otherwise !== undefined) yield* each('any other number', numbers.otherwise);
  for (const [name, meaning] of Object.entries(names)) yield* each(`\`${name}\``, meaning);
  for (const [text, meaning] of Object.entries(messages)) yield* each(`"${text.replaceAll('`', '')}…"`, meaning);
}

function* each(name: string, meaning: ErrorMeaning): Iterable<readonly [name: string, fact: ErrorFact]> {
  const facts = [meaning].flat();
  for (const fact of facts) {
    const found = typeof fact === 'string' ? { kind: fact } : fact;
    const otherwise = facts.length > 1 && found.text === undefined;
    yield [otherwise ? `${name} otherwise` : name, found];
  }
}

function nameWith(name: string, { kind, text, transient, unlessInside }: ErrorFact): string {
  const isTransient = kind === 'exhausted' || kind === 'unavailable' || kind === 'transient';
  return [
    name,
    text === undefined ? '' : ` with "${text}"`,
    transient === false && isTransient ? ' (final)' : '',
    unlessInside ? ' (outer)' : '',
  ].join('');
}
