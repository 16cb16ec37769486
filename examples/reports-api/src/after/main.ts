import { requiredEnvironmentVariable } from '../environment.js';
import { createReportsServer } from '../server.js';
import { createDatabase } from './database.js';
import { remindAuthors } from './reminders.js';
import { listReports } from './reports.js';

const oneDay = 24 * 60 * 60 * 1000;

const database = createDatabase(requiredEnvironmentVariable('DATABASE_URL'));

const server = createReportsServer({
  listReports: (status) => listReports(database, status),
  onError: console.error,
});
server.listen(Number(process.env['PORT'] ?? 3000));

setInterval(() => {
  remindAuthors(database, new Date()).catch(console.error);
}, oneDay);
