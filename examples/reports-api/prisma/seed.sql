INSERT INTO "Template" ("slug", "title", "published")
SELECT 'template-' || n, 'Template ' || n, n % 10 <> 0
FROM generate_series(1, 40) AS n;

INSERT INTO "Author" ("name", "email", "deletedAt")
SELECT 'Author ' || n, 'author-' || n || '@example.com', CASE WHEN n % 15 = 0 THEN TIMESTAMPTZ '2026-01-01 00:00:00Z' END
FROM generate_series(1, 60) AS n;

INSERT INTO "Request" ("subject", "status", "templateSlug", "authorId", "dueAt")
SELECT
  'Request ' || n,
  CASE WHEN n % 4 = 0 THEN 'closed' ELSE 'open' END,
  'template-' || (n % 45 + 1),
  CASE WHEN n % 20 <> 0 THEN n % 60 + 1 END,
  TIMESTAMPTZ '2026-01-01 00:00:00Z' + n * INTERVAL '1 hour'
FROM generate_series(1, 2000) AS n;

INSERT INTO "Comment" ("body", "requestId")
SELECT 'Comment ' || n, n % 2000 + 1
FROM generate_series(1, 20000) AS n
WHERE n % 7 <> 0;

ANALYZE;
