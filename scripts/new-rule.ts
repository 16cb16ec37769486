/** Makes the three files of a new rule: `npm run new:rule NAME`. */
import { ruleScaffold } from './scaffold/rule-scaffold.ts';
import { runScaffold } from './scaffold/run-scaffold.ts';

await runScaffold('new:rule', ruleScaffold);
