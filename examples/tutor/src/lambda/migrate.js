// Brings the database to the version of the code: version check, snapshot in production, one transaction for each migration,
// validation, tests. A failure undoes what this run has done: in production by restoring the snapshot, elsewhere by the rollback scripts.
// Invoked by the pipeline (CodePipeline user guide, "Invoke an AWS Lambda function in a pipeline"), or with `{}` by hand;
// `{ "dryRun": true }` lists what is pending.
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { callJson } = require('./lib/aws.js');
const { connection, withDatabase } = require('./lib/db.js');
const { testLearnersWay } = require('./lib/post-migration.js');
const { migrationsDone } = require('./lib/queries.js');
const { restoreSnapshot, takeSnapshot } = require('./lib/snapshots.js');

const folder = join(__dirname, 'migrations');

const versionOf = (name) => Number(/^(\d+)/.exec(name)?.[1] ?? 0);

function migrationNames(dir = folder) {
  return readdirSync(dir)
    .filter((name) => /^\d+[^.]*\.sql$/.test(name))
    .map((name) => name.replace(/\.sql$/, ''))
    .sort();
}

/** Those up to the target that were not run. */
function pendingOf(all, done, target) {
  return all.filter((name) => !done.includes(name) && versionOf(name) <= target);
}

async function run(direction, count) {
  const { runner } = await import('node-pg-migrate');
  await runner({
    databaseUrl: await connection(),
    dir: folder,
    direction,
    count,
    migrationsTable: 'pgmigrations',
    // Each migration and the record of it are one transaction: a kill in between leaves the recorded version right.
    singleTransaction: false,
    checkOrder: true,
    log: console.log,
  });
}

/** Queries that find nothing when all is well. */
async function validate(client) {
  const checks = readFileSync(join(__dirname, 'validate.sql'), 'utf8')
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  for (const check of checks) {
    const { rows } = await client.query(check);
    if (rows.length > 0) throw new Error(`Validation: ${JSON.stringify(rows[0])} by ${check}`);
  }
}

/**
 * What this run has done is undone. A migration that failed has left nothing, for it is one transaction: where no other one was
 * completed before it, the database is as it was. Gives what was done as the end of a sentence.
 */
async function undo(doneBefore, snapshot) {
  const done = await withDatabase(migrationsDone);
  if (done.length === doneBefore.length) return 'nothing was changed';
  if (snapshot !== undefined) {
    const failed = await restoreSnapshot(process.env.DATABASE_CLUSTER, snapshot);
    return `the snapshot ${snapshot} was restored, and the cluster ${failed} has the data with the failed migration`;
  }
  await run('down', done.length - doneBefore.length);
  return 'the migrations of this run were rolled back by their scripts';
}

async function migrate({ dryRun = false } = {}) {
  const all = migrationNames();
  const target = Number(process.env.TARGET_DB_VERSION ?? versionOf(all.at(-1) ?? '0'));
  const done = await withDatabase(migrationsDone);
  const pending = pendingOf(all, done, target);
  const before = versionOf(done.at(-1) ?? '0');
  console.log(
    `The database is at version ${before}, the code at ${target}; to run: ${pending.join(', ') || 'nothing'}`,
  );
  if (dryRun || pending.length === 0) return { before, after: before, pending };
  const isProduction = process.env.ENVIRONMENT === 'production';
  const snapshot = isProduction
    ? await takeSnapshot(process.env.DATABASE_CLUSTER, `before-${target}`)
    : undefined;
  if (snapshot !== undefined) console.log(`Snapshot ${snapshot}`);
  try {
    await run('up', pending.length);
    // Queries and tests are of the newest version; an earlier one lacks what they ask for.
    if (target >= versionOf(all.at(-1))) {
      await withDatabase(validate);
      await withDatabase(testLearnersWay);
      console.log(
        "Connected as the functions do: the data are valid, and a learner's way through them works",
      );
    }
  } catch (error) {
    const undone = await undo(done, snapshot);
    throw new Error(`The migration failed: ${error.message}; ${undone}`, { cause: error });
  }
  return { before, after: target, pending, snapshot };
}

/** Of a job of CodePipeline the result is reported; what is thrown would leave it waiting. */
async function handler(event = {}) {
  const job = event['CodePipeline.job'];
  if (job === undefined) return { statusCode: 200, body: 'Migrations completed', ...(await migrate(event)) };
  const report = (operation, input) =>
    callJson('codepipeline', `CodePipeline_20150709.${operation}`, { jobId: job.id, ...input });
  try {
    const { before, after, pending, snapshot = '' } = await migrate();
    await report('PutJobSuccessResult', {
      outputVariables: { From: String(before), To: String(after), Snapshot: snapshot },
      executionDetails: {
        summary: `Version ${before} to ${after}: ${pending.join(', ') || 'nothing to do'}`,
      },
    });
  } catch (error) {
    await report('PutJobFailureResult', {
      failureDetails: { type: 'JobFailed', message: error.message.slice(0, 4900) },
    });
  }
  return { statusCode: 200, body: 'Migrations completed' };
}

module.exports = { handler, migrationNames, pendingOf, versionOf };
