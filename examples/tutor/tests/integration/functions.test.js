// The functions together with a database, the model and AWS's API.
const assert = require('node:assert/strict');
const { after, before, test } = require('node:test');
const { issue } = require('../../src/lambda/lib/tokens.js');
const queries = require('../../src/lambda/lib/queries.js');
const { call, openSystem } = require('./rig/system.js');

let system;
let token;
let newest;

before(async () => {
  system = await openSystem();
  const { handler, migrationNames, versionOf } = require('../../src/lambda/migrate.js');
  newest = versionOf(migrationNames().at(-1));
  assert.deepEqual((await handler({ dryRun: true })).before, 0);
  assert.equal((await handler({})).after, newest);
  ({ token } = await call('POST /register', {
    body: { email: 'ada@example.com', password: 'correct horse' },
  }));
});
after(() => system.close());

test('the database is reached, and says which migration was its last', async () => {
  assert.deepEqual(await call('GET /health'), { status: 200, database: 'reachable', version: newest });
});

test('the tests after the migration leave nothing', async () => {
  const { rows } = await system.database.query('SELECT email FROM learners');
  assert.deepEqual(rows, [{ email: 'ada@example.com' }]);
});

test('a learner is registered once, logs in with the password, and is known by a token that has not expired', async () => {
  const body = { email: 'Ada@example.com', password: 'correct horse' };
  assert.equal((await call('POST /register', { body })).status, 409);
  assert.equal((await call('POST /login', { body: { ...body, password: 'another horse' } })).status, 401);
  const login = await call('POST /login', { body });
  assert.equal((await call('GET /progress', { token: login.token })).status, 200);
  assert.equal((await call('GET /progress')).status, 401);
  const old = issue({ sub: '1' }, 'a-key-of-the-tokens', Date.now() - 7_200_000);
  assert.match((await call('GET /progress', { token: old })).message, /expired/);
});

test('a quiz is taken: a choice is compared, a text is scored by the model, and progress is kept', async () => {
  const { session, questions } = await call('POST /sessions', { token, body: { topic: 'biology' } });
  const answer = (question, given) =>
    call('POST /sessions/{session}/answers', {
      token,
      pathParameters: { session: String(session) },
      body: { question: question.id, answer: given },
    });
  const [choice, free] = questions;
  assert.equal((await answer(choice, 'nucleus')).isRight, false);
  assert.equal((await answer(choice, 'mitochondrion')).isRight, true);
  const good = await answer(free, 'Plants make sugar and oxygen from light, water and carbon dioxide');
  assert.ok(good.isRight && good.score > 0.6 && good.score <= 1, String(good.score));
  const { topics } = await call('GET /progress', { token });
  assert.deepEqual(
    topics.map(({ topic, answered, right }) => [topic, answered, right]),
    [['biology', 2, 2]],
  );
  assert.equal((await answer(free, 'Cells have walls')).isRight, false);
});

test('an answer to another learner is not taken', async () => {
  const other = await call('POST /register', {
    body: { email: 'bob@example.com', password: 'correct horse' },
  });
  const { session, questions } = await call('POST /sessions', { token, body: { topic: 'history' } });
  const body = { question: questions[0].id, answer: '1989' };
  const pathParameters = { session: String(session) };
  const place = { token: other.token, pathParameters, body };
  assert.equal((await call('POST /sessions/{session}/answers', place)).status, 404);
});

test('a batch of questions is added as a whole, or not at all', async () => {
  const add = (text) => call('POST /questions', { token, body: { text } });
  assert.equal((await add('physics;text;Why?;because\nphysics;choice;Which?;x;x|y')).added, 2);
  await assert.rejects(
    queries.addQuestions({ query: (text, values) => system.database.query(text, values) }, [
      { topic: 'physics', kind: 'text', prompt: 'One?', answer: 'one', choices: [] },
      { topic: 'physics', kind: 'song', prompt: 'La?', answer: 'la', choices: [] },
    ]),
    /kind/,
  );
  await system.database.query('ROLLBACK');
  const { topics } = await call('GET /topics');
  assert.deepEqual(topics.find(({ topic }) => topic === 'physics')?.questions, 2);
});

test('the question bank gives its questions to those who have its key', async () => {
  assert.deepEqual(await call('POST /questions/bank', { token, body: { topic: 'chemistry' } }), {
    status: 200,
    added: 1,
  });
  assert.equal((await call('POST /questions/bank', { body: { topic: 'chemistry' } })).status, 401);
});
