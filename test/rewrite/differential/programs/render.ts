import { withPrelude } from '../prelude.ts';
import type { Loop, Program, ProgramQuery } from './program.ts';

/** The source of a program, after the imports of a client. */
export function render(program: Program, prelude: string): string {
  const { indent, semicolons } = program.style;
  const code = new Rendering(program).lines().join('\n');
  return withPrelude(prelude, code)
    .split('\n')
    .map((line) => {
      const text = line.trimStart();
      return indent.repeat((line.length - text.length) / 2) + (semicolons ? text : text.replace(/;( \/\/ .*)?$/, '$1'));
    })
    .join('\n');
}

type Lines = readonly string[];

const fields = ['id', 'userId', 'editorId', 'reviewerId', 'email', 'line', 'quantity'];

/** Loops whose iterations are calls of an async function. */
const callbacks: readonly Loop[] = ['map', 'map, destructured', 'reduce', 'for each'];

class Rendering {
  readonly #program: Program;
  readonly #isDestructured: boolean;
  readonly #isCallback: boolean;
  readonly #names: readonly string[];

  constructor(program: Program) {
    this.#program = program;
    this.#isDestructured = program.loop.endsWith('destructured');
    this.#isCallback = callbacks.includes(program.loop);
    const [first, second] = program.queries.map(({ form: { noun } }) => noun);
    this.#names = first === second ? [first ?? '', `other${capitalised(second ?? '')}`] : [first ?? '', second ?? ''];
  }

