// JSON Web Tokens, HS256 (RFC 7515, RFC 7519), and passwords.
const { createHmac, randomBytes, scryptSync, timingSafeEqual } = require('node:crypto');
const { Refusal } = require('./http.js');

const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const sign = (text, key) => createHmac('sha256', key).update(text).digest('base64url');

function issue(claims, key, now = Date.now()) {
  const seconds = Math.floor(now / 1000);
  const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ ...claims, iat: seconds, exp: seconds + 3600 })}`;
  return `${text}.${sign(text, key)}`;
}

/** The claims of a token that is ours and not over. */
function verify(token, key, now = Date.now()) {
  const [head = '', body = '', signature = ''] = token.split('.');
  const expected = Buffer.from(sign(`${head}.${body}`, key));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given))
    throw new Refusal(401, 'The token is not valid');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
  if (claims.exp * 1000 <= now) throw new Refusal(401, 'The token has expired');
  return claims;
}

/** The user of a request. */
function userOf(headers, key) {
  const [scheme, token = ''] = (headers.authorization ?? '').split(' ');
  if (scheme !== 'Bearer') throw new Refusal(401, 'Log in first');
  return Number(verify(token, key).sub);
}

function hashPassword(password, salt = randomBytes(16).toString('base64')) {
  return `${salt}:${scryptSync(password, salt, 32).toString('base64')}`;
}

function isPassword(password, hash) {
  const [salt = ''] = hash.split(':');
  return timingSafeEqual(Buffer.from(hashPassword(password, salt)), Buffer.from(hash));
}

module.exports = { hashPassword, isPassword, issue, userOf, verify };
