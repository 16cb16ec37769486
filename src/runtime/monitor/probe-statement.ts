/** What probes send. It is no activity of the application, and the server's list of queries shows where it comes from. */
export const probeStatement = 'SELECT 1 /* poolwise probe */';
