import type { PrismaClient } from '../generated/prisma/client.js';

export async function countComments(
  database: PrismaClient,
  requestIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const groups = await database.comment.groupBy({
    by: ['requestId'],
    where: { requestId: { in: [...requestIds] } },
    _count: { _all: true },
  });
  return new Map(groups.map((group) => [group.requestId, group._count._all]));
}
