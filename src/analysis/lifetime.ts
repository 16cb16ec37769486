import ts from 'typescript';

import type { Acquisition } from './acquisition.ts';
import type { Analysis } from './analysis.ts';
import { calleeOfCall } from './callee.ts';
import { chainOf } from './chain.ts';
import { resolveAlias } from './declared-in.ts';
import { variableAt } from './references.ts';
import { accessOf, nameOf, someDescendant, unwrap } from './syntax.ts';
import { transactionStatementIn } from './transaction-statement.ts';

/** What a call does to something acquired. */
export type LifetimeEvent =
  /** It gives it back, ending its transaction where it can. */
  | 'releases'
  /** It ends its transaction by a statement and gives it back, as a function that commits and releases does. */
  | 'endsAndReleases'
  /** It gives it back as broken, so that it is closed: `client.release(error)`. */
  | 'destroys'
  | 'begins'
  | 'ends'
  /** It only uses it. */
  | 'uses'
  /** It is given it, and may keep it or give it back. */
  | 'passes';

/** So many functions are followed that hand it on to one another. */
const depthLimit = 3;

type LifetimeCall = ts.CallExpression | ts.NewExpression | ts.TaggedTemplateExpression;

/** Something acquired, as the code of one function sees it. */
export class Lifetime {
  readonly acquisition: Acquisition;
  readonly #analysis: Analysis;
  readonly #symbol: ts.Symbol | undefined;
  readonly #text: string;
  readonly #depth: number;
  readonly #events = new Map<LifetimeCall, LifetimeEvent | 'isGiven' | undefined>();
  #owns: boolean | undefined;

  /** With a depth, it is seen as a parameter of a function that it was handed on to. */
  constructor(analysis: Analysis, acquisition: Acquisition, depth = 0) {
    this.acquisition = acquisition;
    this.#analysis = analysis;
    this.#depth = depth;
    const { holder } = acquisition;
    this.#symbol = holder && ts.isIdentifier(holder) ? analysis.checker.getSymbolAtLocation(holder) : undefined;
    this.#text = holder?.getText() ?? '';
  }

