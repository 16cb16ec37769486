/** Measures one order of rules in a process of its own, which has read nothing yet, and prints the times as JSON. */
import { ruleTimes, type RuleOrder } from './rule-times.ts';

const [directory = '', order = 'peer alone', ...folders] = process.argv.slice(2);
console.log(JSON.stringify(await ruleTimes(directory, folders, order as RuleOrder)));
