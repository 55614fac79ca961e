// Who can reach the server, and what is said about it.
import { expect, test } from 'vitest';
import { exposureWarning, isLoopback, ownNames, wrongPublicHost } from '../../src/server/listen-address.ts';

test.each([
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['::1', true],
  ['localhost', true],
  ['0.0.0.0', false],
  ['::', false],
  ['192.168.1.5', false],
  ['127.example.com', false],
  ['fe80::1', false],
])('%s is this machine alone: %s, and the warning says so', (host, isOwn) => {
  expect(isLoopback(host)).toBe(isOwn);
  expect(exposureWarning(host, ['ci.example.com']) === undefined).toBe(isOwn);
});

test('the warning names TLS, tokens, and the name that is missing', () => {
  expect(exposureWarning('0.0.0.0', [])).toMatch(/unencrypted, tokens too.*TLS.*--public-host/);
  expect(exposureWarning('192.168.1.5', [])).not.toContain('--public-host');
});

test('an address that is listened on is a name of the server, in the spelling of a URL', () => {
  expect(ownNames('192.168.1.5', ['CI.Example.com'])).toEqual([
    'localhost',
    '127.0.0.1',
    '[::1]',
    'ci.example.com',
    '192.168.1.5',
  ]);
  expect(ownNames('fe80::1', []).at(-1)).toBe('[fe80::1]');
  expect(ownNames('0.0.0.0', [])).not.toContain('0.0.0.0');
});

test.each([
  'https://ci.example.com',
  'ci.example.com:4600',
  '*',
  '*.example.com',
  '',
  'a b',
  'ci.example.com/',
])('"%s" is no public name', (name) => expect(wrongPublicHost(name)?.code).toBe('CallInvalid'));

test.each(['ci.example.com', 'CI', '10.0.0.1', '[fe80::1]', 'my_host'])('"%s" is a public name', (name) =>
  expect(wrongPublicHost(name)).toBe(undefined),
);
