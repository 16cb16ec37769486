import type { Author, PrismaClient } from '../generated/prisma/client.js';
import { reportsPerPage, type Report } from '../report.js';

export async function listReports(database: PrismaClient, status: string): Promise<Report[]> {
  const requests = await database.request.findMany({
    where: { status },
    orderBy: { id: 'asc' },
    take: reportsPerPage,
  });

  const commentCounts = new Map<number, number>();
  for (const request of requests) {
    const count = await database.comment.count({ where: { requestId: request.id } });
    commentCounts.set(request.id, count);
  }

  return Promise.all(
    requests.map(async (request) => {
      const template = await database.template.findFirst({
        where: { slug: request.templateSlug, published: true },
      });
      const author = await loadAuthor(database, request.authorId);
      return {
        id: request.id,
        subject: request.subject,
        title: template?.title ?? null,
        author: author && { name: author.name, email: author.email },
        comments: commentCounts.get(request.id) ?? 0,
        dueAt: request.dueAt,
      };
    }),
  );
}

async function loadAuthor(database: PrismaClient, id: number | null): Promise<Author | null> {
  if (id === null) {
    return null;
  }
  return database.author.findFirst({ where: { id, deletedAt: null } });
}
