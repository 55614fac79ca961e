// The database, as the user of its secret.
const { readFileSync } = require('node:fs');
const pg = require('pg');
const { secretOf } = require('./aws.js');

async function connection() {
  const { DATABASE_HOST, DATABASE_PORT, DATABASE_NAME, DATABASE_SECRET } = process.env;
  const { username, password } = await secretOf(DATABASE_SECRET);
  return {
    host: DATABASE_HOST,
    port: Number(DATABASE_PORT),
    database: DATABASE_NAME,
    user: username,
    password,
    // Aurora takes no other connections; the file is that of Lambda's runtimes.
    ssl: /\.rds\.amazonaws\.com$/.test(DATABASE_HOST) && { ca: readFileSync('/var/runtime/ca-cert.pem') },
  };
}

/** A connection for the work alone; a paused cluster takes a while until it answers. */
async function withDatabase(work) {
  const client = new pg.Client({ ...(await connection()), connectionTimeoutMillis: 30_000 });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

module.exports = { connection, withDatabase };
