'use strict';
// Asks the load balancer of staging, as a visitor would; and as one who means no good.
const assert = require('node:assert/strict');
const { request } = require('node:http');
const { test } = require('node:test');

const url = process.env.STAGING_URL;
const get = (path) => fetch(new URL(path, url));

test('the page names the version that runs', async () => {
  const { version } = await (await get('/version')).json();
  assert.match(version, /^\d+\.\d+\.\d+\+build\.\d+$/);
  assert.ok((await (await get('/')).text()).includes(version));
});

test('every host is healthy and runs the same version', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, async () => (await get('/version')).text()));
  assert.equal(new Set(answers).size, 1);
  assert.equal((await get('/health')).status, 200);
});

test('what is not there is not found', async () => {
  assert.equal((await get('/admin')).status, 404);
});

// fetch would tidy these up before it sends them.
const raw = (path) =>
  new Promise((resolve, reject) => {
    const asked = request(url, { path }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text) => (body += text));
      response.on('end', () => resolve({ status: response.statusCode, body }));
    });
    asked.on('error', reject).end();
  });

test('paths that lead out of the application give nothing away', async () => {
  for (const path of ['/../../etc/passwd', '/..%2f..%2fetc%2fpasswd', '/src/server.js', '/%00', '//']) {
    const { status, body } = await raw(path);
    assert.ok(status === 404 || status === 400, `${path} gave ${status}`);
    assert.ok(!body.includes('root:') && !body.includes('createServer'));
  }
});

test('markup in an address is never given back', async () => {
  const { body } = await raw(
    '/%3Cscript%3Ealert(1)%3C/script%3E?q=<script>alert(1)</script>'.replaceAll('<', '%3C'),
  );
  assert.ok(!body.includes('<script>'));
});
