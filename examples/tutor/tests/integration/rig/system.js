// What the functions meet in an account: PostgreSQL (compiled to WebAssembly, and reached over a socket), and AWS's API with the
// secrets, the scoring function, which is run with a model trained here, and a question bank.
const { spawnSync } = require('node:child_process');
const { mkdtempSync, cpSync, rmSync } = require('node:fs');
const { createServer } = require('node:http');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { text } = require('node:stream/consumers');

const root = join(__dirname, '..', '..', '..');
const scoring = join(root, 'src', 'scoring');
const bankKey = 'a-key-of-the-bank';

/** Trains the model into the folder, as the build does. */
function train(folder) {
  python(['-B', join(scoring, 'train.py'), folder]);
}

/** What the function answers, by its own handler and in its own language. */
function score(model, event) {
  const program = `import json, sys; sys.path.insert(0, ${JSON.stringify(scoring)}); import index; print(json.dumps(index.handler(json.loads(sys.argv[1]), None)))`;
  const environment = { ...process.env, MODEL_FILE: join(model, 'similarity_model.json') };
  return JSON.parse(python(['-B', '-c', program, JSON.stringify(event)], environment));
}

function python(args, env = process.env) {
  const { status, stdout, stderr } = spawnSync('python3', args, { encoding: 'utf8', env });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

async function listening(server) {
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return server.address().port;
}

/** With an empty database; the functions of `entry` are called by `call`. */
async function openSystem() {
  const { PGlite } = await import('@electric-sql/pglite');
  const { PGLiteSocketServer } = await import('@electric-sql/pglite-socket');
  const folder = mkdtempSync(join(tmpdir(), 'tutor-'));
  train(folder);
  const database = await PGlite.create();
  const socket = new PGLiteSocketServer({ db: database, host: '127.0.0.1', port: 0, maxConnections: 5 });
  const address = new Promise((resolve) =>
    socket.addEventListener('listening', ({ detail }) => resolve(detail)),
  );
  await socket.start();
  const { port } = await address;
  const bank = createServer((request, response) => {
    const isKnown = request.headers.authorization === `Bearer ${bankKey}`;
    const topic = new URL(request.url, 'http://bank').searchParams.get('topic');
    response.statusCode = isKnown ? 200 : 403;
    response.end(isKnown ? `${topic};choice;What is H2O?;water;water|salt` : '');
  });
  const secrets = {
    tokens: { key: 'a-key-of-the-tokens' },
    database: { username: 'postgres', password: 'postgres' },
    bank: { address: '', key: bankKey },
  };
  const account = createServer(async (request, response) => {
    const given = JSON.parse(await text(request));
    if (request.url.startsWith('/2015-03-31/functions/')) response.end(JSON.stringify(score(folder, given)));
    else response.end(JSON.stringify({ SecretString: JSON.stringify(secrets[given.SecretId]) }));
  });
  secrets.bank.address = `http://127.0.0.1:${await listening(bank)}/questions`;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${await listening(account)}`,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'y',
    DATABASE_HOST: '127.0.0.1',
    DATABASE_PORT: String(port),
    DATABASE_NAME: 'postgres',
    DATABASE_SECRET: 'database',
    JWT_SECRET: 'tokens',
    QUESTION_BANK_SECRET: 'bank',
    SCORE_FUNCTION: 'score:live',
    ENVIRONMENT: 'development',
  });
  for (const file of ['migrations', 'validate.sql'])
    cpSync(join(root, 'src', 'database', file), join(root, 'src', 'lambda', file), { recursive: true });
  return {
    database,
    close: async () => {
      await socket.stop();
      await database.close();
      for (const server of [bank, account]) server.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A request as the HTTP API hands it on. */
async function call(routeKey, { body, token, pathParameters } = {}) {
  const entries = {
    register: 'auth',
    login: 'auth',
    questions: 'upload',
    progress: 'progress',
    health: 'progress',
  };
  process.env.ENTRY = entries[routeKey.split('/')[1]] ?? 'quiz';
  const { handler } = require('../../../src/lambda/index.js');
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const event = { routeKey, headers, pathParameters, body: body && JSON.stringify(body) };
  const answer = await handler(event);
  return { status: answer.statusCode, ...JSON.parse(answer.body) };
}

module.exports = { call, openSystem };
