// Filter patterns of CloudWatch Logs.
import { expect, test } from 'vitest';
import { parseFilterPattern } from '../../src/services/logs/filter-pattern.ts';

const json = JSON.stringify({
  eventType: 'UpdateTrail',
  size: 12,
  user: { id: 1, name: 'Ann B' },
  list: [{ id: 'a' }, { id: 'b' }],
  nothing: null,
  isFirst: true,
});
const line = '127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534';

test.each([
  ['', 'anything', true],
  ['ERROR', '[ERROR 400] BAD REQUEST', true],
  ['ERROR', 'an error', false],
  ['ERROR ARGUMENTS', '[ERROR 419] MISSING ARGUMENTS', true],
  ['ERROR ARGUMENTS', '[ERROR 401] UNAUTHORIZED', false],
  ['?ERROR ?WARN', 'WARN: low', true],
  ['?ERROR ?WARN', 'INFO', false],
  ['ERROR -ARGUMENTS', '[ERROR 419] MISSING ARGUMENTS', false],
  ['ERROR -ARGUMENTS', '[ERROR 401] UNAUTHORIZED', true],
  ['ERROR ?WARN', 'WARN: low', false],
  ['"ERROR 400]"', '[ERROR 400] BAD REQUEST', true],
  [String.raw`"say \"hi\""`, 'they say "hi" now', true],
  ['-"not here"', 'it is here', true],
  [String.raw`%\d+ms%`, 'took 15ms', true],
  [String.raw`%^\d+ms%`, 'took 15ms', false],
  ['{ $.eventType = "UpdateTrail" }', json, true],
  ['{ $.eventType = Update* }', json, true],
  ['{ $.eventType = "updateTrail" }', json, false],
  ['{ $.eventType = %^Upd% }', json, true],
  ['{ $.eventType != "Other" }', json, true],
  ['{ $.absent != "Other" }', json, false],
  ['{ $.size > 11 && $.size <= 12.0 }', json, true],
  ['{ $.size = 12.0 }', json, true],
  ['{ $.size > 12 || ($.user.id = 1 && $.isFirst IS TRUE) }', json, true],
  ['{ $.isFirst IS FALSE }', json, false],
  ['{ $.nothing IS NULL }', json, true],
  ['{ $.nothing EXISTS }', json, true],
  ['{ $.absent NOT EXISTS }', json, true],
  ['{ $.user.toString EXISTS }', json, false],
  ['{ $.list[1].id = b }', json, true],
  ['{ $.list[*].id = "b" }', json, true],
  ['{ $.list[0].id = "b" }', json, false],
  ['{ $.user.name = "Ann B" }', json, true],
  ['{ $.a = 1 }', 'no json', false],
  ['{ $.a = 1 }', '7', false],
  ['[ip, user, name, time, request, status = 4*, bytes]', line, true],
  ['[ip, user, name, time, request, status = 4*, bytes > 2000]', line, false],
  ['[ip, ..., status = 404 || status = 410, bytes]', line, true],
  ['[..., bytes > 1000 && bytes < 2000]', line, true],
  ['[ip, user]', line, false],
  ['[ip, ..., request = "*html*", status, bytes]', line, true],
  // As many ways to try as a message has parts: none of them is tried twice.
  ['{ $.text = *a*a*a*a*a*a*a*a*a*a*a*b }', JSON.stringify({ text: 'a'.repeat(2000) }), false],
  ['%a*a*a*a*a*a*a*a*a*a*a*b%', 'a'.repeat(2000), false],
  ['{ $.text = %a*a*a*a*a*a*a*a*a*a*a*b% }', JSON.stringify({ text: 'a'.repeat(2000) }), false],
] as const)('the pattern %s, tested with %s, gives %s', (pattern, message, matches) => {
  expect(parseFilterPattern(pattern)(message)).toBe(matches);
});

test.each([
  'a:b',
  '"open',
  '{ $.a = 1',
  '{ a = 1 }',
  '{ $.a ~ 1 }',
  '{ $.a = 1 } more }',
  '{ ($.a = 1 }',
  '{ $.a = }',
  '[a, b',
  '[..., a, ...]',
  '%(a)%',
  '%[%',
  '{ $.a IS MAYBE }',
  '{ $..a = 1 }',
])('the pattern %s is refused', (pattern) => {
  expect(() => parseFilterPattern(pattern)).toThrow(`Invalid filter pattern: ${pattern}`);
});
