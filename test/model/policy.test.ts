// What IAM policies decide: tables from the IAM user guide, and what holds for all of them.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decides, type PolicyRequest } from '../../src/model/policy-decision.ts';
import {
  asPattern,
  covers,
  unknownCharacter,
  unknownResource,
  unknownText,
} from '../../src/model/policy-pattern.ts';
import type { PolicyStatement } from '../../src/model/policy.ts';

const patterns: readonly (readonly [covered: boolean, pattern: string, asked: string])[] = [
  [true, '*', 'arn:aws:s3:::site/*'],
  [true, 'arn:aws:s3:::site/*', 'arn:aws:s3:::site/*'],
  [true, 'arn:aws:s3:::site*', 'arn:aws:s3:::site/*'],
  [false, 'arn:aws:s3:::site/img/*', 'arn:aws:s3:::site/*'],
  [false, 'arn:aws:s3:::site/?', 'arn:aws:s3:::site/*'],
  [true, 'arn:aws:s3:::site/?', 'arn:aws:s3:::site/a'],
  [false, 'arn:aws:s3:::site/?', 'arn:aws:s3:::site/ab'],
  [false, 'arn:aws:s3:::Site/*', 'arn:aws:s3:::site/a'],
  [true, 'arn:aws:logs:*:*:*', 'arn:aws:logs:us-east-1:111122223333:log-group:/aws/codebuild/a:*'],
  [true, 'arn:aws:logs:*', 'arn:aws:logs:us-east-1:111122223333:log-group:a'],
  [true, 'arn:aws:ecs:eu-west-1:1:service/*', `arn:aws:ecs:${unknownText}:1:service/a/b`],
  [false, 'arn:aws:ecs:eu-west-1:2:service/*', `arn:aws:ecs:${unknownText}:1:service/a/b`],
  [true, 'arn:aws:iam::1:role/ecsTask', `arn:aws:iam::1:role/${unknownText}`],
  [true, 'secret:db-??????', `secret:db-${unknownCharacter.repeat(6)}`],
  [true, 'secret:db-AbCdEf', `secret:db-${unknownCharacter.repeat(6)}`],
  [true, 'secret:db-*', `secret:db-${unknownCharacter.repeat(6)}`],
  [false, 'secret:db-?????', `secret:db-${unknownCharacter.repeat(6)}`],
  [true, 'arn:aws:logs:*:*:log-group:a:*', unknownResource],
  [true, '', ''],
  [false, '', 'a'],
  [true, '**', ''],
];

test.each(patterns)('covered is %s: %j for %j', (covered, pattern, asked) => {
  expect(covers(pattern, asked)).toBe(covered);
});

const word = fc.string({ unit: fc.constantFrom('a', 'b', ':', '/'), maxLength: 6 });
const glob = fc.string({ unit: fc.constantFrom('a', 'b', ':', '*', '?'), maxLength: 6 });

test('a pattern covers the texts that the same regular expression matches', () => {
  fc.assert(
    fc.property(glob, word, (pattern, text) => {
      const expression = pattern.replaceAll('*', '.*').replaceAll('?', '.');
      expect(covers(pattern, text)).toBe(new RegExp(`^${expression}$`, 's').test(text));
    }),
    { numRuns: 3000 },
  );
});

test('a pattern that covers a pattern covers everything that the other one covers', () => {
  const stars = fc.string({ unit: fc.constantFrom('a', 'b', ':', '*'), maxLength: 6 });
  fc.assert(
    fc.property(glob, stars, word, (pattern, other, text) => {
      fc.pre(covers(pattern, other) && covers(other, text));
      expect(covers(pattern, text)).toBe(true);
    }),
    { numRuns: 1000, maxSkipsPerRun: 1000 },
  );
});

