import { runTyped, runUntyped } from '../rule-tester.ts';
import { typedCases, untypedCases } from './cases/all.ts';

runTyped('no-query-fanout', typedCases);
runUntyped('no-query-fanout', untypedCases);
