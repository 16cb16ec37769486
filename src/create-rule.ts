import type { AST, Rule } from 'eslint';

import { type ResolvedQuery, resolvedQueriesOf } from './analysis/resolved-queries.ts';
import { type HeldTransaction, heldTransactionsOf } from './analysis/held-transactions.ts';
import { ignoredOptionsOf, type IgnoredOption } from './analysis/ignored-options.ts';
import { type ParallelQueries, parallelQueriesOf } from './analysis/parallel-queries.ts';
import { type UnheardPool, unheardPoolsOf } from './analysis/pool-listeners.ts';
import type { PoolSite } from './analysis/pool-site.ts';
import { poolSizesOf, type PoolSize } from './analysis/pool-sizes.ts';
import { type EndlessWait, endlessWaitsOf, type PoolTimeouts } from './analysis/pool-timeouts.ts';
import { repairableEntriesOf, type RepairableEntry } from './rewrite/repairable-entry.ts';
import { ignoredOptionRepair } from './rewrite/ignored-option-edits.ts';
import { listenerEdits } from './rewrite/listener-edits.ts';
import { optionEdits } from './rewrite/option-edits.ts';
import { settingsEdits } from './rewrite/settings-edits.ts';
import { repairableOuterQueriesOf, type RepairableOuterQuery } from './rewrite/repairable-outer-query.ts';
import { repairablePoolTransactionsOf, type RepairablePoolTransaction } from './rewrite/repairable-pool-transaction.ts';
import { repairableFaultsOf, type RepairableFault } from './rewrite/repairable-fault.ts';
import { repairablePlacementsOf, type RepairablePlacement } from './rewrite/repairable-placement.ts';
import { repairableQueriesOf, type RepairableQuery, type RepairOptions } from './rewrite/repairable-query.ts';
import type { Suggestion } from './rewrite/suggestion.ts';
import type { TextEdit } from './rewrite/text-edit.ts';
import { parameterEdits } from './rewrite/url-edits.ts';
import { parseSettings, type Settings } from './settings.ts';
import type { Engine, LintedFile } from './source/engine.ts';

/** What a rule file states. */
export interface RuleDefinition<Options extends object> {
  readonly name: string;
  readonly meta: Rule.RuleMetaData & {
    readonly docs: {
      readonly description: string;
      readonly recommended: boolean;
      /** The options that the configuration `strict` gives. Default: none, so that the default options hold. */
      readonly strict?: Partial<Options>;
    };
    /** Left out where there are no options. */
    readonly defaultOptions?: [Options];
  };
  /** Answers the listeners of one file. */
  create(context: RuleContext<Options>): Rule.RuleListener;
}

/** What a rule is given for a file. */
export interface RuleContext<Options extends object> {
  readonly options: Options;
  /** The file's queries in repeated positions. */
  readonly repeatedQueries: () => readonly RepairableQuery[];
  /** The queries of the file's GraphQL field resolvers. */
  readonly resolvedQueries: () => readonly ResolvedQuery[];
  /** The file's pools in which something may wait for ever. */
  readonly endlessWaits: () => readonly PoolTimeouts[];
  /** The file's pools, and how many connections each may open. */
  readonly poolSizes: () => readonly PoolSize[];
  /** The options of the file's pools that their clients ignore or misread. */
  readonly ignoredOptions: () => readonly IgnoredOption[];
  /** The repair of such an option, and what it states then. */
  readonly repairOf: (found: IgnoredOption) => { readonly text: string; readonly fix: Rule.ReportFixer } | undefined;
  /** The file's pools to whose errors nothing listens. */
  readonly unheardPools: () => readonly UnheardPool[];
  /** The repair that listens to a pool's errors where it is declared, if it is in a variable. */
  readonly fixByListener: (pool: UnheardPool) => Rule.ReportFixer | undefined;
  /** The file's clients that are built for each request, call or iteration, or at each reload. */
  readonly misplacedClients: () => readonly RepairablePlacement[];
  /** The file's lists of promises that start queries at once. */
  readonly parallelQueries: () => readonly ParallelQueries[];
  /** A node if it stands in the file: a constant of another file does not. */
  readonly inFile: <Node extends EngineNode>(node: Node | undefined) => Node | undefined;
  /** `settings.poolwise`, with its defaults. */
  readonly settings: () => Settings;
  /** The repair that states an option of a pool where it is built, if that can be done there. */
  readonly fixByOption: (site: PoolSite, path: string, value: string) => Rule.ReportFixer | undefined;
  /** The repair that states a parameter of the URL of a pool, where that is written out. */
  readonly fixByParameter: (site: PoolSite, name: string, value: string) => Rule.ReportFixer | undefined;
  /** The repair that states a pool's settings by `poolwise/runtime`, if they limit a wait. */
  readonly fixBySettings: (site: PoolSite, wait: EndlessWait, max: number) => Rule.ReportFixer | undefined;
  /** What the file acquires and does not give back on all paths. */
  readonly lifetimeFaults: () => readonly RepairableFault[];
  /** The file's transaction statements that are sent through a pool. */
  readonly poolTransactions: () => readonly RepairablePoolTransaction[];
  /** The file's queries that run outside of the transaction in whose callback they stand. */
  readonly outerQueries: () => readonly RepairableOuterQuery[];
  /** The file's calls that wait for something outside inside of a transaction. */
  readonly heldTransactions: () => readonly HeldTransaction[];
  /** The file's entry points whose queries nothing answers for when they fail. */
  readonly unhandledEntries: () => readonly RepairableEntry[];
  /** The repairs of a finding, as ESLint takes them. None where something goes wrong. */
  readonly suggestionsFor: (finding: Repairable) => Rule.SuggestionReportDescriptor[];
  /** Where a node of the engine stands in the file. */
  readonly locationOf: (node: EngineNode) => AST.SourceLocation;
  readonly report: Rule.RuleContext['report'];
}