  lines(): Lines {
    const { style, takesNames, work, selection, isTwice } = this.#program;
    const isSelected = selection === 'variable' || (selection === 'inline' && this.#needsVariable());
    return [
      ...(work === 'known call' ? ['const labelOf = (quantity: number) => `order of ${quantity}`;', ''] : []),
      'export async function run(db: Db, orders: Order[]) {',
      ...indented([
        'const results: unknown[] = [];',
        ...(takesNames ? this.#takenNames() : []),
        ...(work === 'accumulate' ? ['let total = 0;'] : []),
        ...(this.#hasCarriedKey() ? ['let last = 1;'] : []),
        ...(isSelected ? ['const selected = orders.filter(({ quantity }) => quantity > 1);'] : []),
        ...(style.comments ? ['// All orders, one after another.'] : []),
        ...this.#placed(),
        ...(isTwice ? this.#again() : []),
        ...(work === 'accumulate' ? ['results.push(total);'] : []),
        'return results;',
      ]),
      '}',
      '',
    ];
  }

  #placed(): Lines {
    const loop = this.#loop();
    switch (this.#program.place) {
      case 'function':
        return loop;
      case 'condition':
        return this.#isOneStatement(loop)
          ? ['if (orders.length > 1)', ...indented(loop)]
          : block('if (orders.length > 1)', loop);
      case 'arrow function':
        return [...call('const iterate = async () => {', withoutReturn(loop), '};'), 'await iterate();'];
      case 'try':
        return [...block('try', loop).slice(0, -1), '} finally {', `  results.push('done');`, '}'];
      case 'case':
        return block('switch (orders.length)', [
          'case 0:',
          `  results.push('none');`,
          '  break;',
          'default:',
          ...indented(loop),
        ]);
      case 'block':
        return ['{', ...indented(loop), '}'];
    }
  }

  /** The loop once more, in the same scope where it declares nothing there. */
  #again(): Lines {
    const loop = this.#loop();
    return this.#isOneStatement(loop) ? loop : ['{', ...indented(loop), '}'];
  }

  #isOneStatement(loop: Lines): boolean {
    return loop.filter((line) => !line.startsWith(' ') && line !== '}').length === 1;
  }

  #loop(): Lines {
    const source = this.#source();
    switch (this.#program.loop) {
      case 'for of':
        return this.#repeat(`for (const order of ${source})`);
      case 'for of, destructured':
        return this.#repeat(`for (const ${this.#pattern()} of ${source})`);
      case 'index':
        return block(`for (let index = 0; index < ${source}.length; index++)`, [
          `const order = ${source}[index];`,
          ...this.#body(),
        ]);
      case 'index without a variable':
        return this.#repeat(`for (let index = 0; index < ${source}.length; index++)`);
      case 'for in':
        return block(`for (const index in ${source})`, [`const order = ${source}[index];`, ...this.#body()]);
      case 'entries':
        return block(`for (const [index, order] of ${source}.entries())`, ['results.push(index);', ...this.#body()]);
      case 'while':
        return [
          'let index = 0;',
          ...block(`while (index < ${source}.length)`, [`const order = ${source}[index++];`, ...this.#body()]),
        ];
      case 'nested':
        return block('for (const first of orders)', [
          'const alike = orders.filter((order) => order.quantity === first.quantity);',
          ...block('for (const order of alike)', this.#body()),
        ]);
      case 'for each':
        return call(`${source}.forEach(async (order) => {`, this.#body(), '});');
      case 'reduce':
        return [
          ...call(
            `const all = await ${source}.reduce(async (previous, order) => {`,
            ['const before = await previous;', ...this.#body()],
            '}, Promise.resolve<unknown[]>([]));',
          ),
          'results.push(...all);',
        ];
      case 'map':
      case 'map, destructured':
        return this.#isDestructured
          ? this.#map(`async (${this.#pattern()}) => {`, this.#body())
          : this.#map('async (order) => {', this.#body());
      case 'map of an expression':
      case 'map, then used':
        return this.#expressionMap(source);
    }
  }

  #repeat(head: string): Lines {
    const body = this.#body();
    return this.#program.style.isCompact && body.length === 1 ? [head, ...indented(body)] : block(head, body);
  }

  #map(head: string, body: Lines): Lines {
    return [
      'const mapped = await Promise.all(',
      ...indented([`${this.#source()}.map(${head}`, ...indented(body), '}),']),
      ');',
      'results.push(mapped);',
    ];
  }

  /** `orders.map((order) => query)`, whose answers are read afterwards or not. */
  #expressionMap(source: string): Lines {
    const [query] = this.#program.queries;
    const { form, isInline, use } = query;
    const text = form.query?.(...this.#keysOf(query));
    if (text === undefined) return block(`for (const order of ${source})`, this.#body());
    if (form.answers === 'nothing') return [`await Promise.all(${source}.map((order) => ${text}));`];
    if (this.#program.loop === 'map, then used') {
      return [
        `const answers = await Promise.all(${source}.map((order) => ${text}));`,
        ...block('for (const [index, answer] of answers.entries())', [
          `results.push(index, ${this.#shown(query, 'answer')});`,
        ]),
      ];
    }
    const value = isInline ? `async (order) => ({ id: order.id, answer: await ${text} })` : `(order) => ${text}`;
    if (use === 'hand on') return [`results.push(await Promise.all(${source}.map(${value})));`];
    return [`const mapped = await Promise.all(${source}.map(${value}));`, 'results.push(mapped);'];
  }

  #body(): Lines {
    const { guard, isCaught, exit, queries, work } = this.#program;
    const quantity = this.#field('quantity');
    const [absentKey] = queries.map((query) => this.#nullableKey(query)).filter((key) => key !== undefined);
    const emitted = queries.map((query, index) => this.#query(query, this.#names[index] ?? ''));
    const inner: string[] = [
      ...(work === 'change the key' && !this.#isDestructured ? [`${this.#field('userId')} += 1;`] : []),
      ...(work === 'accumulate' ? [`total += ${quantity};`] : []),
      ...(work === 'push' ? [`results.push(${this.#field('id')});`] : []),
      ...(work === 'arithmetic' ? [`const double = ${quantity} * 2;`] : []),
      ...emitted.flatMap(({ lines }) => lines),
      ...(this.#hasCarriedKey() ? [`last = ${this.#field('userId')};`] : []),
    ];
    const values = [
      ...emitted.flatMap(({ value }) => value ?? []),
      ...(work === 'arithmetic' ? ['double'] : []),
      ...(work === 'known call' ? [`labelOf(${quantity})`] : []),
    ];
    const emit = values.length > 0 || this.#isCallback ? [this.#emit(values)] : [];
    const answered = [...inner, ...emit, ...(this.#isCallback || exit === 'none' ? [] : [this.#exit(exit)])];
    const guarded =
      guard === 'leave'
        ? [`if (${quantity} > 3) ${this.#leave()}`, ...answered]
        : guard === 'leave if absent' && absentKey !== undefined
          ? [`if (${absentKey} == null) ${this.#leave()}`, ...answered]
          : guard === 'enclose'
            ? [...block(`if (${quantity} > 3)`, answered), ...this.#otherwise()]
            : guard === 'enclose if present' && absentKey !== undefined
              ? [...block(`if (${absentKey})`, answered), ...this.#otherwise()]
              : answered;
    return isCaught
      ? [...block('try', guarded).slice(0, -1), '} catch {', ...indented([this.#emit([`'failed'`])]), '}']
      : guarded;
  }

  /** The statements of a query, and what is shown of its answer. */
  #query(query: ProgramQuery, name: string): { lines: Lines; value?: string } {
    const { form, isInline, use } = query;
    const { comments } = this.#program.style;
    const keys = this.#keysOf(query);
    const text = form.query?.(...keys);
    const key = query.key === 'variable' ? [`const ${name}Key = ${this.#field('userId')};`] : [];
    const comment = comments ? [`// The ${name} of the order.`] : [];
    if (form.answers === 'nothing') return { lines: [...key, ...comment, `await ${text ?? ''};`] };
    if (isInline && text !== undefined && !use.includes('missing') && !use.startsWith('change')) {
      return { lines: [...key, ...comment], value: this.#shown(query, `(await ${text})`) };
    }
    const declaration = form.declaration?.(name, ...keys) ?? `const ${name} = await ${text ?? ''};`;
    const value = this.#shown(query, name);
    return {
      lines: [...key, ...comment, comments ? `${declaration} // asked` : declaration, ...this.#checked(query, name)],
      value,
    };
  }

  /** What happens before an answer is shown. */
  #checked({ form: { answers, property = '' }, use }: ProgramQuery, name: string): Lines {
    const isMissing = answers === 'row' ? `!${name}` : answers === 'rows' ? `${name}.length === 0` : `${name} === 0`;
    if (use === 'leave if missing') return [`if (${isMissing}) ${this.#leave()}`];
    if (use === 'throw if missing') return [`if (${isMissing}) throw new Error('missing');`];
    if (use === 'change' && answers === 'row') return [`if (${name}) ${name}.${property} += '!';`];
    if (use === 'change each' && answers === 'rows') return [`for (const one of ${name}) one.${property} += '!';`];
    if (use === 'change' && answers === 'rows') return [`${name}.reverse();`];
    return [];
  }

  #shown({ form: { answers, property = '', noun }, use }: ProgramQuery, name: string): string {
    if (answers === 'count') return use === 'default' ? `${name} > 2 ? 'many' : 'few'` : name;
    if (use === 'hand on') return name;
    if (answers === 'row') return use === 'default' ? `${name}?.${property} ?? 'nobody'` : `${name}?.${property}`;
    const row = noun.replace(/s$/, '');
    return use === 'default' ? `${name}[0]?.${property} ?? 'none'` : `${name}.map((${row}) => ${row}.${property})`;
  }

  #keysOf(query: ProgramQuery): readonly string[] {
    const { form, key } = query;
    if (form.key === 'email') return [this.#field('email')];
    if (form.key === 'line') return [`${this.#field('line')}.orderId`, `${this.#field('line')}.sku`];
    const nullable = this.#nullableKey(query);
    if (nullable !== undefined) {
      if (form.key === 'numberOrNull') return [nullable];
      const isPresent = this.#program.guard.endsWith('absent') || this.#program.guard.endsWith('present');
      const isNarrowed = isPresent && this.#program.loop !== 'index without a variable' && !this.#isExpressionMap();
      return [isNarrowed ? nullable : isPresent && !this.#isExpressionMap() ? `${nullable}!` : `(${nullable} ?? 0)`];
    }
    if (this.#isExpressionMap()) return [`order.${key === 'id' || key === 'line.orderId' ? key : 'userId'}`];
    switch (key) {
      case 'line.orderId':
        return [`${this.#field('line')}.orderId`];
      case 'id':
        return [this.#field('id')];
      case 'computed':
        return [`${this.#field('userId')} + 1`];
      case 'variable':
        return [`${this.#names[this.#program.queries.indexOf(query)] ?? ''}Key`];
      case 'carried':
        return [this.#hasCarriedKey() ? 'last' : this.#field('userId')];
      case 'userId':
      case 'editorId':
      case 'reviewerId':
        return [this.#field('userId')];
    }
  }

  #nullableKey({ form, key }: ProgramQuery): string | undefined {
    if (form.key !== 'number' && form.key !== 'numberOrNull') return undefined;
    return key === 'editorId' || key === 'reviewerId' ? this.#field(key) : undefined;
  }

  #field(name: string): string {
    if (this.#isDestructured) return name;
    return this.#program.loop === 'index without a variable' ? `${this.#source()}[index].${name}` : `order.${name}`;
  }

  /** The parameter of a loop that takes its elements apart: what the body uses. */
  #pattern(): string {
    const body = this.#body().join('\n');
    return `{ ${fields.filter((field) => new RegExp(`(?<![.\\w])${field}\\b(?!:)`).test(body)).join(', ') || 'id'} }`;
  }

  #emit(values: Lines): string {
    const { loop } = this.#program;
    if (loop === 'reduce') return `return [...before, ${values.join(', ')}];`;
    if (loop === 'map' || loop === 'map, destructured') return `return [${values.join(', ')}];`;
    return `results.push(${values.join(', ')});`;
  }

  #leave(): string {
    const { loop } = this.#program;
    if (loop === 'reduce') return 'return before;';
    if (loop === 'for each') return 'return;';
    return this.#isCallback ? 'return null;' : 'continue;';
  }

  /** What follows a condition around the whole body. */
  #otherwise(): Lines {
    const { loop } = this.#program;
    return this.#isCallback && loop !== 'for each' ? [this.#leave()] : [];
  }

  #exit(exit: 'break' | 'return'): string {
    return exit === 'break'
      ? 'if (results.length > 4) break;'
      : `if (${this.#field('quantity')} === 5) return results;`;
  }

  #source(): string {
    const { selection } = this.#program;
    if (selection === 'none') return 'orders';
    if (selection === 'variable' || this.#needsVariable()) return 'selected';
    return 'orders.filter((order) => order.quantity > 1)';
  }

  #needsVariable(): boolean {
    return ['index', 'index without a variable', 'for in', 'while'].includes(this.#program.loop);
  }

  #isExpressionMap(): boolean {
    const { loop, queries } = this.#program;
    return (loop === 'map of an expression' || loop === 'map, then used') && queries[0].form.query !== undefined;
  }

  #hasCarriedKey(): boolean {
    const { queries, loop } = this.#program;
    const isLoop = !this.#isCallback && !this.#isExpressionMap() && loop !== 'nested';
    return isLoop && queries.some(({ key, form }) => key === 'carried' && form.key.startsWith('number'));
  }

  /** Names that a rewrite would like to use, declared and used. */
  #takenNames(): Lines {
    const noun = (this.#names[0] ?? '').replace(/s$/, '');
    return [`const ${noun}ById = 1;`, `const userIds = 2;`, `results.push(${noun}ById, userIds);`];
  }
}

/** Without leaving the function early: an inner one cannot. */
function withoutReturn(lines: Lines): Lines {
  return lines.map((line) => line.replace('return results;', `throw new Error('stopped');`));
}

function block(head: string, body: Lines): Lines {
  return [`${head} {`, ...indented(body), '}'];
}

function call(head: string, body: Lines, end: string): Lines {
  return [head, ...indented(body), end];
}

function indented(lines: Lines): Lines {
  return lines.map((line) => (line === '' ? line : `  ${line}`));
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
