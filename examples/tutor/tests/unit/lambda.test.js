const assert = require('node:assert/strict');
const { mkdtempSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const test = require('node:test');
const { credentialsIn } = require('../../src/lambda/auth.js');
const { readBatch } = require('../../src/lambda/lib/batch.js');
const { gradeChoice, gradeText } = require('../../src/lambda/lib/grading.js');
const { Refusal, router } = require('../../src/lambda/lib/http.js');
const { hashPassword, isPassword, issue, userOf, verify } = require('../../src/lambda/lib/tokens.js');
const { migrationNames, pendingOf, versionOf } = require('../../src/lambda/migrate.js');

test('a token says whose it is until it expires', () => {
  const token = issue({ sub: '7' }, 'key', 0);
  assert.equal(verify(token, 'key', 1000).sub, '7');
  assert.throws(() => verify(token, 'key', 3_600_000), /expired/);
  assert.throws(() => verify(token, 'other', 1000), /not valid/);
  assert.throws(() => verify('nonsense', 'key'), /not valid/);
});

test('a request has a user when its token is good', () => {
  assert.equal(userOf({ authorization: `Bearer ${issue({ sub: '7' }, 'key')}` }, 'key'), 7);
  assert.throws(() => userOf({}, 'key'), /Log in/);
});

test('a password is recognised by its hash', () => {
  const hash = hashPassword('correct horse');
  assert.ok(isPassword('correct horse', hash));
  assert.ok(!isPassword('another horse', hash));
});

test('credentials are checked', () => {
  assert.deepEqual(credentialsIn({ email: 'A@b.c', password: '12345678' }), {
    email: 'a@b.c',
    password: '12345678',
  });
  assert.throws(() => credentialsIn({ email: 'a', password: '12345678' }), /mail/);
  assert.throws(() => credentialsIn({ email: 'a@b.c', password: '1' }), /eight/);
});

test('answers are graded', () => {
  assert.deepEqual(gradeChoice({ answer: 'Yes' }, ' yes'), { score: 1, isRight: true });
  assert.deepEqual(gradeChoice({ answer: 'Yes' }, 'no'), { score: 0, isRight: false });
  assert.deepEqual(gradeText(0.7), { score: 0.7, isRight: true });
  assert.deepEqual(gradeText(0.5), { score: 0.5, isRight: false });
});

test('a batch is read line by line', () => {
  const { questions, wrong } = readBatch(
    '# comment\nbiology;choice;Which?;a;a|b\n\nbiology;text;Why?;because',
  );
  assert.deepEqual(wrong, []);
  assert.deepEqual(
    questions.map(({ kind, choices }) => [kind, choices]),
    [
      ['choice', ['a', 'b']],
      ['text', []],
    ],
  );
  assert.deepEqual(
    readBatch('biology;choice;Which?;c;a|b\n;text;Why?;x\nb;song;La?;la').wrong.map(({ line }) => line),
    [1, 2, 3],
  );
});

test('the router answers with what a route gives, or why it refuses', async () => {
  const handler = router({
    'GET /a': async ({ path }) => path,
    'POST /b': async ({ body }) => body,
    'GET /c': async () => {
      throw new Refusal(403, 'no');
    },
    'GET /d': async () => {
      throw new Error('broken');
    },
  });
  assert.equal((await handler({ routeKey: 'GET /a', pathParameters: { id: '1' } })).body, '{"id":"1"}');
  const body = Buffer.from('{"x":1}').toString('base64');
  assert.equal((await handler({ routeKey: 'POST /b', body, isBase64Encoded: true })).body, '{"x":1}');
  assert.equal((await handler({ routeKey: 'POST /b', body: '{' })).statusCode, 400);
  assert.equal((await handler({ routeKey: 'GET /c' })).statusCode, 403);
  assert.equal((await handler({ routeKey: 'GET /e' })).statusCode, 404);
  await assert.rejects(handler({ routeKey: 'GET /d' }), /broken/);
});

test('migrations run in order, up to the target', () => {
  const folder = mkdtempSync(join(tmpdir(), 'migrations-'));
  for (const name of ['0002_b.sql', '0001_a.sql', '0003_c.sql']) writeFileSync(join(folder, name), '');
  const all = migrationNames(folder);
  assert.deepEqual(all, ['0001_a', '0002_b', '0003_c']);
  assert.deepEqual(pendingOf(all, ['0001_a'], 2), ['0002_b']);
  assert.equal(versionOf('0003_c'), 3);
});
