// Quiz sessions: questions of a topic, and answers to them.
const { invoke, secretOf } = require('./lib/aws.js');
const { withDatabase } = require('./lib/db.js');
const { gradeChoice, gradeText } = require('./lib/grading.js');
const { Refusal, router } = require('./lib/http.js');
const { userOf } = require('./lib/tokens.js');

async function learner(headers) {
  const { key } = await secretOf(process.env.JWT_SECRET);
  return userOf(headers, key);
}

async function begin({ headers, body }) {
  const user = await learner(headers);
  return withDatabase(async (client) => {
    const questions = await client.query(
      'SELECT id, kind, prompt, choices FROM questions WHERE topic = $1 ORDER BY id',
      [body.topic ?? 'biology'],
    );
    if (questions.rows.length === 0) throw new Refusal(404, 'There is no such topic');
    const { rows } = await client.query(
      'INSERT INTO sessions (learner_id, topic) VALUES ($1, $2) RETURNING id',
      [user, body.topic ?? 'biology'],
    );
    return { session: rows[0].id, questions: questions.rows };
  });
}

async function answer({ headers, body, path }) {
  const user = await learner(headers);
  return withDatabase(async (client) => {
    const { rows } = await client.query(
      `SELECT questions.kind, questions.answer FROM sessions JOIN questions ON questions.topic = sessions.topic
         WHERE sessions.id = $1 AND sessions.learner_id = $2 AND questions.id = $3`,
      [path.session, user, body.question],
    );
    if (rows.length === 0) throw new Refusal(404, 'There is no such question in this session');
    const [question] = rows;
    const result =
      question.kind === 'text'
        ? gradeText(
            (await invoke(process.env.SCORE_FUNCTION, { expected: question.answer, given: body.answer }))
              .score,
          )
        : gradeChoice(question, body.answer);
    await client.query(
      `INSERT INTO answers (session_id, question_id, given, score, is_right) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (session_id, question_id) DO UPDATE SET given = $3, score = $4, is_right = $5`,
      [path.session, body.question, body.answer, result.score, result.isRight],
    );
    return { ...result, expected: question.answer };
  });
}

async function topics() {
  const { rows } = await withDatabase((client) =>
    client.query('SELECT topic, count(*)::int AS questions FROM questions GROUP BY topic ORDER BY topic'),
  );
  return { topics: rows };
}

exports.handler = router({
  'GET /topics': topics,
  'POST /sessions': begin,
  'POST /sessions/{session}/answers': answer,
});
