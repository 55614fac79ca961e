import { expect, test } from 'vitest';
import { readPayload } from '../../src/server/http/hooks/github-delivery.ts';

const body = (text: string) => new TextEncoder().encode(text);
const payload = { ref: 'refs/heads/main', message: 'a & b = 100% ü' };
const json = JSON.stringify(payload);
const form = new URLSearchParams({ payload: json }).toString();

test.each([
  ['JSON', json, 'application/json'],
  ['JSON without a content type', json, ''],
  ['a form', form, 'application/x-www-form-urlencoded'],
  ['a form with a charset', form, 'Application/X-WWW-Form-Urlencoded; charset=utf-8'],
])('the payload is read of %s', (_, text, contentType) => {
  expect(readPayload(body(text), contentType)).toEqual(payload);
});

test.each([
  ['a form without a payload', 'other=1', 'application/x-www-form-urlencoded'],
  ['a form of something else', 'payload=x', 'application/x-www-form-urlencoded'],
  ['a form that says that it is JSON', form, 'application/json'],
  ['nothing', '', 'application/json'],
])('there is none in %s', (_, text, contentType) => {
  expect(readPayload(body(text), contentType)).toBeUndefined();
});
