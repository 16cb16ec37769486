import ts from 'typescript';

import type { Analysis } from './analysis.ts';
import { runsCallbacks } from './callback-library.ts';
import { consumptionOf } from './consumption.ts';
import { nameInEffect, runsEffect } from './effect-library.ts';
import { isInlineFunction, unwrap } from './syntax.ts';

/** The functions that a call of a library runs, those in an object too; nothing where it is no call of such a library. */
export function libraryCallbacksOf(analysis: Analysis, call: ts.CallExpression): readonly ts.Expression[] | undefined {
  if (!runsCallbacks(analysis, call)) return undefined;
  if (isKeptEffect(analysis, call)) return [];
  return call.arguments
    .map(unwrap)
    .flatMap((argument) =>
      ts.isObjectLiteralExpression(argument)
        ? argument.properties.flatMap((property) => (ts.isPropertyAssignment(property) ? [property.initializer] : []))
        : [argument],
    )
    .filter((argument) => isInlineFunction(unwrap(argument)));
}

/** Whether an effect is put somewhere and not run: `handlers.set(name, Effect.promise(() => load(name)))`. */
function isKeptEffect(analysis: Analysis, call: ts.CallExpression): boolean {
  const { how, at } = consumptionOf(analysis, call);
  return how === 'discarded' && nameInEffect(analysis, call.expression) !== undefined && !runsEffect(analysis, at);
}