test('what is unknown is covered whenever one text in its place is', () => {
  fc.assert(
    fc.property(glob, word, word, word, (pattern, before, unknown, after) => {
      fc.pre(!unknown.includes(':'));
      fc.pre(covers(pattern, before + unknown + after));
      expect(covers(pattern, before + unknownText + after)).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

test('what is unknown is written as a pattern', () => {
  expect(asPattern(`a:${unknownText}:b-${unknownCharacter.repeat(2)}${unknownText}*`)).toBe('a:*:b-??*');
});

const allow = (more: Partial<PolicyStatement>): PolicyStatement => ({
  Effect: 'Allow',
  Action: '*',
  Resource: '*',
  ...more,
});
const put: PolicyRequest = { action: 's3:PutObject', resource: 'arn:aws:s3:::site/a' };
const pass: PolicyRequest = {
  action: 'iam:PassRole',
  resource: 'arn:aws:iam::1:role/task',
  context: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' },
};
const toTasks = { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' };

const decisions: readonly (readonly [
  decision: string,
  what: string,
  statements: readonly PolicyStatement[],
  request: PolicyRequest,
])[] = [
  ['NotAllowed', 'nothing', [], put],
  ['Allowed', 'everything', [allow({})], put],
  ['Allowed', 'the action in other letters', [allow({ Action: 'S3:putobject' })], put],
  ['Allowed', 'one of several', [allow({ Action: ['s3:GetObject', 's3:Put*'] })], put],
  ['NotAllowed', 'another action', [allow({ Action: 's3:GetObject' })], put],
  ['NotAllowed', 'another resource', [allow({ Resource: ['arn:aws:s3:::other/*'] })], put],
  ['Allowed', 'all but another action', [allow({ Action: undefined, NotAction: 'iam:*' } as never)], put],
  ['NotAllowed', 'all but this service', [allow({ Action: undefined, NotAction: 's3:*' } as never)], put],
  [
    'NotAllowed',
    'all but this bucket',
    [allow({ Resource: undefined, NotResource: 'arn:aws:s3:::site/*' } as never)],
    put,
  ],
  ['Denied', 'a Deny behind an Allow', [allow({}), allow({ Effect: 'Deny', Action: 's3:Put*' })], put],
  ['Allowed', 'a Deny of something else', [allow({}), allow({ Effect: 'Deny', Action: 's3:Get*' })], put],
  ['Allowed', 'a condition that holds', [allow({ Condition: { StringEquals: toTasks } })], pass],
  [
    'Allowed',
    'a key in other letters',
    [allow({ Condition: { StringLike: { 'IAM:passedtoservice': ['ecs*'] } } })],
    pass,
  ],
  [
    'NotAllowed',
    'a condition that does not',
    [allow({ Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } } })],
    pass,
  ],
  ['NotAllowed', 'a negated condition', [allow({ Condition: { StringNotEquals: toTasks } })], pass],
  ['Allowed', 'a condition if it is there', [allow({ Condition: { StringEqualsIfExists: toTasks } })], pass],
  [
    'NotAllowed',
    'one of two conditions',
    [allow({ Condition: { StringEquals: toTasks, StringLike: { 'iam:PassedToService': 'lambda*' } } })],
    pass,
  ],
  [
    'Denied',
    'a Deny whose condition holds',
    [allow({}), allow({ Effect: 'Deny', Condition: { ArnLike: toTasks } })],
    pass,
  ],
];

test.each(decisions)('it is %s with %s', (decision, _, Statement, request) => {
  expect(decides({ Statement }, request)).toMatchObject({ decision, assumed: [] });
});

describe('a condition that only AWS can evaluate', () => {
  const mfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
  const maybe = allow({ Condition: mfa });
  const maybeNot = allow({ Effect: 'Deny', Condition: mfa });

  test('is taken to hold for an Allow, and said', () => {
    expect(decides({ Statement: [maybe] }, put)).toEqual({
      decision: 'Allowed',
      by: maybe,
      assumed: [maybe],
    });
  });

  test('is taken not to hold for a Deny, and said', () => {
    const Statement = [allow({}), maybeNot];
    expect(decides({ Statement }, put)).toMatchObject({ decision: 'Allowed', assumed: [maybeNot] });
  });

  test('is not spoken of where another statement allows it anyway', () => {
    expect(decides({ Statement: [maybe, allow({})] }, put).assumed).toEqual([]);
  });

  test('is like a resource of which only AWS knows the Region', () => {
    const asked = { action: 'ecs:UpdateService', resource: `arn:aws:ecs:${unknownText}:1:service/c/s` };
    const Resource = 'arn:aws:ecs:eu-west-1:*';
    expect(decides({ Statement: [allow({ Resource })] }, asked)).toMatchObject({
      decision: 'Allowed',
      assumed: [],
    });
    const elsewhere = allow({ Effect: 'Deny', Resource });
    expect(decides({ Statement: [allow({}), elsewhere] }, asked)).toMatchObject({
      decision: 'Allowed',
      assumed: [elsewhere],
    });
    const Statement = [allow({}), allow({ Effect: 'Deny', Resource: 'arn:aws:ecs:*' })];
    expect(decides({ Statement }, asked).decision).toBe('Denied');
  });

  test('may be a policy variable in the resource', () => {
    // oxlint-disable-next-line no-template-curly-in-string
    const own = allow({ Resource: 'arn:aws:s3:::site/${aws:PrincipalTag/team}' });
    expect(decides({ Statement: [own] }, put)).toMatchObject({ decision: 'Allowed', assumed: [own] });
    // oxlint-disable-next-line no-template-curly-in-string
    const other = allow({ Resource: 'arn:aws:s3:::other/${aws:PrincipalTag/team}' });
    expect(decides({ Statement: [other] }, put).decision).toBe('NotAllowed');
  });
});

const action = fc.constantFrom('s3:GetObject', 's3:PutObject', 'ecs:UpdateService', 's3:*', '*', 'S3:p*');
const resource = fc.constantFrom('*', 'arn:aws:s3:::site/*', 'arn:aws:s3:::site/a', 'arn:aws:ecs:*');
const statement: fc.Arbitrary<PolicyStatement> = fc.record({
  Effect: fc.constantFrom('Allow', 'Deny'),
  Action: fc.oneof(action, fc.array(action, { maxLength: 3 })),
  Resource: fc.oneof(resource, fc.array(resource, { maxLength: 3 })),
});
const statements = fc.array(statement, { maxLength: 6 });
const request: fc.Arbitrary<PolicyRequest> = fc.record({
  action: fc.constantFrom('s3:GetObject', 's3:PutObject', 'ecs:UpdateService'),
  resource: fc.constantFrom('arn:aws:s3:::site/a', 'arn:aws:s3:::site/b', 'arn:aws:ecs:r:1:service/c/s'),
});

describe('whatever the policy', () => {
  const holdsAlways = (property: (Statement: readonly PolicyStatement[], asked: PolicyRequest) => void) =>
    fc.assert(fc.property(statements, request, property), { numRuns: 2000 });

  test('a Deny of everything denies', () => {
    holdsAlways((Statement, asked) => {
      const all = [...Statement, allow({ Effect: 'Deny' })];
      expect(decides({ Statement: all }, asked).decision).toBe('Denied');
    });
  });

  test('the order of its statements does not matter', () => {
    holdsAlways((Statement, asked) => {
      expect(decides({ Statement: Statement.toReversed() }, asked).decision).toBe(
        decides({ Statement }, asked).decision,
      );
    });
  });

  test('one more Allow takes nothing away, and one more Deny gives nothing', () => {
    fc.assert(
      fc.property(statements, statement, request, (Statement, more, asked) => {
        const before = decides({ Statement }, asked).decision;
        const after = decides({ Statement: [...Statement, more] }, asked).decision;
        expect([before, more.Effect === 'Allow' ? 'Allowed' : 'Denied']).toContain(after);
      }),
      { numRuns: 2000 },
    );
  });

  test('letters of an action and a list of one do not matter', () => {
    holdsAlways((Statement, asked) => {
      const rewritten = Statement.map((each) => ({
        ...each,
        Action: [each.Action ?? []].flat().map((name) => name.toUpperCase()),
        Resource: [each.Resource ?? []].flat(),
      }));
      expect(decides({ Statement: rewritten }, asked).decision).toBe(decides({ Statement }, asked).decision);
    });
  });
});
