// What IAM decides about a request, by its user guide: properties, and tables of its elements.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateRequest } from '../../../src/model/iam/evaluate.ts';
import { meets } from '../../../src/model/iam/condition.ts';
import { matchesGlob } from '../../../src/model/iam/pattern.ts';
import type { IamRequest } from '../../../src/model/iam/request.ts';
import type { ConditionBlock, PolicyStatement } from '../../../src/model/policy.ts';

const roleArn = 'arn:aws:iam::111122223333:role/build';
const sessionArn = 'arn:aws:sts::111122223333:assumed-role/build/one';

function request(
  action: string,
  resource: string | undefined = 'arn:aws:s3:::shop/a',
  context: Readonly<Record<string, string | readonly string[]>> = {},
): IamRequest {
  return {
    action,
    resource,
    principal: { arn: sessionArn, account: '111122223333', roleArn },
    context: new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), [value].flat()])),
    isKnownKey: (key) => !key.startsWith('unknown:'),
  };
}

const policy = (...Statement: readonly PolicyStatement[]) => ({ Version: '2012-10-17', Statement });
const allow = (more: Partial<PolicyStatement>): PolicyStatement => ({ Effect: 'Allow', ...more });
const all = allow({ Action: '*', Resource: '*' });

const decide = (asked: IamRequest, ...Statement: readonly PolicyStatement[]) =>
  evaluateRequest(asked, { identity: [policy(...Statement)] }).decision;

describe('a request', () => {
  const action = fc.constantFrom('s3:GetObject', 's3:PutObject', 'lambda:InvokeFunction');
  const pattern = fc.constantFrom('*', 's3:*', 's3:Get*', 'S3:PUTobject', 'lambda:InvokeFunctio?', 'iam:*');
  const resource = fc.constantFrom('*', 'arn:aws:s3:::*', 'arn:aws:s3:::shop/*', 'arn:aws:s3:::other/*');
  const statement = fc.record({
    Effect: fc.constantFrom('Allow' as const, 'Deny' as const),
    Action: fc.oneof(pattern, fc.array(pattern, { minLength: 1, maxLength: 3 })),
    Resource: resource,
  });

  test('is denied by any statement that denies it, whatever else allows it and in whatever order', () => {
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 8 }), action, fc.nat(), (statements, asked, at) => {
        const denying: PolicyStatement = { Effect: 'Deny', Action: asked, Resource: '*' };
        const place = at % (statements.length + 1);
        const mixed = [...statements.slice(0, place), denying, ...statements.slice(place)];
        expect(decide(request(asked), all, ...mixed)).toBe('Denied');
      }),
    );
  });

  test('is decided the same whatever the order of the statements and however they are spread', () => {
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 8 }), action, (statements, asked) => {
        const together = decide(request(asked), ...statements);
        expect(decide(request(asked), ...statements.toReversed())).toBe(together);
        const spread = { identity: statements.map((each) => policy(each)) };
        expect(evaluateRequest(request(asked), spread).decision).toBe(together);
      }),
    );
  });

  test('that no statement allows is not allowed, and one more Allow never takes a right away', () => {
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 8 }), statement, action, (statements, more, asked) => {
        const before = decide(request(asked), ...statements);
        const after = decide(request(asked), ...statements, { ...more, Effect: 'Allow' });
        expect([before, after]).not.toEqual(['Allowed', 'NotAllowed']);
        expect(decide(request(asked), ...statements.filter(({ Effect }) => Effect === 'Deny'))).not.toBe(
          'Allowed',
        );
      }),
    );
  });

  test('that a statement names by Action is what NotAction leaves out, and so with resources', () => {
    fc.assert(
      fc.property(pattern, resource, action, (asked, of, called) => {
        const names = decide(request(called), allow({ Action: asked, Resource: '*' }));
        const leavesOut = decide(request(called), allow({ NotAction: asked, Resource: '*' }));
        expect(names === 'Allowed').toBe(leavesOut === 'NotAllowed');
        const about = decide(request(called), allow({ Action: '*', Resource: of }));
        const elsewhere = decide(request(called), allow({ Action: '*', NotResource: of }));
        expect(about === 'Allowed').toBe(elsewhere === 'NotAllowed');
      }),
    );
  });
});

