// Templates: how they are read and checked, and what their functions give.
import { describe, expect, test } from 'vitest';
import { positionAt } from '../../src/lib/source-file.ts';
import { changesOf } from '../../src/stacks/changes/changes.ts';
import { graphOf, knotOf } from '../../src/stacks/graph.ts';
import type { ResourceState } from '../../src/stacks/stack.ts';
import { policyDenial } from '../../src/stacks/stack-policy.ts';
import { propertiesOf, scopeOf, targetOf, type Target } from '../../src/stacks/target.ts';
import { checkTemplate } from '../../src/stacks/template/check-template.ts';
import { readTemplate } from '../../src/stacks/template/read-template.ts';
import { chooseParameters, constraintFailure } from '../../src/stacks/values/parameters.ts';
import { ruleFailure } from '../../src/stacks/values/rules.ts';

const place = {
  account: '111122223333',
  region: 'eu-central-1',
  partition: 'aws',
  stackId: 'arn:aws:cloudformation:eu-central-1:111122223333:stack/app/1',
  stackName: 'app',
  notificationArns: [],
};
const types = new Set(['AWS::SSM::Parameter', 'AWS::SNS::Topic', 'AWS::S3::Bucket']);
const surroundings = {
  exports: new Map([['shared', 'exported']]),
  zones: (region: string) => (region === 'eu-central-1' ? ['eu-central-1a', 'eu-central-1b'] : []),
};

function problems(text: string) {
  const file = { path: 'template.yml', text };
  const { template, problems: found } = readTemplate(file);
  const all = [
    ...found,
    ...(template === undefined
      ? []
      : checkTemplate(template, { isExecuted: (type) => types.has(type), transforms: new Set() })),
  ];
  return all.map(({ code, message, at }) => ({ code, message, ...positionAt(text, at?.start ?? 0) }));
}

function targetIn(text: string, given: Readonly<Record<string, string>> = {}): Target {
  const { template, problems: found } = readTemplate({ path: 'template.yml', text });
  if (template === undefined) throw new Error(found[0]?.message);
  const parameters = chooseParameters(
    template,
    Object.entries(given).map(([key, value]) => ({ key, value })),
    [],
  );
  if ('message' in parameters) throw new Error(parameters.message);
  const { target, problems: wrong } = targetOf(template, parameters, place);
  if (target === undefined || wrong[0] !== undefined) throw new Error(wrong[0]?.message);
  return target;
}

/** The value of the property `Value` of a parameter with it. */
function valueOf(expression: string): unknown {
  const target = targetIn(`
Parameters:
  Stage: {Type: String, Default: dev}
  List: {Type: CommaDelimitedList, Default: "a, b,c"}
Mappings: {Sizes: {dev: {small: 1.0, list: [x, y]}}}
Conditions:
  IsDev: !Equals [!Ref Stage, dev]
  IsNot: !Not [!Condition IsDev]
Resources:
  Topic: {Type: AWS::SNS::Topic}
  It:
    Type: AWS::SSM::Parameter
    Properties:
      Value: ${expression}
`);
  const topic = { physicalId: 'arn:topic', attributes: { TopicName: 'name', 'Outputs.Url': 'nested' } };
  const resource = target.active.get('It');
  if (resource === undefined) throw new Error('There is no resource');
  return propertiesOf(
    resource,
    scopeOf(target, surroundings, (id) => (id === 'Topic' ? topic : undefined)),
  )['Value'];
}

