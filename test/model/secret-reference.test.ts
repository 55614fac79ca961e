import { expect, test } from 'vitest';
import { parseSecretReference } from '../../src/model/secret-reference.ts';

const arn = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:app/token-AbCdEf';

const forms: readonly (readonly [text: string, expected: object])[] = [
  ['app/db', { secretId: 'app/db' }],
  ['app/db:password', { secretId: 'app/db', jsonKey: 'password' }],
  ['app/db::AWSPREVIOUS', { secretId: 'app/db', versionStage: 'AWSPREVIOUS' }],
  ['app/db:password::id-1', { secretId: 'app/db', jsonKey: 'password', versionId: 'id-1' }],
  ['app/db:::', { secretId: 'app/db' }],
  [arn, { secretId: arn }],
  [`${arn}:password:AWSCURRENT`, { secretId: arn, jsonKey: 'password', versionStage: 'AWSCURRENT' }],
];

test.each(forms)('%s', (text, expected) => {
  expect(parseSecretReference(text)).toEqual({ value: expected });
});

test.each(['', ':key', 'arn:aws:secretsmanager', 'a:b:c:d', 'a:b::c:d'])(
  '"%s" is refused with a reason',
  (text) => {
    expect(parseSecretReference(text)).toEqual({ failed: expect.stringMatching(/./) });
  },
);
