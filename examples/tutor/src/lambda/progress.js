// What a learner has achieved, topic by topic, and whether the database answers.
const { secretOf } = require('./lib/aws.js');
const { withDatabase } = require('./lib/db.js');
const { router } = require('./lib/http.js');
const { migrationsDone, progressOf } = require('./lib/queries.js');
const { userOf } = require('./lib/tokens.js');

async function progress({ headers }) {
  const { key } = await secretOf(process.env.JWT_SECRET);
  const user = userOf(headers, key);
  return { topics: await withDatabase((client) => progressOf(client, user)) };
}

/** Fails when the database cannot be reached, or holds no tables. */
async function health() {
  const done = await withDatabase(migrationsDone);
  if (done.length === 0) throw new Error('The database has no migrations');
  return { database: 'reachable', version: Number.parseInt(done.at(-1), 10) };
}

exports.handler = router({ 'GET /progress': progress, 'GET /health': health });
