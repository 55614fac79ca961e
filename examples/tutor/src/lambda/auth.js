// Registration and login.
const { secretOf } = require('./lib/aws.js');
const { withDatabase } = require('./lib/db.js');
const { Refusal, router } = require('./lib/http.js');
const { hashPassword, isPassword, issue } = require('./lib/tokens.js');

function credentialsIn({ email = '', password = '' }) {
  if (!/^\S+@\S+$/.test(email)) throw new Refusal(400, 'Give a mail address');
  if (password.length < 8) throw new Refusal(400, 'A password has eight characters at least');
  return { email: email.toLowerCase(), password };
}

async function tokenFor(id) {
  const { key } = await secretOf(process.env.JWT_SECRET);
  return { token: issue({ sub: String(id) }, key) };
}

async function register({ body }) {
  const { email, password } = credentialsIn(body);
  const { rows } = await withDatabase((client) =>
    client.query(
      'INSERT INTO learners (email, password_hash) VALUES ($1, $2) ON CONFLICT (email) DO NOTHING RETURNING id',
      [email, hashPassword(password)],
    ),
  );
  if (rows.length === 0) throw new Refusal(409, 'This address is registered already');
  return tokenFor(rows[0].id);
}

async function login({ body }) {
  const { email, password } = credentialsIn(body);
  const { rows } = await withDatabase((client) =>
    client.query('SELECT id, password_hash FROM learners WHERE email = $1', [email]),
  );
  if (rows.length === 0 || !isPassword(password, rows[0].password_hash))
    throw new Refusal(401, 'Address or password is wrong');
  return tokenFor(rows[0].id);
}

exports.credentialsIn = credentialsIn;
exports.handler = router({ 'POST /register': register, 'POST /login': login });
