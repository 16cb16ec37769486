CREATE TABLE "Request" (
  "id" SERIAL PRIMARY KEY,
  "subject" TEXT NOT NULL,
  "status" TEXT NOT NULL,
  "templateSlug" TEXT NOT NULL,
  "authorId" INTEGER,
  "dueAt" TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX "Request_status_id_idx" ON "Request" ("status", "id");

CREATE TABLE "Template" (
  "id" SERIAL PRIMARY KEY,
  "slug" TEXT NOT NULL UNIQUE,
  "title" TEXT NOT NULL,
  "published" BOOLEAN NOT NULL DEFAULT TRUE
);

CREATE TABLE "Author" (
  "id" SERIAL PRIMARY KEY,
  "name" TEXT NOT NULL,
  "email" TEXT NOT NULL,
  "deletedAt" TIMESTAMPTZ(3)
);

CREATE TABLE "Comment" (
  "id" SERIAL PRIMARY KEY,
  "body" TEXT NOT NULL,
  "requestId" INTEGER NOT NULL REFERENCES "Request" ("id")
);
CREATE INDEX "Comment_requestId_idx" ON "Comment" ("requestId");

CREATE TABLE "AuditEntry" (
  "id" SERIAL PRIMARY KEY,
  "requestId" INTEGER NOT NULL,
  "action" TEXT NOT NULL,
  "recipient" TEXT NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL
);
