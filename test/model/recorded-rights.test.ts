// From the calls of runs to the least policy of a role.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluateRequest } from '../../src/model/iam/evaluate.ts';
import { recordedPolicy, recordedRights, type RecordedCall } from '../../src/model/rights/recorded-rights.ts';

function call(action: string, resource: string, more: Partial<RecordedCall> = {}): RecordedCall {
  const principal = 'arn:aws:sts::111122223333:assumed-role/build/AWSCodeBuild-1';
  return { executionId: 'one', principal, action, resource, conditionKeys: '', ...more };
}

const resources = (calls: readonly RecordedCall[]) => recordedRights(calls).map(({ resource }) => resource);

const object = (key: string) => `arn:aws:s3:::shop/${key}`;

test('the same call of several runs is one right', () => {
  const calls = [
    call('s3:GetObject', object('a')),
    call('s3:GetObject', object('a'), { executionId: 'two' }),
  ];
  expect(recordedRights(calls)).toEqual([
    { action: 's3:GetObject', resource: object('a'), conditionKeys: '', runs: 2, sessions: ['AWSCodeBuild'] },
  ]);
});

test('what a folder covers is not listed next to it', () => {
  const calls = [call('s3:PutObject', object('site/a.html')), call('s3:PutObject', object('site/*'))];
  expect(resources(calls)).toEqual([object('site/*')]);
});

test('many objects are their folders, few are themselves', () => {
  const many = Array.from({ length: 30 }, (_, number) => call('s3:PutObject', object(`site/${number}.js`)));
  expect(resources(many)).toEqual([object('site/*')]);
  expect(resources(many.slice(0, 20))).toHaveLength(20);
});

test.each([
  [
    'arn:aws:logs:eu-central-1:111122223333:log-group:g:log-stream:a/b',
    'arn:aws:logs:eu-central-1:111122223333:log-group:g:log-stream:*',
  ],
  ['arn:aws:ecs:eu-central-1:111122223333:task/c/0123', 'arn:aws:ecs:eu-central-1:111122223333:task/c/*'],
])('%s, which every run has another of, is %s', (resource, expected) => {
  expect(resources([call('x:Do', resource)])).toEqual([expected]);
});

test('a role is passed to the service that it was passed to', () => {
  const conditionKeys = JSON.stringify({ 'iam:PassedToService': 'lambda.amazonaws.com' });
  const rights = recordedRights([
    call('iam:PassRole', 'arn:aws:iam::111122223333:role/f', { conditionKeys }),
  ]);
  expect(recordedPolicy(rights).Statement).toEqual([
    {
      Effect: 'Allow',
      Action: ['iam:PassRole'],
      Resource: ['arn:aws:iam::111122223333:role/f'],
      Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
    },
  ]);
});

test('the policy allows every call that was made, in whatever order they came, and is always the same', () => {
  const action = fc.constantFrom('s3:GetObject', 's3:PutObject', 'ssm:GetParameter');
  const key = fc.array(fc.constantFrom('a', 'b', 'c', '1'), { minLength: 1, maxLength: 4 });
  const calls = fc.array(
    fc.tuple(action, key).map(([of, parts]) => call(of, object(parts.join('/')))),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(calls, (made) => {
      const policy = recordedPolicy(recordedRights(made));
      expect(recordedPolicy(recordedRights(made.toReversed()))).toEqual(policy);
      for (const { action: of, resource } of made) {
        const request = {
          action: of,
          resource,
          principal: { arn: 'a', account: 'b' },
          context: new Map<string, readonly string[]>(),
          isKnownKey: () => true,
        };
        expect(evaluateRequest(request, { identity: [policy] }).decision).toBe('Allowed');
      }
    }),
  );
});
