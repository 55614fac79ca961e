import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer } from '../src/answer.js';

test('the health check is answered', () => {
  assert.equal(answer('/health').text, 'ok');
});
