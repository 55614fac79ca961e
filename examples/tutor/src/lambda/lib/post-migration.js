// Tests of a migrated database before any function of the new version has traffic: the way of a learner by the queries of the
// functions, over a connection as the functions have it. Nothing of it stays.
const assert = require('node:assert/strict');
const queries = require('./queries.js');

async function testLearnersWay(client) {
  await client.query('BEGIN');
  try {
    const [{ topic }] = await queries.topics(client);
    const email = `migration-${Date.now()}@example.com`;
    const learner = await queries.addLearner(client, email, 'none');
    assert.equal((await queries.learnerByEmail(client, email)).id, learner, 'a learner is found again');
    const session = await queries.beginSession(client, learner, topic);
    const [question] = await queries.questionsOf(client, topic);
    const place = { session, learner, question: question.id };
    const { answer } = await queries.questionIn(client, place);
    await queries.recordAnswer(client, { ...place, given: answer, score: 1, isRight: true });
    const progress = await queries.progressOf(client, learner);
    assert.deepEqual(progress, [{ topic, answered: 1, right: 1, score: 1 }], 'progress is kept');
  } catch (error) {
    throw new Error(`The tests after the migration: ${error.message}`, { cause: error });
  } finally {
    await client.query('ROLLBACK');
  }
}

module.exports = { testLearnersWay };
