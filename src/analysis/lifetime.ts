import ts from 'typescript';

import type { Acquisition } from './acquisition.ts';
import type { Analysis } from './analysis.ts';
import { calleeOfCall } from './callee.ts';
import { chainOf } from './chain.ts';
import { variableAt } from './references.ts';
import { accessOf, type FunctionWithBody, nameOf, someDescendant, unwrap } from './syntax.ts';
import { transactionStatementIn } from './transaction-statement.ts';

/** What a call does to something acquired. */
export type LifetimeEvent =
  /** It gives it back, ending its transaction where it can. */
  | 'releases'
  /** It gives it back as broken, so that it is closed: `client.release(error)`. */
  | 'destroys'
  | 'begins'
  | 'ends'
  /** It only uses it. */
  | 'uses'
  /** It is given it, and may keep it or give it back. */
  | 'passes';

type LifetimeCall = ts.CallExpression | ts.NewExpression | ts.TaggedTemplateExpression;

/** Something acquired, as the code of one function sees it. */
export class Lifetime {
  readonly acquisition: Acquisition;
  readonly #analysis: Analysis;
  readonly #symbol: ts.Symbol | undefined;
  readonly #text: string;
  #owns: boolean | undefined;

  constructor(analysis: Analysis, acquisition: Acquisition) {
    this.acquisition = acquisition;
    this.#analysis = analysis;
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
    const event = this.#knownEventOf(node);
    return event === 'releases' || event === 'destroys';
  }

  /** What a call does to it; nothing where the call does not concern it. */
  eventOf(call: LifetimeCall): LifetimeEvent | undefined {
    const event = this.#knownEventOf(call);
    if (event !== 'isGiven') return event;
    // Who gives it back at the end has only lent it out meanwhile.
    return this.isOwned ? 'uses' : 'passes';
  }

  #knownEventOf(call: LifetimeCall): LifetimeEvent | 'isGiven' | undefined {
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
    if (callee?.kind !== 'functions') return 'isGiven';
    const position = call.arguments.findIndex((argument) => this.isMention(unwrap(argument)));
    const [first, ...others] = callee.functions.map((declaration) => this.#useOfParameter(declaration, position));
    return first && others.every((use) => use === first) ? first : 'isGiven';
  }

  #useOfParameter(declaration: FunctionWithBody, position: number): LifetimeEvent | undefined {
    const parameter = declaration.parameters[position];
    if (!parameter || !ts.isIdentifier(parameter.name)) return undefined;
    const inside = new Lifetime(this.#analysis, {
      ...this.acquisition,
      owner: declaration,
      holder: parameter.name,
    });
    if (isNamed(declaration.body, parameter.name.text, this.acquisition.fact.releasedBy)) return 'releases';
    return isOnlyUsed(inside, declaration.body) ? 'uses' : undefined;
  }
}

/** Whether a method of a parameter is called that gives it back. */
function isNamed(body: ts.Node, name: string, methods: readonly string[]): boolean {
  return someDescendant(
    body,
    (node) => {
      if (!ts.isCallExpression(node)) return false;
      const access = accessOf(unwrap(node.expression));
      return access !== undefined && nameOf(access.object) === name && methods.includes(access.name);
    },
    { intoFunctions: true },
  );
}

/** Whether nothing but methods of it are called. */
function isOnlyUsed(lifetime: Lifetime, body: ts.Node): boolean {
  return !someDescendant(body, (node) => lifetime.isMention(node) && !isReceiver(node), { intoFunctions: true });
}

/** Whether a mention only reads a member. */
export function isReceiver(node: ts.Node): boolean {
  let outer = node;
  while (ts.isNonNullExpression(outer.parent) || ts.isParenthesizedExpression(outer.parent)) outer = outer.parent;
  const { parent } = outer;
  return (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) && parent.expression === outer;
}
