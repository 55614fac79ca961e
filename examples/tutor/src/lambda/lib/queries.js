// What the functions ask the database for, each with the connection of its caller.

/** Undefined when the address is taken. */
async function addLearner(client, email, passwordHash) {
  const { rows } = await client.query(
    'INSERT INTO learners (email, password_hash) VALUES ($1, $2) ON CONFLICT (email) DO NOTHING RETURNING id',
    [email, passwordHash],
  );
  return rows[0]?.id;
}

async function learnerByEmail(client, email) {
  const { rows } = await client.query('SELECT id, password_hash FROM learners WHERE email = $1', [email]);
  return rows[0];
}

async function topics(client) {
  const { rows } = await client.query(
    'SELECT topic, count(*)::int AS questions FROM questions GROUP BY topic ORDER BY topic',
  );
  return rows;
}

async function questionsOf(client, topic) {
  const { rows } = await client.query(
    'SELECT id, kind, prompt, choices FROM questions WHERE topic = $1 ORDER BY id',
    [topic],
  );
  return rows;
}

async function beginSession(client, learner, topic) {
  const { rows } = await client.query(
    'INSERT INTO sessions (learner_id, topic) VALUES ($1, $2) RETURNING id',
    [learner, topic],
  );
  return rows[0].id;
}

/** Undefined when the session is not the learner's, or has no such question. */
async function questionIn(client, { session, learner, question }) {
  const { rows } = await client.query(
    `SELECT questions.kind, questions.answer FROM sessions JOIN questions ON questions.topic = sessions.topic
       WHERE sessions.id = $1 AND sessions.learner_id = $2 AND questions.id = $3`,
    [session, learner, question],
  );
  return rows[0];
}

/** A second answer to the same question replaces the first. */
async function recordAnswer(client, { session, question, given, score, isRight }) {
  await client.query(
    `INSERT INTO answers (session_id, question_id, given, score, is_right) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (session_id, question_id) DO UPDATE SET given = $3, score = $4, is_right = $5`,
    [session, question, given, score, isRight],
  );
}

async function progressOf(client, learner) {
  const { rows } = await client.query(
    `SELECT sessions.topic, count(*)::int AS answered, count(*) FILTER (WHERE is_right)::int AS right, round(avg(score)::numeric, 2)::float AS score
       FROM answers JOIN sessions ON sessions.id = answers.session_id
       WHERE sessions.learner_id = $1 GROUP BY sessions.topic ORDER BY sessions.topic`,
    [learner],
  );
  return rows;
}

/** All of them, or none. */
async function addQuestions(client, questions) {
  await client.query('BEGIN');
  for (const { topic, kind, prompt, answer, choices } of questions)
    await client.query(
      'INSERT INTO questions (topic, kind, prompt, answer, choices) VALUES ($1, $2, $3, $4, $5)',
      [topic, kind, prompt, answer, JSON.stringify(choices)],
    );
  await client.query('COMMIT');
}

/** The names of the migrations that were run, in their order. */
async function migrationsDone(client) {
  const { rows } = await client.query("SELECT to_regclass('public.pgmigrations') AS name");
  if (rows[0].name === null) return [];
  return (await client.query('SELECT name FROM pgmigrations ORDER BY id')).rows.map(({ name }) => name);
}

module.exports = {
  addLearner,
  addQuestions,
  beginSession,
  learnerByEmail,
  migrationsDone,
  progressOf,
  questionIn,
  questionsOf,
  recordAnswer,
  topics,
};
