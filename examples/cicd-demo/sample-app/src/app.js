'use strict';
// Routes: the page, the version as JSON, and the health check.
const { hostname } = require('node:os');
const { checkHealth } = require('./health');

const escapes = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
]);
const escape = (text) => String(text).replace(/[&<>"]/g, (character) => escapes.get(character));

function page({ version, commit, build }) {
  return `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>sample-app ${escape(version)}</title>
  <style>
    body { font: 18px/1.5 system-ui, sans-serif; max-width: 36rem; margin: 15vh auto; padding: 0 1rem; color: #16202c; }
    h1 { font-size: 2rem; margin-bottom: 0; }
    dt { color: #5b6b7c; } dd { margin: 0 0 .5rem; font-family: ui-monospace, monospace; }
  </style>
  <h1>It is deployed.</h1>
  <p>A pipeline built, tested and deployed this application.</p>
  <dl>
    <dt>Version</dt><dd>${escape(version)}</dd>
    <dt>Commit</dt><dd>${escape(commit)}</dd>
    <dt>Build</dt><dd>${escape(build)}</dd>
    <dt>Answered by</dt><dd>${escape(process.env.INSTANCE_ID ?? hostname())}</dd>
  </dl>
</html>
`;
}

function handle(request, version) {
  // `//` is what a client may send, and no address.
  const pathname = URL.parse(request.url, 'http://localhost')?.pathname;
  if (pathname === '/health') {
    const health = checkHealth({ uptimeSeconds: process.uptime() });
    return {
      status: health.status === 'ok' ? 200 : 503,
      type: 'application/json',
      body: JSON.stringify(health),
    };
  }
  if (pathname === '/version')
    return { status: 200, type: 'application/json', body: JSON.stringify(version) };
  if (pathname === '/') return { status: 200, type: 'text/html; charset=utf-8', body: page(version) };
  return { status: 404, type: 'text/plain', body: 'Not found\n' };
}

module.exports = { handle, page };
