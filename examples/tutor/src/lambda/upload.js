// Batches of questions, given by a learner or taken from the question bank: all of a batch are taken, or none.
const { secretOf } = require('./lib/aws.js');
const { readBatch } = require('./lib/batch.js');
const { withDatabase } = require('./lib/db.js');
const { Refusal, router } = require('./lib/http.js');
const { addQuestions } = require('./lib/queries.js');
const { questionsFromBank } = require('./lib/question-bank.js');
const { userOf } = require('./lib/tokens.js');

async function onlyLearners(headers) {
  const { key } = await secretOf(process.env.JWT_SECRET);
  userOf(headers, key);
}

async function add(text) {
  const { questions, wrong } = readBatch(text);
  if (wrong.length > 0)
    throw new Refusal(400, wrong.map(({ line, because }) => `Line ${line}: ${because}`).join('; '));
  if (questions.length === 0) throw new Refusal(400, 'There is no question in it');
  await withDatabase((client) => addQuestions(client, questions));
  return { added: questions.length };
}

async function upload({ headers, body }) {
  await onlyLearners(headers);
  return add(String(body.text ?? ''));
}

async function fromBank({ headers, body }) {
  await onlyLearners(headers);
  return add(await questionsFromBank(String(body.topic ?? '')));
}

exports.handler = router({ 'POST /questions': upload, 'POST /questions/bank': fromBank });
