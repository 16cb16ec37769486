export interface Report {
  id: number;
  subject: string;
  title: string | null;
  author: { name: string; email: string } | null;
  comments: number;
  dueAt: Date;
}

export const reportsPerPage = 50;