/** A finding that knows its repairs. */
interface Repairable {
  readonly suggestions: (options: RepairOptions) => readonly Suggestion[];
}

interface EngineNode {
  getSourceFile(): { readonly text: string };
  getStart(): number;
  getEnd(): number;
}

/** A rule that waits for the engine. */
export type RuleFactory = (engine: Engine) => Rule.RuleModule;

/** Makes an ESLint rule that is a view over the engine's findings. */
export function createRule<Options extends object>(definition: RuleDefinition<Options>): RuleFactory {
  const url = `https://github.com/poolwise/poolwise/blob/main/docs/rules/${definition.name}.md`;
  return (engine) => ({
    meta: { ...definition.meta, docs: { ...definition.meta.docs, url } },
    create(context) {
      const { sourceCode } = context;
      const file: LintedFile = {
        fileName: context.physicalFilename,
        sourceCode,
        settings: (context.settings as Record<string, unknown>)['poolwise'],
      };
      const fixerOf = (edits: readonly TextEdit[] | undefined): Rule.ReportFixer | undefined =>
        edits && fixerIn(sourceCode.text, edits);
      const options = {
        ...definition.meta.defaultOptions?.[0],
        ...(context.options[0] as Options | undefined),
      } as Options;
      const { maxBatchSize } = options as { readonly maxBatchSize?: number };
      return definition.create({
        options,
        resolvedQueries: () => engine.findings(resolvedQueriesOf, file),
        repeatedQueries: () => engine.findings(repairableQueriesOf, file),
        endlessWaits: () => engine.findings(endlessWaitsOf, file),
        poolSizes: () => engine.findings(poolSizesOf, file),
        ignoredOptions: () => engine.findings(ignoredOptionsOf, file),
        repairOf(found) {
          const repair = engine.attempt(file, () => ignoredOptionRepair(found), undefined);
          const fix = fixerOf(repair?.edits);
          return repair && fix && { text: repair.text, fix };
        },
        unheardPools: () => engine.findings(unheardPoolsOf, file),
        fixByListener: (pool) => fixerOf(engine.attempt(file, () => listenerEdits(pool), undefined)),
        misplacedClients: () => engine.findings(repairablePlacementsOf, file),
        parallelQueries: () => engine.findings(parallelQueriesOf, file),
        inFile: (node) => (node?.getSourceFile().text === sourceCode.text ? node : undefined),
        settings: () => parseSettings(file.settings),
        fixByOption: (site, path, value) =>
          fixerOf(engine.attempt(file, () => optionEdits(site, path, value), undefined)),
        fixByParameter: (site, name, value) =>
          fixerOf(engine.attempt(file, () => parameterEdits(site, name, value), undefined)),
        fixBySettings: (site, wait, max) =>
          fixerOf(engine.attempt(file, () => settingsEdits(site, wait, max), undefined)),
        lifetimeFaults: () => engine.findings(repairableFaultsOf, file),
        poolTransactions: () => engine.findings(repairablePoolTransactionsOf, file),
        outerQueries: () => engine.findings(repairableOuterQueriesOf, file),
        heldTransactions: () => engine.findings(heldTransactionsOf, file),
        unhandledEntries: () => engine.findings(repairableEntriesOf, file),
        suggestionsFor: (finding) =>
          engine
            .attempt(file, () => finding.suggestions({ maxBatchSize }), [])
            .map(({ text, edits }) => ({
              messageId: 'suggestion',
              data: { text },
              fix: fixerIn(sourceCode.text, edits),
            })),
        locationOf: (node) => ({
          start: sourceCode.getLocFromIndex(node.getStart()),
          end: sourceCode.getLocFromIndex(node.getEnd()),
        }),
        report: (descriptor) => {
          context.report(descriptor);
        },
      });
    },
  });
}

/** Makes edits as ESLint takes them, with the line ends of the file. */
function fixerIn(source: string, edits: readonly TextEdit[]): Rule.ReportFixer {
  const ended = (text: string): string => (source.includes('\r\n') ? text.replaceAll(/(?<!\r)\n/g, '\r\n') : text);
  return (fixer) => edits.map(({ start, end, text }) => fixer.replaceTextRange([start, end], ended(text)));
}
