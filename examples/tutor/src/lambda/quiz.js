// Quiz sessions: questions of a topic, and answers to them.
const { invoke, secretOf } = require('./lib/aws.js');
const { withDatabase } = require('./lib/db.js');
const { gradeChoice, gradeText } = require('./lib/grading.js');
const { Refusal, router } = require('./lib/http.js');
const queries = require('./lib/queries.js');
const { userOf } = require('./lib/tokens.js');

async function learner(headers) {
  const { key } = await secretOf(process.env.JWT_SECRET);
  return userOf(headers, key);
}

async function begin({ headers, body: { topic = 'biology' } }) {
  const user = await learner(headers);
  return withDatabase(async (client) => {
    const questions = await queries.questionsOf(client, topic);
    if (questions.length === 0) throw new Refusal(404, 'There is no such topic');
    return { session: await queries.beginSession(client, user, topic), questions };
  });
}

async function grade(question, given) {
  if (question.kind !== 'text') return gradeChoice(question, given);
  const { score } = await invoke(process.env.SCORE_FUNCTION, { expected: question.answer, given });
  return gradeText(score);
}

async function answer({ headers, body, path: { session } }) {
  const user = await learner(headers);
  return withDatabase(async (client) => {
    const place = { session, learner: user, question: body.question };
    const question = await queries.questionIn(client, place);
    if (question === undefined) throw new Refusal(404, 'There is no such question in this session');
    const result = await grade(question, body.answer);
    await queries.recordAnswer(client, { ...place, given: body.answer, ...result });
    return { ...result, expected: question.answer };
  });
}

async function topics() {
  return { topics: await withDatabase(queries.topics) };
}

exports.handler = router({
  'GET /topics': topics,
  'POST /sessions': begin,
  'POST /sessions/{session}/answers': answer,
});
