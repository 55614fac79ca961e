// How policies are recognised and read: as the AWS CLI takes and gives them.
import { describe, expect, test } from 'vitest';
import { renderProblem } from '../../src/lib/render-problem.ts';
import { parseFile } from '../../src/load/files.ts';
import { isPolicy, readPolicy } from '../../src/load/kinds/policy.ts';

const document = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::site/*' }],
};
const trust = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: { Service: 'codebuild.amazonaws.com' }, Action: 'sts:AssumeRole' },
};

function read(content: unknown, path = 'some/build-policy.json') {
  const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2);
  const { root } = parseFile({ path, text });
  if (root === undefined || !isPolicy(root)) return undefined;
  const { value, problems } = readPolicy(root);
  return {
    value,
    texts: problems.map((each) => renderProblem(each, () => text, { color: false })),
    problems,
  };
}

const forms: readonly (readonly [what: string, content: unknown, value: object])[] = [
  ['a document alone', document, { kind: 'rights', fileName: 'build-policy', document }],
  [
    'the input of put-role-policy',
    { RoleName: 'Build', PolicyName: 'own', PolicyDocument: document },
    { kind: 'rights', roleName: 'Build', policyName: 'own', document },
  ],
  [
    'the same with the document as text',
    { RoleName: 'Build', PolicyName: 'own', PolicyDocument: JSON.stringify(document) },
    { kind: 'rights', roleName: 'Build', document },
  ],
  ['a trust policy alone', trust, { kind: 'trust', fileName: 'build-policy' }],
  [
    'the input of create-role',
    { RoleName: 'Build', AssumeRolePolicyDocument: trust },
    { kind: 'trust', roleName: 'Build' },
  ],
  [
    'what get-role answers',
    { Role: { RoleName: 'Build', Arn: 'arn:aws:iam::1:role/Build', AssumeRolePolicyDocument: trust } },
    { kind: 'trust', roleName: 'Build' },
  ],
];

test.each(forms)('%s is read without a finding', (_, content, value) => {
  const found = read(content);
  expect(found?.texts).toEqual([]);
  expect(found?.value).toMatchObject(value);
});

test('one statement alone is a list of one', () => {
  expect(read(trust)?.value?.document.Statement).toEqual([trust.Statement]);
});

test('YAML is read as JSON is', () => {
  const text = 'Version: 2012-10-17\nStatement:\n  - Effect: Allow\n    Action: s3:*\n    Resource: "*"\n';
  expect(read(text, 'policy.yml')?.value?.document).toEqual({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
  });
});

test.each([
  ['the policy of a bucket', { ...document, Statement: [{ ...document.Statement[0], Principal: '*' }] }],
  ['the policy of a user', { UserName: 'ann', PolicyName: 'own', PolicyDocument: document }],
  ['statements of something else', { Version: '1', Statement: [{ kind: 'assign' }] }],
  ['a list', [document]],
])('%s is no policy of a role', (_, content) => {
  expect(read(content)).toBeUndefined();
});

describe('what IAM refuses is a warning at its statement, because nothing runs by it here', () => {
  const wrong: readonly (readonly [said: string, statement: object])[] = [
    ['"Effect" is "allow"', { Effect: 'allow', Action: 's3:GetObject', Resource: '*' }],
    ['A statement has no "Action" and no "NotAction"', { Effect: 'Allow', Resource: '*' }],
    [
      'A statement has both "Action" and "NotAction"',
      { Effect: 'Allow', Action: 's3:*', NotAction: 'iam:*', Resource: '*' },
    ],
    ['A statement has no "Resource" and no "NotResource"', { Effect: 'Allow', Action: 's3:*' }],
    ['"GetObject" is no action', { Effect: 'Allow', Action: ['GetObject'], Resource: '*' }],
    ['"my-bucket/*" is no resource', { Effect: 'Allow', Action: 's3:*', Resource: 'my-bucket/*' }],
    ['"Actions" is not a key of a statement', { Effect: 'Allow', Actions: 's3:*', Resource: '*' }],
    ['A policy has text here, or a list of texts', { Effect: 'Allow', Action: [{ a: 1 }], Resource: '*' }],
  ];

  test.each(wrong)('%s', (said, statement) => {
    const found = read({ Version: '2012-10-17', Statement: [statement] });
    expect(found?.texts.join('\n')).toContain(said);
    expect(found?.problems.every(({ severity, at }) => severity === 'warning' && (at?.start ?? 0) > 20)).toBe(
      true,
    );
  });

  test('with the code PolicyInvalid where the shape is right', () => {
    const found = read({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'x', Resource: '*' }],
    });
    expect(found?.problems.map(({ code }) => code)).toEqual(['PolicyInvalid']);
  });

  test('also in a document that stands as text, at that text', () => {
    const found = read({ RoleName: 'Build', PolicyName: 'own', PolicyDocument: '{"Statement": [' });
    expect(found?.problems.map(({ code, severity }) => `${code} ${severity}`)).toContain(
      'JsonInvalid warning',
    );
    expect(found?.texts.join('\n')).toMatch(/build-policy\.json:4:\d+/);
  });
});
