// A batch of questions: all of them are taken, or none.
const { secretOf } = require('./lib/aws.js');
const { readBatch } = require('./lib/batch.js');
const { withDatabase } = require('./lib/db.js');
const { Refusal, router } = require('./lib/http.js');
const { userOf } = require('./lib/tokens.js');

async function upload({ headers, body }) {
  const { key } = await secretOf(process.env.JWT_SECRET);
  userOf(headers, key);
  const { questions, wrong } = readBatch(String(body.text ?? ''));
  if (wrong.length > 0)
    throw new Refusal(400, wrong.map(({ line, because }) => `Line ${line}: ${because}`).join('; '));
  if (questions.length === 0) throw new Refusal(400, 'There is no question in it');
  await withDatabase(async (client) => {
    await client.query('BEGIN');
    for (const { topic, kind, prompt, answer, choices } of questions)
      await client.query(
        'INSERT INTO questions (topic, kind, prompt, answer, choices) VALUES ($1, $2, $3, $4, $5)',
        [topic, kind, prompt, answer, JSON.stringify(choices)],
      );
    await client.query('COMMIT');
  });
  return { added: questions.length };
}

exports.handler = router({ 'POST /questions': upload });
