// Registration and login.
const { secretOf } = require('./lib/aws.js');
const { withDatabase } = require('./lib/db.js');
const { Refusal, router } = require('./lib/http.js');
const { addLearner, learnerByEmail } = require('./lib/queries.js');
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
  const id = await withDatabase((client) => addLearner(client, email, hashPassword(password)));
  if (id === undefined) throw new Refusal(409, 'This address is registered already');
  return tokenFor(id);
}

async function login({ body }) {
  const { email, password } = credentialsIn(body);
  const learner = await withDatabase((client) => learnerByEmail(client, email));
  if (learner === undefined || !isPassword(password, learner.password_hash))
    throw new Refusal(401, 'Address or password is wrong');
  return tokenFor(learner.id);
}

exports.credentialsIn = credentialsIn;
exports.handler = router({ 'POST /register': register, 'POST /login': login });
