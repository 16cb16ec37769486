import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Report } from './report.js';

interface ReportsServerOptions {
  listReports: (status: string) => Promise<readonly Report[]>;
  onError: (error: unknown) => void;
}

export function createReportsServer({ listReports, onError }: ReportsServerOptions): Server {
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (request.method !== 'GET' || url.pathname !== '/api/reports') {
      sendJson(response, 404, { error: 'Not found' });
      return;
    }
    try {
      sendJson(response, 200, await listReports(url.searchParams.get('status') ?? 'open'));
    } catch (error) {
      onError(error);
      sendJson(response, 500, { error: 'Internal server error' });
    }
  }

  return createServer((request, response) => void answer(request, response));
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
