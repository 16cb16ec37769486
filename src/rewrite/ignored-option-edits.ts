import ts from 'typescript';

import type { IgnoredOption } from '../analysis/ignored-options.ts';
import { optionEdits } from './option-edits.ts';
import type { TextEdit } from './text-edit.ts';
import { parameterIn } from './url-edits.ts';

/** A repair of an option that does not do what it says, and what it states then. */
export interface OptionRepair {
  readonly text: string;
  readonly edits: readonly TextEdit[];
}

/** The repair that states what is meant in the right place; nothing where that is not known or stands elsewhere. */
export function ignoredOptionRepair(found: IgnoredOption): OptionRepair | undefined {
  const { problem, node, site } = found;
  if (node.getSourceFile() !== site.node.getSourceFile()) return undefined;
  if (problem.kind === 'zero') return undefined;
  if (problem.kind === 'unit') {
    const value = problem.unit === 'ms' ? problem.value * 1000 : problem.value / 1000;
    return restated(found, found.name, value, found.kind);
  }
  const { fact } = problem;
  const value = converted(found, fact.factor ?? 1);
  if (value === undefined) return undefined;
  const parameter = found.kind === 'parameter' ? fact.insteadParameter : undefined;
  if (parameter !== undefined) {
    return restated(found, parameter, fact.insteadValue?.replace('{value}', String(value)) ?? value, 'parameter');
  }
  if (fact.instead === undefined) return undefined;
  return found.kind === 'option'
    ? restated(found, fact.instead, value, 'option')
    : movedFromUrl(found, fact.instead, value);
}

/** The value in the unit of its new place; as it is written where that is the same. */
function converted({ value, node, kind }: IgnoredOption, factor: number): string | number | undefined {
  if (factor === 0) return undefined;
  const constant =
    value.kind === 'constant' && /^-?\d+(\.\d+)?$/.test(String(value.value)) ? Number(value.value) : undefined;
  if (factor !== 1) return constant === undefined ? undefined : Math.max(1, Math.round(constant * factor));
  if (kind === 'option' && ts.isPropertyAssignment(node)) return node.initializer.getText();
  if (kind === 'option' && ts.isShorthandPropertyAssignment(node)) return node.name.text;
  return value.kind === 'constant' ? String(value.value) : undefined;
}

function restated(
  found: IgnoredOption,
  name: string,
  value: string | number,
  kind: IgnoredOption['kind'],
): OptionRepair | undefined {
  const text = kind === 'option' ? `${name}: ${String(value)}` : `${name}=${String(value)}`;
  const edits = kind === 'option' ? renamed(found, name, String(value)) : renamedInUrl(found, name, String(value));
  return edits && { text, edits };
}

/** Renames a property in its place, or moves it. */
function renamed({ site, node, name }: IgnoredOption, path: string, value: string): readonly TextEdit[] | undefined {
  if (!ts.isPropertyAssignment(node) && !ts.isShorthandPropertyAssignment(node)) return undefined;
  const parentOf = (full: string): string => full.slice(0, Math.max(0, full.lastIndexOf('.')));
  const last = path.slice(path.lastIndexOf('.') + 1);
  if (parentOf(path) === parentOf(name)) {
    const isStated = node.parent.properties.some((other) => other !== node && other.name?.getText() === last);
    return isStated ? [removal(node)] : [{ start: node.getStart(), end: node.getEnd(), text: `${last}: ${value}` }];
  }
  const added = optionEdits(site, path, value);
  return added && (insteadOfOnly(node, added) ?? withoutOverlap(removal(node), added));
}

/** What is added to an object of one property, which goes, takes the place of that. */
function insteadOfOnly(node: ts.ObjectLiteralElementLike, added: readonly TextEdit[]): readonly TextEdit[] | undefined {
  const { parent } = node;
  const isInside = added.every(({ start, end }) => parent.getStart() < start && end < parent.getEnd());
  if (!ts.isObjectLiteralExpression(parent) || parent.properties.length > 1 || !isInside) return undefined;
  const text = added.map((edit) => edit.text.replaceAll(/^[,\s]+|,$/g, '')).join('');
  return [{ start: node.getStart(), end: node.getEnd(), text }];
}

/** The edit that removes a property with the comma behind it, or before it. */
function removal(node: ts.PropertyAssignment | ts.ShorthandPropertyAssignment): TextEdit {
  const { properties } = node.parent;
  const index = properties.indexOf(node);
  const next = properties[index + 1];
  if (next) return { start: node.getStart(), end: next.getStart(), text: '' };
  const previous = properties[index - 1];
  return { start: previous ? previous.getEnd() : node.getStart(), end: node.getEnd(), text: '' };
}

/** A property that is added behind the one that goes takes its place. */
function withoutOverlap(removed: TextEdit, added: readonly TextEdit[]): readonly TextEdit[] | undefined {
  const overlapping = added.filter(({ start, end }) => start <= removed.end && removed.start <= end);
  if (overlapping.length === 0) return [removed, ...added];
  const [only] = overlapping;
  if (!only || added.length > 1 || only.start !== only.end) return undefined;
  return only.start === removed.end ? [{ start: removed.start, end: removed.end, text: only.text }] : undefined;
}

/** Renames a parameter in the one literal that states it. */
function renamedInUrl({ node, name }: IgnoredOption, to: string, value: string): readonly TextEdit[] | undefined {
  const written = parameterIn(node, name);
  if (!written) return setParameter(node, to, value);
  return [{ start: written.start, end: written.end, text: `${to}=${value}` }];
}

/** `url.searchParams.set('statement_timeout', '5000')`. */
function setParameter(node: ts.Node, to: string, value: string): readonly TextEdit[] | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const [name, stated] = node.arguments;
  if (!name || !stated || !ts.isStringLiteralLike(name) || !ts.isStringLiteralLike(stated)) return undefined;
  const quote = name.getText().slice(0, 1);
  return [
    {
      start: name.getStart(),
      end: stated.getEnd(),
      text: `${quote}${to}${quote}, ${quote}${decodeURIComponent(value)}${quote}`,
    },
  ];
}

/** Takes a parameter out of a URL and states an option instead. */
function movedFromUrl(found: IgnoredOption, path: string, value: string | number): OptionRepair | undefined {
  const written = parameterIn(found.node, found.name);
  const { text } = found.node.getSourceFile();
  const added = optionEdits(found.site, path, String(value));
  if (!written || !added) return undefined;
  const isLast = text[written.end] !== '&';
  // `?` stays before what follows; `&` goes with what it joins.
  const removed = isLast
    ? { start: written.start - 1, end: written.end, text: '' }
    : { start: written.start, end: written.end + 1, text: '' };
  if (added.some(({ start, end }) => start < removed.end && removed.start < end)) return undefined;
  return { text: `${path}: ${String(value)}`, edits: [removed, ...added] };
}
