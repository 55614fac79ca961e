// What an uploaded file is, by its extension, as the AWS command line guesses it: with Python's mimetypes, which looks
// behind the suffix of a compressed file. S3 adds no charset.
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import type * as MimeTypes from 'mime-types';

/** Where the command line and the registry of types differ. */
const own: Readonly<Record<string, string>> = { '.ico': 'image/x-icon', '.xml': 'text/xml' };

/** Suffixes that stand for two. */
const doubles: Readonly<Record<string, string>> = {
  '.svgz': '.svg.gz',
  '.tgz': '.tar.gz',
  '.taz': '.tar.gz',
  '.tz': '.tar.gz',
  '.tbz2': '.tar.bz2',
  '.txz': '.tar.xz',
};
const compressed = new Set(['.gz', '.Z', '.bz2', '.xz', '.br']);

// Loaded when the first file is uploaded: its tables take a while to make.
const load = createRequire(import.meta.url);

export function contentTypeOf(key: string): string {
  const { base, extension } = split(key);
  const double = doubles[extension.toLowerCase()];
  if (double !== undefined) return contentTypeOf(`${base}${double}`);
  const last = compressed.has(extension) ? split(base).extension : extension;
  const lower = last.toLowerCase();
  const { lookup } = load('mime-types') as typeof MimeTypes;
  return own[lower] ?? (lower === '' ? unknown : lookup(lower) || unknown);
}

const unknown = 'binary/octet-stream';

function split(key: string): { readonly base: string; readonly extension: string } {
  const extension = extname(key);
  return { base: key.slice(0, key.length - extension.length), extension };
}
