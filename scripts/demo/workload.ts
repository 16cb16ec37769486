/** PostgreSQL keeps 3 of these for superusers. */
export const maxConnections = 20;

/** Each has a pool of its own, as replicas of a service have. */
export const serverProcesses = 4;

/** Each sends its next request when it has the answer to the last one. */
export const clients = 16;

export const loadSeconds = 10;

/** A request without an answer by then has failed. */
export const answerSeconds = 10;

export const timeLimitSeconds = 115;

export function describeWorkload(): string {
  return `${String(clients)} clients, ${String(serverProcesses)} server processes, ${String(loadSeconds)} seconds`;
}