describe('functions of templates', () => {
  test.each([
    ['!Ref Stage', 'dev'],
    ['!Ref Topic', 'arn:topic'],
    ['!Ref AWS::StackName', 'app'],
    ['!Ref List', ['a', 'b', 'c']],
    ['!GetAtt Topic.TopicName', 'name'],
    ['!GetAtt Topic.Outputs.Url', 'nested'],
    ['{"Fn::GetAtt": [Topic, TopicName]}', 'name'],
    [
      '!Sub "${Stage} ${!Stage} $${Stage} ${Topic.TopicName} ${AWS::Region}"',
      'dev ${Stage} $dev name eu-central-1',
    ],
    ['!Sub ["${A}-${Stage}", {A: !Ref Topic, Stage: own}]', 'arn:topic-own'],
    ['!Join [",", [a, !Ref AWS::NoValue, !Ref Stage]]', 'a,dev'],
    ['!Join ["|", !Ref List]', 'a|b|c'],
    ['!Split ["-", a-b-]', ['a', 'b', '']],
    ['!Select [1, !Ref List]', 'b'],
    ['!FindInMap [Sizes, !Ref Stage, small]', '1.0'],
    ['!FindInMap [Sizes, dev, list]', ['x', 'y']],
    ['!If [IsDev, yes, no]', true],
    ['!If [IsNot, a, !Ref AWS::NoValue]', undefined],
    ['[a, !If [IsNot, b, !Ref AWS::NoValue]]', ['a']],
    ['{Fn::Base64: !Sub "x${Stage}"}', Buffer.from('xdev').toString('base64')],
    ['!GetAZs ""', ['eu-central-1a', 'eu-central-1b']],
    ['!GetAZs', ['eu-central-1a', 'eu-central-1b']],
    ['!GetAZs us-east-1', []],
    ['!Cidr [192.168.0.0/16, 2, 8]', ['192.168.0.0/24', '192.168.1.0/24']],
    ['!Cidr ["2001:db8::/56", 2, 64]', ['2001:db8::/64', '2001:db8:0:1::/64']],
    ['!ImportValue shared', 'exported'],
    ['2012-10-17', '2012-10-17'],
    ['0755', 493],
  ])('%s', (expression, expected) => {
    expect(valueOf(expression)).toEqual(expected);
  });

  test.each([
    ['!Select [5, !Ref List]', 'Template error: Fn::Select  cannot select nonexistent value at index 5'],
    ['!ImportValue none', 'No export named none found.'],
    ['!FindInMap [Sizes, dev, !Ref Stage]', 'Template error: Unable to get mapping for Sizes::dev::dev'],
    ['!Sub "${List}"', 'Template error: every variable in an Fn::sub object must reference a string'],
  ])('%s cannot be evaluated', (expression, message) => {
    expect(() => valueOf(expression)).toThrow(message);
  });
});

describe('what is wrong with a template', () => {
  const resource = (properties: string) =>
    `Resources:\n  A:\n    Type: AWS::SSM::Parameter\n    Properties: ${properties}`;
  test.each([
    ['{"Resources": ', 'Template format error: JSON not well-formed. (line 1, column 15)'],
    ['a: [', 'Template format error: YAML not well-formed. (line 1, column 5)'],
    ['- a', 'Template format error: unsupported structure.'],
    [
      'AWSTemplateFormatVersion: 2009-09-09\nResources: {A: {Type: AWS::SNS::Topic}}',
      'Template format error: unsupported value for AWSTemplateFormatVersion.',
    ],
    ['Foo: 1\nResources: {A: {Type: AWS::SNS::Topic}}', 'Invalid template property or properties [Foo]'],
    ['Resources: {A: {Type: AWS::SNS::Topic, Invalid: 1}}', "Invalid template resource property 'Invalid'"],
    [
      'Resources: {my-id: {Type: AWS::SNS::Topic}}',
      'Template format error: Resource name my-id is non alphanumeric.',
    ],
    [
      'Resources: {A: {Properties: {}}}',
      'Template format error: [/Resources/A] Every Resources object must contain a Type member.',
    ],
    [
      'Resources: {A: {Type: AWS::SNS::Topic, DeletionPolicy: Keep}}',
      'Template format error: Unrecognized DeletionPolicy Keep for resource A',
    ],
    [
      'Resources: {A: {Type: AWS::SNS::Topic, DeletionPolicy: Snapshot}}',
      'Template error: resource type AWS::SNS::Topic does not support deletion policy Snapshot',
    ],
    [
      resource('{Type: String, Value: !GetAtt B.Arn}'),
      'Template error: instance of Fn::GetAtt references undefined resource B',
    ],
    [
      resource('{Type: String, Value: !Sub "${B.Arn}"}'),
      'Template error: instance of Fn::Sub references invalid resource attribute B.Arn',
    ],
    [
      resource('{Type: String, Value: !GetAtt A.Nope}'),
      'Template error: resource A does not support attribute type Nope in Fn::GetAtt',
    ],
    [
      resource('{Type: String, Value: !If [Missing, a, b]}'),
      'Template error: unresolved condition dependency Missing in Fn::If',
    ],
    [
      resource('{Type: String, Value: {Fn::Foo: a}}'),
      'Template Error: Encountered unsupported function: Fn::Foo Supported functions are: ',
    ],
    [
      resource('{Type: String, Value: !Sub "${a b}"}'),
      'Template error: variable names in Fn::Sub syntax must contain only',
    ],
    [
      resource('{Type: String}'),
      'Properties validation failed for resource A with message: #: required key [Value] not found',
    ],
    [
      resource('{Type: String, Value: a, Foo: b}'),
      'Properties validation failed for resource A with message: #: extraneous key [Foo] is not permitted',
    ],
    [
      `${resource('{Type: String, Value: a}')}\nOutputs: {O: {Value: ~}}`,
      "[/Outputs/O/Value] 'null' values are not allowed in templates",
    ],
  ])('%s', (text, message) => {
    const found = problems(text);
    expect(found[0]?.code).toBe('TemplateInvalid');
    expect(found.map((each) => each.message).join('\n')).toContain(message);
  });

  test('what is not executed here is named with its place', () => {
    expect(
      problems('Transform: AWS::Serverless-2016-10-31\nResources:\n  A:\n    Type: AWS::Neptune::DBCluster'),
    ).toMatchObject([
      {
        code: 'TemplateNotExecuted',
        message: expect.stringContaining('AWS::Serverless-2016-10-31') as string,
      },
      {
        code: 'TemplateNotExecuted',
        message: expect.stringContaining('AWS::Neptune::DBCluster') as string,
        line: 4,
        column: 11,
      },
    ]);
  });

  test('policies that a resource would have to wait for are refused', () => {
    const text =
      'Resources:\n  A:\n    Type: AWS::SNS::Topic\n    UpdatePolicy: {CodeDeployLambdaAliasUpdate: {}}';
    expect(problems(text)).toMatchObject([{ code: 'TemplateNotExecuted', line: 4 }]);
  });

  test('merge keys and unknown short forms have their place', () => {
    expect(problems('Resources:\n  A: &a {Type: AWS::SNS::Topic}\n  B: {<<: *a}')[0]).toMatchObject({
      line: 3,
    });
    expect(problems('Resources:\n  A: {Type: !Nope x}')[0]).toMatchObject({
      message: 'CloudFormation has no function "!Nope"',
      line: 2,
    });
  });
});

