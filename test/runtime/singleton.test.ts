import { randomUUID } from 'node:crypto';

import { describe, expect, it, vi } from 'vitest';

import { singleton } from '../../src/runtime/index.ts';

/** The same source as a module of its own, as after a hot reload. */
async function reload(): Promise<typeof singleton> {
  vi.resetModules();
  const reloaded = await import('../../src/runtime/singleton.ts');
  return reloaded.singleton;
}

describe('singleton', () => {
  it('builds once for each key', () => {
    const [first, second] = [randomUUID(), randomUUID()];
    const build = vi.fn(() => ({}));
    expect(singleton(first, build)).toBe(singleton(first, build));
    expect(singleton(second, build)).not.toBe(singleton(first, build));
    expect(build).toHaveBeenCalledTimes(2);
  });

  it('gives a module that was loaded again the value of the first', async () => {
    const key = randomUUID();
    const reloaded = await reload();
    expect(reloaded).not.toBe(singleton);
    expect(reloaded(key, () => 'again')).toBe('again');
    expect(singleton(key, () => 'other')).toBe('again');
  });

  it('keeps values that are undefined or false', () => {
    const key = randomUUID();
    const build = vi.fn(() => undefined);
    singleton(key, build);
    singleton(key, build);
    expect(build).toHaveBeenCalledTimes(1);
  });

  it('builds again what could not be built', () => {
    const key = randomUUID();
    const build = vi.fn(() => 'pool');
    build.mockImplementationOnce(() => {
      throw new Error('no configuration');
    });
    expect(() => singleton(key, build)).toThrow('no configuration');
    expect(singleton(key, build)).toBe('pool');
    expect(singleton(key, build)).toBe('pool');
    expect(build).toHaveBeenCalledTimes(2);
  });

  it('builds again where the promise was rejected, and once for all callers until then', async () => {
    const key = randomUUID();
    const build = vi.fn(() => Promise.resolve('pool'));
    build.mockImplementationOnce(() => Promise.reject(new Error('no server')));
    const first = singleton(key, build);
    expect(singleton(key, build)).toBe(first);
    await expect(first).rejects.toThrow('no server');
    await expect(singleton(key, build)).resolves.toBe('pool');
    expect(build).toHaveBeenCalledTimes(2);
  });

  it('takes no names from objects', () => {
    expect(singleton('constructor', () => 1)).toBe(1);
    expect(singleton('__proto__', () => 2)).toBe(2);
  });

  it('refuses a build that asks for itself, and stays usable', () => {
    const key = randomUUID();
    const build = (): unknown => singleton(key, build);
    expect(() => singleton(key, build)).toThrow(`singleton('${key}'): its build asks for itself.`);
    expect(singleton(key, () => 'pool')).toBe('pool');
  });

  it('refuses a key that is no text', () => {
    expect(() => singleton('', () => 1)).toThrow("singleton({ key: '' }): accepted is a string that is not empty.");
  });

  it('leaves no name on the global object that code could meet', () => {
    const before = Object.keys(globalThis);
    singleton(randomUUID(), () => 1);
    expect(Object.keys(globalThis)).toEqual(before);
  });
});
