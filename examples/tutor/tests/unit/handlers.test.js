// The functions behind the API, with answers of a database and of AWS that are written here.
const assert = require('node:assert/strict');
const { createServer } = require('node:http');
const { after, before, beforeEach, test } = require('node:test');
const pg = require('../../src/lambda/node_modules/pg');
const { issue, hashPassword } = require('../../src/lambda/lib/tokens.js');

let rows = [];
const asked = [];
pg.Client = class {
  async connect() {}
  async query(text, values) {
    asked.push([text, values]);
    return { rows: rows.shift() ?? [] };
  }
  async end() {}
};

let server;
let reported = [];

before(async () => {
  server = createServer(async (request, response) => {
    let text = '';
    for await (const part of request) text += part;
    const target = request.headers['x-amz-target'] ?? '';
    if (target.startsWith('CodePipeline')) reported.push([target.split('.')[1], JSON.parse(text)]);
    if (target.startsWith('secretsmanager'))
      response.end(
        JSON.stringify({ SecretString: JSON.stringify({ key: 'key', username: 'u', password: 'p' }) }),
      );
    else response.end(JSON.stringify({ score: 0.8 }));
  }).listen(0);
  await new Promise((resolve) => server.once('listening', resolve));
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${server.address().port}`,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'y',
    JWT_SECRET: 'tokens',
    DATABASE_SECRET: 'database',
    SCORE_FUNCTION: 'score:live',
  });
});
after(() => server.close());
beforeEach(() => {
  rows = [];
  reported = [];
  asked.length = 0;
});

const headers = { authorization: `Bearer ${issue({ sub: '7' }, 'key')}` };

async function call(entry, routeKey, { body, pathParameters } = {}) {
  process.env.ENTRY = entry;
  const { handler } = require('../../src/lambda/index.js');
  const answer = await handler({ routeKey, headers, pathParameters, body: body && JSON.stringify(body) });
  return { status: answer.statusCode, ...JSON.parse(answer.body) };
}

test('a learner registers once, and logs in with the password', async () => {
  const body = { email: 'ada@example.com', password: 'correct horse' };
  rows = [[{ id: 7 }]];
  assert.equal((await call('auth', 'POST /register', { body })).status, 200);
  assert.equal((await call('auth', 'POST /register', { body })).status, 409);
  rows = [[{ id: 7, password_hash: hashPassword('correct horse') }]];
  assert.equal((await call('auth', 'POST /login', { body })).status, 200);
  assert.equal((await call('auth', 'POST /login', { body })).status, 401);
});

test('a session has the questions of its topic', async () => {
  rows = [[{ id: 1, prompt: 'Why?' }], [{ id: 3 }]];
  assert.deepEqual(await call('quiz', 'POST /sessions', { body: { topic: 'biology' } }), {
    status: 200,
    session: 3,
    questions: [{ id: 1, prompt: 'Why?' }],
  });
  assert.equal((await call('quiz', 'POST /sessions', { body: {} })).status, 404);
  rows = [[{ topic: 'biology', questions: 2 }]];
  assert.deepEqual((await call('quiz', 'GET /topics')).topics, [{ topic: 'biology', questions: 2 }]);
});

test('choices are compared, and text is scored by the model', async () => {
  const answer = (text) =>
    call('quiz', 'POST /sessions/{session}/answers', {
      pathParameters: { session: '3' },
      body: { question: 1, answer: text },
    });
  rows = [[{ kind: 'choice', answer: 'yes' }]];
  assert.equal((await answer('no')).isRight, false);
  rows = [[{ kind: 'text', answer: 'Plants make sugar' }]];
  assert.deepEqual(await answer('Sugar'), {
    status: 200,
    score: 0.8,
    isRight: true,
    expected: 'Plants make sugar',
  });
  assert.equal((await answer('x')).status, 404);
});

test('progress is given topic by topic', async () => {
  rows = [[{ topic: 'biology', answered: 2, right: 1 }]];
  assert.deepEqual((await call('progress', 'GET /progress')).topics, [
    { topic: 'biology', answered: 2, right: 1 },
  ]);
  assert.equal(asked[0][1][0], 7);
});

test('a batch is added as a whole, or refused with its lines', async () => {
  const upload = (text) => call('upload', 'POST /questions', { body: { text } });
  assert.deepEqual(await upload('a;text;Why?;because\na;choice;Which?;x;x|y'), { status: 200, added: 2 });
  assert.match((await upload('a;text')).message, /Line 1/);
  assert.match((await upload('')).message, /no question/);
});

test('a migration with nothing to do reports success, and one that fails reports why', async () => {
  const { cpSync } = require('node:fs');
  cpSync('src/database/migrations', 'src/lambda/migrations', { recursive: true });
  process.env.ENTRY = 'migrate';
  const { handler } = require('../../src/lambda/index.js');
  const { migrationNames } = require('../../src/lambda/migrate.js');
  const done = () => [[{ name: 'pgmigrations' }], migrationNames().map((name) => ({ name }))];
  rows = done();
  assert.deepEqual((await handler({ dryRun: true })).pending, []);
  rows = done();
  await handler({ 'CodePipeline.job': { id: 'one' } });
  assert.equal(reported[0][0], 'PutJobSuccessResult');
  rows = [[]];
  await handler({ 'CodePipeline.job': { id: 'two' } });
  assert.equal(reported[1][0], 'PutJobFailureResult');
});
