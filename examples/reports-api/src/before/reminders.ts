import type { PrismaClient } from '../generated/prisma/client.js';
import { loadAuthor } from './authors.js';

export async function remindAuthors(database: PrismaClient, now: Date): Promise<void> {
  const overdueRequests = await database.request.findMany({
    where: { status: 'open', dueAt: { lt: now } },
    orderBy: { id: 'asc' },
  });

  for (const request of overdueRequests) {
    const author = await loadAuthor(database, request.authorId);
    if (author !== null) {
      await database.auditEntry.create({
        data: { requestId: request.id, action: 'reminded', recipient: author.email, createdAt: now },
      });
    }
  }
}