  /** Whether a node names what is acquired. */
  isMention(node: ts.Node): boolean {
    const { holder } = this.acquisition;
    if (!holder) return false;
    if (!ts.isIdentifier(holder)) return ts.isPropertyAccessExpression(node) && node.getText() === this.#text;
    return ts.isIdentifier(node) && node.text === holder.text && variableAt(this.#analysis, node) === this.#symbol;
  }

  mentions(node: ts.Node): boolean {
    return (
      this.isMention(node) || someDescendant(node, (descendant) => this.isMention(descendant), { intoFunctions: true })
    );
  }

  /** Whether a function inside gives it back, at a time that nothing here tells. */
  isReleasedIn(node: ts.Node): boolean {
    return someDescendant(node, (descendant) => this.#isRelease(descendant), { intoFunctions: true });
  }

  /** Whether the function gives it back on some path, and so on all of them. */
  get isOwned(): boolean {
    return (this.#owns ??= this.isReleasedIn(this.acquisition.owner.body));
  }

  #isRelease(node: ts.Node): boolean {
    if (!ts.isCallExpression(node)) return false;
    return isReleasing(this.#knownEventOf(node));
  }

  /** What a call does to it; nothing where the call does not concern it. */
  eventOf(call: LifetimeCall): LifetimeEvent | undefined {
    const event = this.#knownEventOf(call);
    if (event !== 'isGiven') return event;
    // Who gives it back at the end has only lent it out meanwhile.
    return this.isOwned ? 'uses' : 'passes';
  }

  #knownEventOf(call: LifetimeCall): LifetimeEvent | 'isGiven' | undefined {
    if (!this.#events.has(call)) this.#events.set(call, this.#judge(call));
    return this.#events.get(call);
  }

  #judge(call: LifetimeCall): LifetimeEvent | 'isGiven' | undefined {
    if (ts.isTaggedTemplateExpression(call))
      return this.isMention(unwrap(call.tag)) ? (transactionStatementIn(this.#analysis, call) ?? 'uses') : undefined;
    const isGiven = call.arguments?.some((argument) => this.#isGiven(argument)) ?? false;
    if (ts.isNewExpression(call)) return isGiven ? 'isGiven' : undefined;
    const receiver = accessOf(unwrap(call.expression));
    if (receiver && this.isMention(receiver.object)) return this.#methodEvent(call, receiver.name);
    if (!isGiven) return this.isMention(chainOf(call).root) ? 'uses' : undefined;
    if (receiver && this.acquisition.fact.releasedTo?.includes(receiver.name)) return 'releases';
    return this.#isLentToQuery(call) ? 'uses' : this.#whenGivenTo(call);
  }

  /** Whether a query is told by it on which connection to run: `{ transaction }`, `.transacting(trx)`, `.query(trx)`. */
  #isLentToQuery(call: ts.CallExpression): boolean {
    const { held, handleArguments = {} } = this.acquisition.client;
    const name = nameOf(call.expression) ?? '';
    if (held.links?.includes(name) || Object.hasOwn(handleArguments, name)) return true;
    return call.arguments.some((argument) => {
      const options = unwrap(argument);
      if (!ts.isObjectLiteralExpression(options)) return false;
      return options.properties.some(
        (property) => held.options?.includes(property.name?.getText() ?? '') && this.mentions(property),
      );
    });
  }

  #methodEvent(call: ts.CallExpression, method: string): LifetimeEvent {
    const { fact } = this.acquisition;
    const [first] = call.arguments;
    if (fact.releasedBy.includes(method)) {
      const isBroken = fact.gives === 'connection' && first !== undefined && first.kind !== ts.SyntaxKind.FalseKeyword;
      return isBroken || method === 'destroy' ? 'destroys' : 'releases';
    }
    if (fact.begins?.includes(method)) return 'begins';
    if (fact.ends?.includes(method)) return 'ends';
    const isSql = method === 'query' || method === 'execute' || method === 'unsafe';
    const statement = isSql && first ? transactionStatementIn(this.#analysis, first) : undefined;
    return statement ?? 'uses';
  }

  /** Whether an argument is it, or an object or a list that holds it. */
  #isGiven(argument: ts.Expression): boolean {
    const node = unwrap(argument);
    if (this.isMention(node)) return true;
    if (ts.isObjectLiteralExpression(node)) {
      return node.properties.some(
        (property) =>
          (ts.isShorthandPropertyAssignment(property) && this.isMention(property.name)) ||
          (ts.isPropertyAssignment(property) && this.#isGiven(property.initializer)) ||
          (ts.isSpreadAssignment(property) && this.isMention(unwrap(property.expression))),
      );
    }
    if (ts.isArrayLiteralExpression(node)) return node.elements.some((element) => this.#isGiven(element));
    return ts.isSpreadElement(node) && this.#isGiven(node.expression);
  }

  /** What a function that is given it does with it, as far as its code tells. */
  #whenGivenTo(call: ts.CallExpression): LifetimeEvent | 'isGiven' {
    const callee = calleeOfCall(this.#analysis, call);
    if (callee?.kind !== 'functions')
      return this.#depth > 0 && !isOfLibrary(this.#analysis, call) ? 'passes' : 'isGiven';
    if (this.#depth >= depthLimit) return 'passes';
    const position = call.arguments.findIndex((argument) => this.isMention(unwrap(argument)));
    const uses = callee.functions.map((owner) => {
      const holder = owner.parameters[position]?.name;
      if (!holder || !ts.isIdentifier(holder)) return undefined;
      const acquisition = { ...this.acquisition, owner, holder };
      return new Lifetime(callee.analysis ?? this.#analysis, acquisition, this.#depth + 1).#useInOwner();
    });
    const [first, ...others] = uses;
    return first && others.every((use) => use === first) ? first : 'isGiven';
  }

  /** What the function that it is a parameter of does with it, whichever of its paths is taken; nothing if that is not known. */
  #useInOwner(): LifetimeEvent | undefined {
    const { body } = this.acquisition.owner;
    const events = new Set<LifetimeEvent | 'isGiven' | undefined>();
    const visit = (node: ts.Node): boolean => {
      if (ts.isCallExpression(node) || ts.isTaggedTemplateExpression(node)) events.add(this.#knownEventOf(node));
      else if (this.isMention(node) && !isReceiver(node) && !this.#isJudgedByCall(node)) events.add('isGiven');
      return false;
    };
    visit(body);
    someDescendant(body, visit, { intoFunctions: true });
    const release = [...events].find(isReleasing);
    if (release) return events.has('ends') ? 'endsAndReleases' : release;
    if (events.has('passes')) return 'passes';
    if (events.has('isGiven')) return undefined;
    return events.has('ends') && !events.has('begins') ? 'ends' : 'uses';
  }

  /** Whether the call that a mention is given to tells what becomes of it. */
  #isJudgedByCall(mention: ts.Node): boolean {
    const call = ts.findAncestor(mention, ts.isCallExpression);
    const event = call && this.#knownEventOf(call);
    return event !== undefined && event !== 'isGiven';
  }
}

function isReleasing(event: LifetimeEvent | 'isGiven' | undefined): event is LifetimeEvent {
  return event === 'releases' || event === 'endsAndReleases' || event === 'destroys';
}

/** Whether a library declares what is called, which gives back nothing that it was given. */
function isOfLibrary({ checker }: Analysis, call: ts.CallExpression): boolean {
  const callee = unwrap(call.expression);
  const symbol = checker.getSymbolAtLocation(accessOf(callee)?.nameNode ?? callee);
  const declarations = symbol ? (resolveAlias(checker, symbol).declarations ?? []) : [];
  return declarations.length > 0 && declarations.every((one) => one.getSourceFile().isDeclarationFile);
}

/** Whether a mention only reads a member. */
export function isReceiver(node: ts.Node): boolean {
  let outer = node;
  while (ts.isNonNullExpression(outer.parent) || ts.isParenthesizedExpression(outer.parent)) outer = outer.parent;
  const { parent } = outer;
  return (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) && parent.expression === outer;
}
