/**
 * A fault in code that users handed in, such as a listener, must neither reach the database call during which it happened
 * nor get lost: it becomes a warning of the process.
 */
export function reportFault(where: string, fault: unknown): void {
  const reason = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
  const warning = new Error(`${where} failed: ${reason}`, { cause: fault });
  warning.name = 'PoolwiseWarning';
  const { process } = globalThis as { process?: Partial<NodeJS.Process> };
  if (process?.emitWarning) {
    process.emitWarning(warning);
  } else {
    console.warn(warning);
  }
}