test('a pattern matches as the regular expression of the same meaning', () => {
  const letters = (signs: string) => fc.string({ unit: fc.constantFrom(...signs), maxLength: 12 });
  fc.assert(
    fc.property(letters('ab:*?'), letters('ab:'), (pattern, text) => {
      const expression = pattern.replaceAll('*', '.*').replaceAll('?', '.');
      expect(matchesGlob(pattern, text)).toBe(new RegExp(`^${expression}$`, 's').test(text));
    }),
  );
});

describe('conditions', () => {
  const held = (
    condition: ConditionBlock,
    context: Readonly<Record<string, string | readonly string[]>> = {},
  ) => meets(condition, request('s3:GetObject', undefined, context), true);

  test.each([
    ['StringEquals', 'a', 'a', true],
    ['StringEquals', ['a', 'b'], 'b', true],
    ['StringEquals', 'a*', 'ab', false],
    ['StringNotEquals', ['a', 'b'], 'b', false],
    ['StringNotEquals', ['a', 'b'], 'c', true],
    ['StringEqualsIgnoreCase', 'Abc', 'aBC', true],
    ['StringNotEqualsIgnoreCase', 'Abc', 'aBC', false],
    ['StringLike', 'home/*', 'home/a/b', true],
    ['StringNotLike', 'home/*', 'home/a', false],
    ['NumericEquals', '10', '10.0', true],
    ['NumericNotEquals', '10', '11', true],
    ['NumericLessThan', '10', '9', true],
    ['NumericLessThanEquals', '10', '10', true],
    ['NumericGreaterThan', '10', '10', false],
    ['NumericGreaterThanEquals', '10', '10', true],
    ['NumericEquals', 'ten', 'ten', false],
    ['DateEquals', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', true],
    ['DateNotEquals', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', true],
    ['DateLessThan', '2026-01-02', '2026-01-01T00:00:00Z', true],
    ['DateLessThanEquals', '1767225600', '2026-01-01T00:00:00Z', true],
    ['DateGreaterThan', '2026-01-01T00:00:00Z', '2025-12-31T00:00:00Z', false],
    ['DateGreaterThanEquals', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', true],
    ['Bool', 'true', 'TRUE', true],
    ['Bool', 'false', 'true', false],
    ['BinaryEquals', 'QUI=', 'QUI=', true],
    ['IpAddress', '10.0.0.0/8', '10.1.2.3', true],
    ['IpAddress', '10.0.0.1', '10.0.0.2', false],
    ['IpAddress', '2001:db8::/32', '2001:db8::1', true],
    ['NotIpAddress', '10.0.0.0/8', '127.0.0.1', true],
    ['ArnLike', 'arn:aws:s3:::shop*', 'arn:aws:s3:::shop-a', true],
    ['ArnLike', 'arn:aws:*:shop', 'arn:aws:s3:::shop', false],
    ['ArnEquals', 'arn:aws:iam::*:role/build', roleArn, true],
    ['ArnNotLike', 'arn:aws:iam::*:role/*', roleArn, false],
    ['ArnNotEquals', 'arn:aws:iam::*:role/other', roleArn, true],
  ] as const)('%s %s holds %s against it: %s', (operator, wanted, actual, expected) => {
    expect(held({ [operator]: { 'a:key': wanted } }, { 'A:Key': actual })).toBe(expected);
  });

  test.each([
    ['StringEquals', false],
    ['StringNotEquals', true],
    ['StringEqualsIfExists', true],
    ['NumericLessThanIfExists', true],
    ['ForAllValues:StringEquals', true],
    ['ForAnyValue:StringEquals', false],
    ['ForAnyValue:StringNotEquals', false],
    ['IpAddress', false],
    ['NotIpAddress', true],
  ])('%s of a key that the request does not have: %s', (operator, expected) => {
    expect(held({ [operator]: { 'a:key': 'x' } })).toBe(expected);
  });

  test.each([
    ['ForAllValues:StringEquals', ['a', 'b'], ['a'], true],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'c'], false],
    ['ForAnyValue:StringEquals', ['a', 'b'], ['c', 'b'], true],
    ['ForAnyValue:StringEquals', ['a', 'b'], ['c'], false],
    ['ForAllValues:StringNotLike', ['secret-*'], ['a', 'secret-b'], false],
    ['ForAnyValue:StringNotEquals', ['a'], ['a', 'b'], true],
  ] as const)('%s %s of the values %s: %s', (operator, wanted, actual, expected) => {
    expect(held({ [operator]: { 'aws:TagKeys': wanted } }, { 'aws:TagKeys': actual })).toBe(expected);
  });

  test('Null asks whether the key is there', () => {
    expect(held({ Null: { 'a:key': 'true' } })).toBe(true);
    expect(held({ Null: { 'a:key': 'false' } })).toBe(false);
    expect(held({ Null: { 'a:key': 'false' } }, { 'a:key': 'x' })).toBe(true);
  });

  test('all operators and all keys must hold', () => {
    const condition = { StringEquals: { 'a:one': 'x', 'a:two': 'y' }, Bool: { 'a:three': 'true' } };
    expect(held(condition, { 'a:one': 'x', 'a:two': 'y', 'a:three': 'true' })).toBe(true);
    expect(held(condition, { 'a:one': 'x', 'a:two': 'z', 'a:three': 'true' })).toBe(false);
    expect(held(condition, { 'a:one': 'x', 'a:two': 'y', 'a:three': 'false' })).toBe(false);
  });

  test('an operator that IAM does not have never holds', () => {
    expect(held({ StringIs: { 'a:key': 'x' } }, { 'a:key': 'x' })).toBe(false);
  });

  test('a key that is not known here is assumed in favour: an Allow holds, a Deny does not', () => {
    const Condition = { StringEquals: { 'unknown:key': 'x' } };
    const decision = evaluateRequest(request('s3:GetObject'), {
      identity: [policy(allow({ Action: '*', Resource: '*', Condition }))],
    });
    expect(decision).toMatchObject({ decision: 'Allowed', isAssumed: true });
    const denying: PolicyStatement = { Effect: 'Deny', Action: '*', Resource: '*', Condition };
    expect(decide(request('s3:GetObject'), all, denying)).toBe('Allowed');
  });
});

describe('policy variables', () => {
  const names = { 'aws:username': 'ann', 'aws:PrincipalTag/team': 'a*b' };
  test.each([
    ['arn:aws:s3:::shop/${aws:username}/*', 'arn:aws:s3:::shop/ann/x', 'Allowed'],
    ['arn:aws:s3:::shop/${aws:username}/*', 'arn:aws:s3:::shop/bob/x', 'NotAllowed'],
    ['arn:aws:s3:::shop/${AWS:UserName}', 'arn:aws:s3:::shop/ann', 'Allowed'],
    // What a variable brings is no pattern.
    ['arn:aws:s3:::shop/${aws:PrincipalTag/team}', 'arn:aws:s3:::shop/a*b', 'Allowed'],
    ['arn:aws:s3:::shop/${aws:PrincipalTag/team}', 'arn:aws:s3:::shop/aab', 'NotAllowed'],
    ["arn:aws:s3:::shop/${aws:absent, 'none'}", 'arn:aws:s3:::shop/none', 'Allowed'],
    ['arn:aws:s3:::shop/${aws:absent}', 'arn:aws:s3:::shop/${aws:absent}', 'NotAllowed'],
    ['arn:aws:s3:::shop/${*}', 'arn:aws:s3:::shop/*', 'Allowed'],
    ['arn:aws:s3:::shop/${*}', 'arn:aws:s3:::shop/a', 'NotAllowed'],
  ])('the resource %s and %s: %s', (Resource, asked, expected) => {
    expect(decide(request('s3:GetObject', asked, names), allow({ Action: 's3:*', Resource }))).toBe(expected);
  });

  test('are texts in a policy of the older version', () => {
    const old = { Version: '2008-10-17', Statement: [allow({ Action: '*', Resource: '${aws:username}' })] };
    expect(evaluateRequest(request('s3:GetObject', 'ann', names), { identity: [old] }).decision).toBe(
      'NotAllowed',
    );
  });

  test('stand in conditions, too', () => {
    const Condition = { StringLike: { 's3:prefix': ['${aws:username}/*'] } };
    const statement = allow({ Action: '*', Resource: '*', Condition });
    const asking = (prefix: string) => request('s3:ListBucket', 'b', { ...names, 's3:prefix': prefix });
    expect(decide(asking('ann/x'), statement)).toBe('Allowed');
    expect(decide(asking('bob/x'), statement)).toBe('NotAllowed');
  });
});

describe('several kinds of policies', () => {
  const asked = request('s3:GetObject');
  const ofResource = (Principal: PolicyStatement['Principal'], Effect: 'Allow' | 'Deny' = 'Allow') =>
    policy({ Effect, Action: 's3:*', Resource: '*', ...(Principal === undefined ? {} : { Principal }) });

  test.each([
    [
      'a resource that names the role allows',
      { identity: [], resource: ofResource({ AWS: roleArn }) },
      'Allowed',
    ],
    ['a resource that names everyone allows', { identity: [], resource: ofResource('*') }, 'Allowed'],
    [
      'a resource that names the account leaves it to the identity',
      { identity: [], resource: ofResource({ AWS: 'arn:aws:iam::111122223333:root' }) },
      'NotAllowed',
    ],
    [
      'a resource that denies denies',
      { identity: [policy(all)], resource: ofResource('*', 'Deny') },
      'Denied',
    ],
    [
      'a boundary that does not allow it',
      { identity: [policy(all)], boundary: policy(allow({ Action: 'ec2:*', Resource: '*' })) },
      'NotAllowed',
    ],
    [
      'a session policy that does not allow it',
      { identity: [policy(all)], session: [policy(allow({ Action: 'ec2:*', Resource: '*' }))] },
      'NotAllowed',
    ],
    [
      'another account’s resource that does not allow it',
      { identity: [policy(all)], resourceAccount: '999999999999' },
      'NotAllowed',
    ],
    [
      'another account’s resource without rights of one’s own',
      { identity: [], resource: ofResource({ AWS: '111122223333' }), resourceAccount: '999999999999' },
      'NotAllowed',
    ],
    [
      'another account’s resource and rights of one’s own',
      {
        identity: [policy(all)],
        resource: ofResource({ AWS: '111122223333' }),
        resourceAccount: '999999999999',
      },
      'Allowed',
    ],
    [
      'a role whose trust policy names another',
      {
        identity: [policy(all)],
        resource: ofResource({ AWS: '999999999999' }),
        needsResourcePolicy: true as const,
      },
      'NotAllowed',
    ],
  ] as const)('%s', (_what, policies, expected) => {
    expect(evaluateRequest(asked, policies).decision).toBe(expected);
  });

  test('NotPrincipal denies all others', () => {
    const others = (arn: string) => ({
      identity: [policy(all)],
      resource: policy({ Effect: 'Deny', Action: '*', Resource: '*', NotPrincipal: { AWS: arn } }),
    });
    expect(evaluateRequest(asked, others(roleArn)).decision).toBe('Allowed');
    expect(evaluateRequest(asked, others('arn:aws:iam::111122223333:role/other')).decision).toBe('Denied');
  });
});
