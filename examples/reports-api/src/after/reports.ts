import type { PrismaClient } from '../generated/prisma/client.js';
import { reportsPerPage, type Report } from '../report.js';
import { loadAuthors } from './authors.js';
import { countComments } from './comments.js';
import { loadPublishedTemplates } from './templates.js';

export async function listReports(database: PrismaClient, status: string): Promise<Report[]> {
  const requests = await database.request.findMany({
    where: { status },
    orderBy: { id: 'asc' },
    take: reportsPerPage,
  });

  const templates = await loadPublishedTemplates(
    database,
    requests.map((request) => request.templateSlug),
  );
  const authors = await loadAuthors(
    database,
    requests.map((request) => request.authorId),
  );
  const commentCounts = await countComments(
    database,
    requests.map((request) => request.id),
  );

  return requests.map((request) => {
    const template = templates.get(request.templateSlug);
    const author = authors.get(request.authorId);
    return {
      id: request.id,
      subject: request.subject,
      title: template?.title ?? null,
      author: author ? { name: author.name, email: author.email } : null,
      comments: commentCounts.get(request.id) ?? 0,
      dueAt: request.dueAt,
    };
  });
}
