import type { AST, Rule } from 'eslint';

import { type ResolvedQuery, resolvedQueriesOf } from './analysis/resolved-queries.ts';
import type { PoolSite } from './analysis/pool-site.ts';
import { endlessWaitsOf, type PoolTimeouts } from './analysis/pool-timeouts.ts';
import { optionEdits } from './rewrite/option-edits.ts';
import { settingsEdits } from './rewrite/settings-edits.ts';
import { type PoolTransaction, poolTransactionsOf } from './analysis/pool-transaction.ts';
import { repairableFaultsOf, type RepairableFault } from './rewrite/repairable-fault.ts';
import { repairableQueriesOf, type RepairableQuery, type RepairOptions } from './rewrite/repairable-query.ts';
import type { Suggestion } from './rewrite/suggestion.ts';
import type { TextEdit } from './rewrite/text-edit.ts';
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
    /** Left out by a rule without options. */
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
  /** `settings.poolwise`, with its defaults. */
  readonly settings: () => Settings;
  /** The repair that states an option of a pool where it is built, if that can be done there. */
  readonly fixByOption: (site: PoolSite, path: string, value: string) => Rule.ReportFixer | undefined;
  /** The repair that states a pool's settings by `poolwise/runtime`; `path` is the option that is needed. */
  readonly fixBySettings: (site: PoolSite, path: string, max: number) => Rule.ReportFixer | undefined;
  /** What the file acquires and does not give back on all paths. */
  readonly lifetimeFaults: () => readonly RepairableFault[];
  /** The file's transaction statements that are sent through a pool. */
  readonly poolTransactions: () => readonly PoolTransaction[];
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
        settings: () => parseSettings(file.settings),
        fixByOption: (site, path, value) =>
          fixerOf(engine.attempt(file, () => optionEdits(site, path, value), undefined)),
        fixBySettings: (site, path, max) =>
          fixerOf(engine.attempt(file, () => settingsEdits(site, path, max), undefined)),
        lifetimeFaults: () => engine.findings(repairableFaultsOf, file),
        poolTransactions: () => engine.findings(poolTransactionsOf, file),
        suggestionsFor: (finding) =>
          engine.attempt(file, () => finding.suggestions({ maxBatchSize }), []).map(describe),
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

function describe({ text, edits }: Suggestion): Rule.SuggestionReportDescriptor {
  return {
    messageId: 'suggestion',
    data: { text },
    fix: (fixer) => edits.map(({ start, end, text: replacement }) => fixer.replaceTextRange([start, end], replacement)),
  };
}

function fixerOf(edits: readonly TextEdit[] | undefined): Rule.ReportFixer | undefined {
  return edits && ((fixer) => edits.map(({ start, end, text }) => fixer.replaceTextRange([start, end], text)));
}
