import type { Client } from '../clients/define-client.ts';
import type { Analysis } from './analysis.ts';

/** The client that a module specifier belongs to: a package, a path inside it, or generated code. */
export function clientOfModule(analysis: Analysis, module: string): Client | undefined {
  const parts = module.split('/');
  const name = module.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? '');
  return (
    analysis.catalogue.byPackage.get(name) ??
    analysis.catalogue.clients.find((client) => /^[.~@#/]/.test(module) && client.generated?.test(module))
  );
}
