import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../generated/prisma/client.js';

export function createDatabase(connectionString: string): PrismaClient {
  const adapter = new PrismaPg({
    connectionString,
    // Four processes share the 17 connections that the server leaves to ordinary users:
    // 4 × 3 also leave room for a migration or a person.
    max: 3,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 10_000,
    statement_timeout: 10_000,
    idle_in_transaction_session_timeout: 10_000,
  });
  return new PrismaClient({ adapter });
}
