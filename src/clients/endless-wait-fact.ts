/** What becomes of a limit to the time that a query waits, in mysql2 and what runs on it. */
export const endlessWait = 'A query waits for a connection as long as it takes; only how many wait can be limited';
