// What a learner has achieved, topic by topic.
const { secretOf } = require('./lib/aws.js');
const { withDatabase } = require('./lib/db.js');
const { router } = require('./lib/http.js');
const { userOf } = require('./lib/tokens.js');

async function progress({ headers }) {
  const { key } = await secretOf(process.env.JWT_SECRET);
  const user = userOf(headers, key);
  const { rows } = await withDatabase((client) =>
    client.query(
      `SELECT sessions.topic, count(*)::int AS answered, count(*) FILTER (WHERE is_right)::int AS right, round(avg(score)::numeric, 2)::float AS score
         FROM answers JOIN sessions ON sessions.id = answers.session_id
         WHERE sessions.learner_id = $1 GROUP BY sessions.topic ORDER BY sessions.topic`,
      [user],
    ),
  );
  return { topics: rows };
}

exports.handler = router({ 'GET /progress': progress });
