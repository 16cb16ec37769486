import type { PrismaClient } from '../generated/prisma/client.js';
import { loadAuthors } from './authors.js';

export async function remindAuthors(database: PrismaClient, now: Date): Promise<void> {
  const overdueRequests = await database.request.findMany({
    where: { status: 'open', dueAt: { lt: now } },
    orderBy: { id: 'asc' },
  });

  const authors = await loadAuthors(
    database,
    overdueRequests.map((request) => request.authorId),
  );
  const entries = overdueRequests.flatMap((request) => {
    const author = authors.get(request.authorId);
    return author ? [{ requestId: request.id, action: 'reminded', recipient: author.email, createdAt: now }] : [];
  });
  await database.auditEntry.createMany({ data: entries });
}
