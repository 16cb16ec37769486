/**
 * What an argument looks like: an object literal, SQL text, any literal text, the name of a class, anything but a
 * function, no argument at all, anything.
 */
export type ArgumentShape = 'object' | 'sql' | 'text' | 'class' | 'value' | 'nothing' | 'any';

/** How a handle may be called where nothing else tells what it is. */
export interface Convention {
  /**
   * Usual names of a handle: a variable, the last member of `this.prisma` or `ctx.db`, or, written `collection()`, a
   * function that answers with one.
   */
  readonly handles: readonly (string | RegExp)[];
  /** Usual names of an object whose members are all handles: `models` in `context.models.user`. */
  readonly registries?: readonly string[];
  /** Modules of the user's from which such a name must be imported. Default: it may come from anywhere. */
  readonly modules?: RegExp;
  /** Methods whose names are distinctive enough. Default: all. */
  readonly methods?: readonly string[];
  /** What the first argument must look like for the call to be taken for a query. */
  readonly argument: ArgumentShape | readonly ArgumentShape[];
}
