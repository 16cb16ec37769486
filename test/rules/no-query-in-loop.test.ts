import { runTyped, runUntyped } from '../rule-tester.ts';
import { typedCases, untypedCases } from './cases/all.ts';

runTyped('no-query-in-loop', typedCases);
runUntyped('no-query-in-loop', untypedCases);
