import type { Author, PrismaClient } from '../generated/prisma/client.js';
import { reportsPerPage, type Report } from '../report.js';

export async function listReports(database: PrismaClient, status: string): Promise<Report[]> {
  const requests = await database.request.findMany({
    where: { status },
    orderBy: { id: 'asc' },
    take: reportsPerPage,
  });

  const commentCounts = new Map<number, number>();
  const requestIds = [...new Set(requests.map((request) => request.id))];
  const allCommentCounts = await database.comment.groupBy({
    by: ['requestId'],
    _count: { _all: true },
    where: { requestId: { in: requestIds } },
  });
  const commentCountByRequestId = new Map(allCommentCounts.map((group) => [group.requestId, group._count._all]));
  for (const request of requests) {
    const count = commentCountByRequestId.get(request.id) ?? 0;
    commentCounts.set(request.id, count);
  }

  const templateSlugs = [...new Set(requests.map((request) => request.templateSlug))];
  const templates = await database.template.findMany({
    where: { slug: { in: templateSlugs }, published: true },
  });
  const templateBySlug = new Map(templates.map((template) => [template.slug, template]));
  const authorById = await loadAuthorsByIds(
    database,
    requests.flatMap((request) => (request.authorId !== null ? [request.authorId] : [])),
  );
  return requests.map((request) => {
    const template = templateBySlug.get(request.templateSlug) ?? null;
    const author = request.authorId === null ? null : (authorById.get(request.authorId) ?? null);
    return {
      id: request.id,
      subject: request.subject,
      title: template?.title ?? null,
      author: author && { name: author.name, email: author.email },
      comments: commentCounts.get(request.id) ?? 0,
      dueAt: request.dueAt,
    };
  });
}

async function loadAuthorsByIds(database: PrismaClient, ids: readonly number[]) {
  const authors = await database.author.findMany({ where: { id: { in: [...new Set(ids)] }, deletedAt: null } });
  return new Map(authors.map((author) => [author.id, author]));
}
