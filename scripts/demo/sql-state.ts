interface PrismaDriverError {
  meta?: { driverAdapterError?: { cause?: { originalCode?: string } } };
}

/** The SQLSTATE behind an error of Prisma 7, or the error's own words when the server sent none. */
export function sqlStateOf(error: unknown): string {
  const sqlState = (error as PrismaDriverError).meta?.driverAdapterError?.cause?.originalCode;
  return sqlState ?? (error instanceof Error ? error.message.trim() : String(error));
}
