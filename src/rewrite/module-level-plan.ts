import ts from 'typescript';

import type { ClientPlacement } from '../analysis/client-placement.ts';
import { opensForItself } from '../analysis/opens-for-itself.ts';
import { type Held, holderOf } from '../analysis/pool-holder.ts';
import { poolLimitOf } from '../analysis/pool-limit.ts';
import { isUnheardInModule } from '../analysis/pool-listeners.ts';
import { type PoolSite, poolSitesOf } from '../analysis/pool-site.ts';
import { reloadingFrameworkOf } from '../analysis/reloading-framework.ts';
import { contains } from '../analysis/syntax.ts';
import { clientUseOf } from './client-uses.ts';
import { endedParts } from './ended-parts.ts';
import { indentAt } from './insertion.ts';
import { nameFor, outerNameOf } from './module-names.ts';
import { modulePlaceBefore } from './module-place.ts';
import { type ModuleConstant, moduleStatementsOf } from './module-statements.ts';
import { type MovedConstruction, movedConstructionOf, statementOf } from './moved-construction.ts';
import { reindent } from './reindent.ts';
import type { RewriteContext } from './rewrite-context.ts';
import { runtimeImports } from './runtime-import.ts';
import type { Suggestion } from './suggestion.ts';
import { movedOut, takenAway, withComments } from './taken-away.ts';
import type { TextEdit } from './text-edit.ts';

/** Plans to build a client once, at the top of its module, where all that it is built of is known there. */
export function planModuleLevel(context: RewriteContext, { site, built }: ClientPlacement): Suggestion | undefined {
  if (built.per === 'reload' || !isShareable(site)) return undefined;
  const held = holderOf(context.analysis, site.node);
  const subject = subjectOf(site, held);
  const moved = subject && movedConstructionOf(context.analysis, site, subject);
  if (!moved) return undefined;
  const pools = [...moved.constants, ...(ts.isExpression(subject) ? [subject] : [])].map((part) =>
    poolsIn(context, part),
  );
  // What is built of several is moved by the repair of the last, the outermost.
  if (!pools.flat().every(isShareable) || pools.findLast(({ length }) => length > 0)?.[0] !== site) return undefined;
  // A process may end only where what a loop builds is ended.
  if (built.per === 'iteration' && moved.ends.length > 0) return undefined;
  const inline = ts.isVariableDeclaration(subject) ? undefined : subject;
  const name = inline && nameFor(context, held.wrappers.at(-1) ?? site.node);
  const constants = constantsOf(context, moved, inline && name !== undefined ? { built: inline, name } : undefined);
  const gone = [...moved.constants.map(statementOf), ...moved.setUps];
  const ended = endedParts(moved.ends, gone);
  if (!constants || !ended) return undefined;
  const added = additionsOf(context, moved, constants, subject);
  if (!added) return undefined;
  const taken = takenAway(context.file, [...gone.map(withComments), ...ended.parts]);
  const replaced = inline && name !== undefined ? [{ start: inline.getStart(), end: inline.end, text: name }] : [];
  return {
    text: textFor(moved, constants, name),
    edits: [...added, ...taken, ...ended.unwrapped.flatMap((one) => movedOut(one, taken)), ...replaced],
  };
}

/** Whether all requests can have one of it: one connection would make them wait for one another. */
function isShareable(site: PoolSite): boolean {
  return site.fact.pooled !== false && poolLimitOf(site)?.max !== 1;
}

/** The variable that holds what is built, or the expression that is used at once. */
function subjectOf(
  { client }: PoolSite,
  { holder, expression }: Held,
): ts.VariableDeclaration | ts.Expression | undefined {
  if (holder.kind === 'variable') return holder.declaration;
  const isQueried = holder.kind === 'used' && !ts.isExpressionStatement(expression.parent);
  return isQueried && clientUseOf(expression, client).kind === 'query' ? expression : undefined;
}

/** The pools that an expression builds, the outermost first. */
function poolsIn({ analysis, file }: RewriteContext, part: ts.Node): readonly PoolSite[] {
  return poolSitesOf(analysis, file).filter((site) => opensForItself(analysis, site) && contains(part, site.node));
}

interface Constants {
  /** What the module does not build yet. */
  readonly own: readonly ModuleConstant[];
  /** The statements of the module that build the same as the function. */
  readonly same: readonly ts.Statement[];
}

