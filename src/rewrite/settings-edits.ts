import ts from 'typescript';

import { isText, optionAt } from '../analysis/option-value.ts';
import type { PoolSite } from '../analysis/pool-site.ts';
import type { EndlessWait } from '../analysis/pool-timeouts.ts';
import { unwrap } from '../analysis/syntax.ts';
import { newObjectEdits } from './option-edits.ts';
import { runtimeImports } from './runtime-import.ts';
import type { TextEdit } from './text-edit.ts';
import { statedUrl } from './url-edits.ts';

/**
 * The edits that state a pool's settings by `poolwise/runtime`, and import it: `...pgOptions(definePool({ … }))`, before
 * the options that are stated already, which stay stronger. Nothing where one of them would replace what is needed, or
 * where the settings do not limit what waits.
 */
export function settingsEdits(site: PoolSite, wait: EndlessWait, max: number): readonly TextEdit[] | undefined {
  const { settings } = site.fact;
  if (!settings || site.isFixed || wait.waits.some((kind) => settings.lacks?.includes(kind))) return undefined;
  const pool = `definePool({ name: 'database', max: ${String(max)} })`;
  const edits = settings.aroundUrl ? aroundUrl(site, `${settings.name}(${pool}, `) : inOptions(site, wait, pool);
  return edits && [...runtimeImports(site.node.getSourceFile(), ['definePool', settings.name]), ...edits];
}

function aroundUrl(site: PoolSite, before: string): readonly TextEdit[] | undefined {
  const url = site.fact.settings?.schemes?.includes(site.url.scheme ?? '') ? statedUrl(site) : undefined;
  return (
    url && [
      { start: url.getStart(), end: url.getStart(), text: before },
      { start: url.getEnd(), end: url.getEnd(), text: ')' },
    ]
  );
}

function inOptions(site: PoolSite, { timeout, stated }: EndlessWait, pool: string): readonly TextEdit[] | undefined {
  const { settings, optionsNode } = { ...site.fact, ...site };
  const [needed] = timeout.options;
  if (!settings || needed === undefined) return undefined;
  const inside = settings.inside?.split('.') ?? [];
  const given = [pool, ...(settings.argument === undefined ? [] : [settings.argument])];
  if (!optionsNode) {
    if (stated || settings.takes) return undefined;
    return newObjectEdits(site, inside, `...${settings.name}(${given.join(', ')})`);
  }
  const literal = literalAt(optionsNode, inside);
  if (!literal) return undefined;
  const propertyNamed = (name: string | undefined): ts.ObjectLiteralElementLike | undefined =>
    literal.properties.find((property) => property.name?.getText() === name);
  const taken = settings.takes && takenBy(site, settings.takes, propertyNamed(settings.takes.option));
  if (settings.takes && !taken) return undefined;
  // What states that there is no limit gives way; what would replace the limit does not.
  const rival = propertyNamed(needed.split('.')[inside.length]);
  const isRivalTaken = rival !== undefined && rival === taken?.property;
  if (stated ? rival !== stated && !isRivalTaken : rival && !isRivalTaken) return undefined;
  const gone = [taken?.property, rival].filter((property) => property !== undefined);
  const call = `...${settings.name}(${[...given, ...(taken ? [taken.text] : [])].join(', ')})`;
  return firstInstead(literal, call, new Set(gone));
}

/** An option that the settings take as an argument and give back. */
function takenBy(
  { options }: PoolSite,
  { option, textAs }: { readonly option: string; readonly textAs: string },
  property: ts.ObjectLiteralElementLike | undefined,
): { readonly text: string; readonly property?: ts.ObjectLiteralElementLike } | undefined {
  if (!property) return { text: '{}' };
  if (!ts.isPropertyAssignment(property)) return undefined;
  const text = property.initializer.getText();
  const stated = optionAt(options, option);
  if (typeof stated !== 'object') return undefined;
  if (isText(stated.value)) return { text: `{ ${textAs}: ${text} }`, property };
  return stated.value.kind === 'object' ? { text, property } : undefined;
}

function literalAt(optionsNode: ts.Expression, path: readonly string[]): ts.ObjectLiteralExpression | undefined {
  let node: ts.Expression | undefined = unwrap(optionsNode);
  for (const name of path) {
    if (!node || !ts.isObjectLiteralExpression(node)) return undefined;
    const property: ts.ObjectLiteralElementLike | undefined = node.properties.find(
      (candidate) => candidate.name?.getText() === name,
    );
    node = property && ts.isPropertyAssignment(property) ? unwrap(property.initializer) : undefined;
  }
  return node && ts.isObjectLiteralExpression(node) ? node : undefined;
}

/** The edits that put an element before the others, some of which go. Nothing where a comment would lose its property. */
function firstInstead(
  literal: ts.ObjectLiteralExpression,
  text: string,
  gone: ReadonlySet<ts.ObjectLiteralElementLike>,
): readonly TextEdit[] | undefined {
  const file = literal.getSourceFile();
  const [first, ...others] = literal.properties;
  if (!first) return [{ start: literal.getStart() + 1, end: literal.getEnd() - 1, text: ` ${text} ` }];
  const edits: TextEdit[] = [];
  const at = first.getStart();
  if (gone.has(first)) edits.push({ start: at, end: first.getEnd(), text });
  else {
    const isBroken = file.text.slice(literal.getStart() + 1, at).includes('\n');
    const indent = isBroken ? `\n${/[^\n]*$/.exec(file.text.slice(0, at))?.[0] ?? ''}` : ' ';
    edits.push({ start: at, end: at, text: `${text},${indent}` });
  }
  let end = first.getEnd();
  for (const property of others) {
    if (gone.has(property)) edits.push({ start: end, end: property.getEnd(), text: '' });
    end = property.getEnd();
  }
  const isCommented = [...gone].some(
    (property) =>
      /\/[/*]/.test(file.text.slice(property.pos, property.getStart())) ||
      ts.getTrailingCommentRanges(file.text, afterComma(file.text, property.getEnd())),
  );
  return isCommented ? undefined : edits;
}

function afterComma(text: string, end: number): number {
  return end + (/^\s*,/.exec(text.slice(end))?.[0].length ?? 0);
}