test.each([
  [
    'JSON',
    '{"Resources":{"A":{"Type":"AWS::SNS::Topic"},"B":{"Type":"AWS::SNS::Topic"},"A":{"Type":"AWS::S3::Bucket"}}}',
  ],
  [
    'YAML',
    'Resources:\n  A: {Type: AWS::SNS::Topic}\n  B: {Type: AWS::SNS::Topic}\n  A: {Type: AWS::S3::Bucket}\n',
  ],
])('of a logical id that stands twice in %s the last one holds, and both places are known', (_form, text) => {
  const { template, problems: wrong, doubles } = readTemplate({ path: 'template', text });
  expect(wrong).toEqual([]);
  expect([...(template?.resources ?? [])].map(([name, { type }]) => [name, type])).toEqual([
    ['A', 'AWS::S3::Bucket'],
    ['B', 'AWS::SNS::Topic'],
  ]);
  expect(doubles).toMatchObject([
    { code: 'DuplicateKey', message: 'The key "A" stands twice in this mapping' },
  ]);
});

test('a circle of references is named whole', () => {
  const text = `Resources:
  A: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !Ref B}}
  B: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !Sub "\${C}"}}
  C: {Type: AWS::SSM::Parameter, DependsOn: A, Properties: {Type: String, Value: c}}
  D: {Type: AWS::SNS::Topic}`;
  expect(() => targetIn(text)).toThrow('Circular dependency between resources: [A, B, C]');
  const { template } = readTemplate({ path: 't', text });
  expect(knotOf(graphOf([...(template?.resources.values() ?? [])], new Map()))).toEqual(['A', 'B', 'C']);
});

describe('parameters', () => {
  const template = (declaration: string) => {
    const { template: read } = readTemplate({
      path: 't',
      text: `Parameters: {P: ${declaration}}\nResources: {A: {Type: AWS::SNS::Topic}}`,
    });
    if (read === undefined) throw new Error('The template is wrong');
    return read;
  };
  test.each([
    ['{Type: String, AllowedValues: [a]}', 'b', "Parameter 'P' must be one of AllowedValues"],
    ['{Type: String, AllowedPattern: "[a-z]+"}', 'B', "Parameter 'P' must match pattern [a-z]+"],
    ['{Type: Number}', 'x', "Parameter 'P' must be a number."],
    ['{Type: Number, MaxValue: 3}', '4', "Parameter 'P' must be a number not greater than 3"],
    [
      '{Type: String, MinLength: 2, ConstraintDescription: two}',
      'a',
      "Parameter 'P' failed to satisfy constraint: two",
    ],
    ['{Type: CommaDelimitedList, AllowedValues: [a, b]}', 'a, b', undefined],
  ])('%s does not take or takes %s', (declaration, value, failure) => {
    const declared = template(declaration).parameters.get('P');
    if (declared === undefined) throw new Error('There is no parameter');
    expect(constraintFailure(declared, { key: 'P', value, noEcho: false })).toBe(failure);
  });

  test('what is missing and what is unknown is named', () => {
    const needs = template('{Type: String}');
    expect(chooseParameters(needs, [], [])).toEqual({ message: 'Parameters: [P] must have values' });
    expect(chooseParameters(needs, [{ key: 'X', value: '' }], [])).toEqual({
      message: 'Parameters: [X] do not exist in the template',
    });
    const previous = [{ key: 'P', value: 'old', noEcho: false }];
    expect(chooseParameters(needs, [{ key: 'P', usePrevious: true }], previous)).toEqual(previous);
  });
});

