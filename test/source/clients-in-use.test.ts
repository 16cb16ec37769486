import ts from 'typescript';
import { expect, test } from 'vitest';

import clients from '../../src/clients/index.ts';
import { clientsInUse } from '../../src/source/clients-in-use.ts';

function programOf(files: Record<string, string>): ts.Program {
  const host = ts.createCompilerHost({});
  host.fileExists = (path) => path in files;
  host.readFile = (path) => files[path];
  host.getSourceFile = (path, version) => {
    const text = files[path];
    return text === undefined ? undefined : ts.createSourceFile(path, text, version, true);
  };
  return ts.createProgram({ rootNames: Object.keys(files), options: { allowJs: true, noLib: true, types: [] }, host });
}

function namesInUse(files: Record<string, string>, typed: boolean, dependencies: readonly string[] = []): string[] {
  return clientsInUse(clients, programOf(files), typed, () => new Set(dependencies)).map(({ name }) => name);
}

test('a client whose package the program has loaded', () => {
  const files = { '/app/users.ts': '', '/app/node_modules/kysely/dist/index.d.ts': '' };
  expect(namesInUse(files, true)).toEqual(['kysely']);
});

test('a client that a manifest depends on', () => {
  expect(namesInUse({ '/app/users.ts': '' }, true, ['sequelize'])).toEqual(['sequelize']);
});

test('without types, a client that the text imports', () => {
  expect(namesInUse({ '/app/users.js': "const pg = require('pg');" }, false)).toContain('pg');
});

test('a scoped fork counts as the client', () => {
  const files = { '/app/users.ts': '', '/app/node_modules/@acme/slonik/dist/index.d.ts': '' };
  const [slonik] = clientsInUse(clients, programOf(files), true, () => new Set());
  expect(slonik?.name).toBe('slonik');
  expect(slonik?.packages).toContain('@acme/slonik');
});

test('none in code without a database', () => {
  expect(
    namesInUse({ '/app/index.ts': 'export {};', '/app/node_modules/react/index.d.ts': '' }, true, ['react']),
  ).toEqual([]);
});
