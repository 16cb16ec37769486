/** Makes the three files of a new client: `npm run new:client NAME`. */
import { clientScaffold } from './scaffold/client-scaffold.ts';
import { runScaffold } from './scaffold/run-scaffold.ts';

await runScaffold('new:client', clientScaffold);
