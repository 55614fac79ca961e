import { expect, test } from 'vitest';
import { contentTypeOf } from '../../../src/targets/site/content-type.ts';

test.each([
  ['index.html', 'text/html'],
  ['a/b.C/app.JS', 'text/javascript'],
  ['app.mjs', 'text/javascript'],
  ['app.js.map', 'application/json'],
  ['style.css', 'text/css'],
  ['logo.svg', 'image/svg+xml'],
  ['logo.svgz', 'image/svg+xml'],
  ['favicon.ico', 'image/x-icon'],
  ['photo.jpeg', 'image/jpeg'],
  ['photo.heic', 'image/heic'],
  ['film.webm', 'video/webm'],
  ['sound.mp3', 'audio/mpeg'],
  ['font.woff2', 'font/woff2'],
  ['font.eot', 'application/vnd.ms-fontobject'],
  ['site.webmanifest', 'application/manifest+json'],
  ['app.wasm', 'application/wasm'],
  ['feed.xml', 'text/xml'],
  ['feed.atom', 'application/atom+xml'],
  ['page.xhtml', 'application/xhtml+xml'],
  ['readme.md', 'text/markdown'],
  ['data.csv', 'text/csv'],
  ['paper.pdf', 'application/pdf'],
  ['letter.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['source.tar.gz', 'application/x-tar'],
  ['source.tgz', 'application/x-tar'],
  ['app.js.br', 'text/javascript'],
  ['LICENSE', 'binary/octet-stream'],
  ['.env', 'binary/octet-stream'],
  ['archive.gz', 'binary/octet-stream'],
  ['constructor', 'binary/octet-stream'],
  ['a.constructor', 'binary/octet-stream'],
  ['a.unheard-of', 'binary/octet-stream'],
])('%s is uploaded as %s', (key, type) => {
  expect(contentTypeOf(key)).toBe(type);
});