test('the rule of every application of the CDK is evaluated', () => {
  const text = `
Parameters: {BootstrapVersion: {Type: String, Default: "5"}}
Rules:
  CheckBootstrapVersion:
    Assertions:
      - Assert: {Fn::Not: [{Fn::Contains: [["1", "2", "5"], {Ref: BootstrapVersion}]}]}
        AssertDescription: Version 6 is required.
Resources: {A: {Type: AWS::SNS::Topic}}`;
  const failing = targetIn(text);
  expect(ruleFailure(failing.template, failing.values)).toBe(
    'Template validation error: Rule CheckBootstrapVersion failed: Version 6 is required.',
  );
  const right = targetIn(text, { BootstrapVersion: '6' });
  expect(ruleFailure(right.template, right.values)).toBeUndefined();
});

const policy = (...statements: readonly object[]) => JSON.stringify({ Statement: statements });
const allow = { Effect: 'Allow', Action: 'Update:*', Principal: '*', Resource: '*' };

test.each([
  [policy(allow), 'update', undefined],
  [
    policy(allow, {
      Effect: 'Deny',
      Action: 'Update:Replace',
      Principal: '*',
      Resource: 'LogicalResourceId/V*',
    }),
    'replace',
    'Action denied by stack policy: Statement [#2] does not allow [Update:Replace] for resource [LogicalResourceId/VPC];',
  ],
  [
    policy({ ...allow, Condition: { StringLike: { ResourceType: ['AWS::S3::*'] } } }),
    'update',
    'Action denied by stack policy: No statement allows [Update:Modify] for resource [LogicalResourceId/VPC];',
  ],
])('the stack policy %s decides on %s', (text, action, denial) => {
  expect(policyDenial(text, { logicalId: 'VPC', type: 'AWS::EC2::VPC', action })).toBe(denial);
});

describe('change sets', () => {
  const text = (stage: string, more = '') => `
Parameters: {Stage: {Type: String, Default: ${stage}}}
Resources:
  Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: !Sub "t-\${Stage}"}}
  It: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !GetAtt Topic.TopicName, Tier: Standard}}
${more}`;
  const rules = {
    replaces: () => false,
    nameOf: () => undefined,
    isCalledAgain: () => false,
    isAlwaysUpdated: () => false,
  };
  const resource = (logicalId: string, type: string, properties: object): [string, ResourceState] => [
    logicalId,
    {
      logicalId,
      type,
      physicalId: logicalId,
      properties: { ...properties },
      attributes: { TopicName: 't-dev' },
      needs: [],
      deletionPolicy: 'Delete',
      status: 'CREATE_COMPLETE',
      changedAt: 0,
    },
  ];
  const current = (template: string) => ({
    resources: new Map([
      resource('Topic', 'AWS::SNS::Topic', { TopicName: 't-dev' }),
      resource('It', 'AWS::SSM::Parameter', { Type: 'String', Value: 't-dev', Tier: 'Standard' }),
      resource('Old', 'AWS::SNS::Topic', {}),
    ]),
    target: targetIn(template),
  });

  test('a parameter gives two details, and what depends on a replacement follows', () => {
    const changes = changesOf(
      current(text('dev')),
      targetIn(text('prod', '  New: {Type: AWS::SNS::Topic}')),
      {
        rules,
        surroundings,
      },
    );
    const property = { attribute: 'Properties', name: 'TopicName', requiresRecreation: 'Always' };
    expect(changes).toMatchObject([
      {
        action: 'Modify',
        logicalId: 'Topic',
        replacement: 'True',
        policyAction: 'ReplaceAndDelete',
        details: [
          { ...property, evaluation: 'Static', source: 'ParameterReference', causingEntity: 'Stage' },
          { ...property, evaluation: 'Dynamic', source: 'DirectModification' },
        ],
      },
      {
        action: 'Modify',
        logicalId: 'It',
        replacement: 'False',
        details: [
          {
            name: 'Value',
            evaluation: 'Static',
            source: 'ResourceAttribute',
            causingEntity: 'Topic.TopicName',
          },
        ],
      },
      { action: 'Add', logicalId: 'New' },
      { action: 'Remove', logicalId: 'Old', policyAction: 'Delete' },
    ]);
  });

  test('the same template changes nothing but what is gone', () => {
    const changes = changesOf(current(text('dev')), targetIn(text('dev')), { rules, surroundings });
    expect(changes.map(({ logicalId }) => logicalId)).toEqual(['Old']);
  });
});
