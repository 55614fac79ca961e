// The functions with a database: the address of one is in DATABASE_HOST and its like.
const assert = require('node:assert/strict');
const test = require('node:test');

test('a route that is not there is answered and not thrown', async () => {
  process.env.ENTRY = 'progress';
  const { handler } = require('../../src/lambda/index.js');
  assert.equal((await handler({ routeKey: 'GET /nothing' })).statusCode, 404);
});

test('a request without a token is refused before the database is asked', async () => {
  const { createServer } = require('node:http');
  const server = createServer((_, answer) =>
    answer.end(JSON.stringify({ SecretString: '{"key":"key"}' })),
  ).listen(0);
  await new Promise((resolve) => server.once('listening', resolve));
  process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${server.address().port}`;
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'y',
    JWT_SECRET: 'tokens',
  });
  const { handler } = require('../../src/lambda/progress.js');
  const answer = await handler({ routeKey: 'GET /progress', headers: {} });
  server.close();
  assert.equal(answer.statusCode, 401);
});