/** The constants that a module needs; nothing where a name stands for something else. */
function constantsOf(
  context: RewriteContext,
  { constants, handles }: MovedConstruction,
  inline: { readonly built: ts.Expression; readonly name: string } | undefined,
): Constants | undefined {
  const { analysis, file } = context;
  const isReloaded = reloadingFrameworkOf(analysis, file) !== undefined;
  const unheardIn = (built: ts.Expression): PoolSite | undefined =>
    poolSitesOf(analysis, file).find((site) => contains(built, site.node) && isUnheardInModule(analysis, site));
  const own: ModuleConstant[] = [];
  const same: ts.Statement[] = [];
  for (const constant of constants) {
    const outer = outerNameOf(context, constant);
    if (outer.kind === 'taken') return undefined;
    if (outer.kind === 'same') {
      same.push(outer.statement);
      continue;
    }
    const isHandle = handles.includes(constant);
    own.push({
      name: constant.name.text,
      built: constant.initializer,
      statement: statementOf(constant),
      isKept: isReloaded && isHandle,
      unheard: isHandle ? unheardIn(constant.initializer) : undefined,
    });
  }
  if (inline) own.push({ ...inline, statement: undefined, isKept: isReloaded, unheard: unheardIn(inline.built) });
  return { own, same };
}

/** The edits that add to a module what it does not build yet; nothing where there is no place for that. */
function additionsOf(
  context: RewriteContext,
  { needed, setUps, reads }: MovedConstruction,
  { own, same }: Constants,
  subject: ts.Node,
): readonly TextEdit[] | undefined {
  const { file } = context;
  const isKept = own.some((constant) => constant.isKept);
  // A listener would be added again at each reload, or to what has one already.
  if (setUps.length > 0 && (isKept || same.length > 0)) return undefined;
  if (own.length === 0) return [];
  const place = modulePlaceBefore(subject, [...needed, ...same], { readsEnvironment: reads.some(isEnvironment) });
  const declared = own.map((constant) => ({
    at: (constant.statement ?? constant.built).getStart(),
    lines: moduleStatementsOf(context, constant),
  }));
  const setUp = setUps.map((statement) => {
    const { start, end } = withComments(statement);
    return { at: start, lines: [reindent(file.text.slice(start, end), indentAt(context, statement.getStart()), '')] };
  });
  const all = [...declared, ...setUp].toSorted((a, b) => a.at - b.at);
  if (!place || all.some(({ lines }) => !lines)) return undefined;
  const text = place.separator + all.flatMap(({ lines = [] }) => lines).join('\n');
  return [...(isKept ? runtimeImports(file, ['singleton']) : []), { start: place.position, end: place.position, text }];
}

function isEnvironment(read: string): boolean {
  return /^(process|import\.meta|Bun|Deno)\.env\b/.test(read);
}

/** What the suggestion does, and what differs from before. */
function textFor(
  { handles, ends, reads }: MovedConstruction,
  { own }: Constants,
  inlineName: string | undefined,
): string {
  const built = handles.filter(({ initializer }) => own.some((constant) => constant.built === initializer));
  const names = [...built.map(({ name }) => name.text), ...(inlineName === undefined ? [] : [inlineName])];
  const isKept = own.some((constant) => constant.isKept);
  const first =
    names.length === 0
      ? `Use the ${listed(handles.map(({ name }) => name.text))} that the module builds.`
      : `Build ${listed(names)} once, at the top of the module${isKept ? ', by `singleton` of `poolwise/runtime`' : ''}.`;
  const environment = own.length > 0 ? reads.find(isEnvironment)?.replace(/(?<=\.env)\b.*$/, '') : undefined;
  const differences = [
    ...(ends.length > 0 ? [handles.length > 1 ? 'they stay open' : 'it stays open'] : []),
    ...(environment === undefined ? [] : [`\`${environment}\` is read when the module is loaded`]),
  ];
  return differences.length === 0 ? first : `${first} Then ${differences.join(', and ')}.`;
}

function listed(names: readonly string[]): string {
  const quotedNames = names.map((name) => `\`${name}\``);
  const last = quotedNames.pop() ?? '';
  return quotedNames.length === 0 ? last : `${quotedNames.join(', ')} and ${last}`;
}
