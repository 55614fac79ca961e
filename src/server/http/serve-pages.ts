// The built dashboard: files that are known when the server starts, so no path can lead elsewhere. Every address that is
// no file is a view of the dashboard.
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Hono } from 'hono';
import { compress } from 'hono/compress';
import { defined } from '../../lib/defined.ts';
import type { ApiEnv } from './served.ts';
import { answerNoPage } from './unknown-address.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
};

export interface Pages {
  /** By their addresses. */
  readonly files: ReadonlyMap<string, ArrayBuffer>;
  /** The address of the program that index.html names: it changes with every build whose content is another. */
  readonly program?: string;
}

/** @param folder absolute, with an index.html */
export function readPages(folder: string): Pages {
  const files = new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const file = join(entry.parentPath, entry.name);
        return [
          `/${file.slice(folder.length + 1).replaceAll('\\', '/')}`,
          Uint8Array.from(readFileSync(file)).buffer,
        ];
      }),
  );
  const index = new TextDecoder().decode(files.get('/index.html'));
  return { files, ...defined({ program: /<script type="module"[^>]* src="([^"]+)"/.exec(index)?.[1] }) };
}

export function servePages(app: Hono<ApiEnv>, { files }: Pages): void {
  const index = files.get('/index.html');
  app.use(compress());
  app.get('*', (c) => {
    const found = files.get(c.req.path);
    const isView = found === undefined && isViewPath(c.req.path);
    const body = isView ? index : found;
    if (body === undefined) return answerNoPage(c);
    c.header('Content-Type', types[isView ? '.html' : extname(c.req.path)] ?? 'application/octet-stream');
    // The names of assets change with their content; the page that names them must be asked for again.
    c.header(
      'Cache-Control',
      c.req.path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    );
    return c.body(body);
  });
}

/** The names of pipelines and report groups may hold dots. */
function isViewPath(path: string): boolean {
  return extname(path) === '' || /^\/(?:pipelines|executions|compare|tests)\/./.test(path);
}
