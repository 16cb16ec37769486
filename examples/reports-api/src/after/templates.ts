import type { PrismaClient, Template } from '../generated/prisma/client.js';

export async function loadPublishedTemplates(
  database: PrismaClient,
  slugs: Iterable<string>,
): Promise<ReadonlyMap<string, Template>> {
  const templates = await database.template.findMany({
    where: { slug: { in: [...new Set(slugs)] }, published: true },
  });
  return new Map(templates.map((template) => [template.slug, template]));
}
