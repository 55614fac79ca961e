// The properties of resources held against AWS's schemas of their types, before anything is made.
import { describe, expect, test } from 'vitest';
import { positionAt } from '../../src/lib/source-file.ts';
import { knownIn, targetOf } from '../../src/stacks/target.ts';
import { checkValues, failuresOfValues } from '../../src/stacks/template/check-values.ts';
import { readTemplate } from '../../src/stacks/template/read-template.ts';

const place = {
  account: '111122223333',
  region: 'eu-central-1',
  partition: 'aws',
  stackId: 'arn:aws:cloudformation:eu-central-1:111122223333:stack/app/1',
  stackName: 'app',
  notificationArns: [],
};

function templateIn(text: string) {
  const { template, problems } = readTemplate({ path: 'template.yml', text });
  if (template === undefined || problems.length > 0) throw new Error(problems[0]?.message);
  return template;
}

/** `line:column message` of every resource that is made with the parameters. */
function failures(text: string, given: Readonly<Record<string, string>> = {}): readonly string[] {
  const parameters = Object.entries(given).map(([key, value]) => ({ key, value, noEcho: false }));
  const { target, problems } = targetOf(templateIn(text), parameters, place);
  if (target === undefined) throw new Error(problems[0]?.message);
  return [...target.active.values()].flatMap((resource) =>
    failuresOfValues(resource, knownIn(target)).map(({ message, at }) => {
      const { line, column } = positionAt(text, at.start);
      return `${line}:${column} ${message.replace('Properties validation failed for resource ', '')}`;
    }),
  );
}

const lead = `
Parameters:
  Mode: {Type: String, Default: Active}
  Size: {Type: Number, Default: 256}
  Subnets: {Type: CommaDelimitedList, Default: "subnet-1,subnet-2"}
  Stage: {Type: String, Default: dev}
Conditions: {IsLive: !Equals [!Ref Stage, live]}
Resources:
`;
const defaults = { Mode: 'Active', Size: '256', Subnets: 'subnet-1,subnet-2', Stage: 'dev' };

function ofFunction(properties: string, given: Readonly<Record<string, string>> = {}): readonly string[] {
  return failures(
    `${lead}  F:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::111122223333:role/x
      Code: {ZipFile: x}
      ${properties}
`,
    { ...defaults, ...given },
  );
}

describe('within the properties of a resource', () => {
  test.each([
    [
      'TracingConfig: {Mode: Sometimes}',
      '14:29 F with message: #/TracingConfig/Mode: Sometimes is not a valid enum value, valid values are [Active, PassThrough]',
    ],
    [
      'TracingConfig: {Mode: Active, Level: 1}',
      '14:37 F with message: #/TracingConfig: extraneous key [Level] is not permitted',
    ],
    ['SnapStart: {}', '14:18 F with message: #/SnapStart: required key [ApplyOn] not found'],
    ['MemorySize: much', '14:19 F with message: #/MemorySize: expected type: Integer, found: String'],
    ['MemorySize: 1.5', '14:19 F with message: #/MemorySize: expected type: Integer, found: Number'],
    [
      'EphemeralStorage: {Size: 1}',
      '14:32 F with message: #/EphemeralStorage/Size: 1 is not greater or equal to 512',
    ],
    ['Layers: one', '14:15 F with message: #/Layers: expected type: JSONArray, found: String'],
    ['Handler: [a]', '14:16 F with message: #/Handler: expected type: String, found: JSONArray'],
    [
      'Environment: {Variables: {"1A": x}}',
      '14:33 F with message: #/Environment/Variables: extraneous key [1A] is not permitted',
    ],
    [
      'VpcConfig: {SubnetIds: [subnet-1, net-2]}',
      '14:41 F with message: #/VpcConfig/SubnetIds/1: string [net-2] does not match pattern ^subnet-[0-9a-z]*$',
    ],
    [
      'Tags: [{Key: a, Value: b, More: c}]',
      '14:33 F with message: #/Tags/0: extraneous key [More] is not permitted',
    ],
  ])('%s is found with its place', (properties, message) => {
    expect(ofFunction(properties)).toEqual([message]);
  });

  test.each([
    ['MemorySize: "512"'],
    ['MemorySize: 512.0'],
    ['Description: 12'],
    ['VpcConfig: {Ipv6AllowedForDualStack: "True"}'],
    ['TracingConfig: {Mode: !Ref Mode}'],
    ['MemorySize: !Ref Size'],
    ['VpcConfig: {SubnetIds: !Ref Subnets}'],
    ['SnapStart: !If [IsLive, {}, {ApplyOn: None}]'],
    ['TracingConfig: {Mode: !If [IsLive, Never, !Ref AWS::NoValue]}'],
    ['TracingConfig: {Mode: !GetAtt F.Arn}'],
    ['MemorySize: "{{resolve:ssm:/size}}"'],
    ['Environment: {Variables: {ONE: !Sub "${F}", TWO: 1, THREE: true}}'],
  ])('%s is right', (properties) => {
    expect(ofFunction(properties)).toEqual([]);
  });

  test.each([
    ['TracingConfig: {Mode: !Ref Mode}', { Mode: 'Never' }, '/Mode: Never is not a valid enum value'],
    ['MemorySize: !Ref Size', { Size: '64' }, '#/MemorySize: 64 is not greater or equal to 128'],
    [
      'VpcConfig: {SubnetIds: !Ref Subnets}',
      { Subnets: 'a' },
      '#/VpcConfig/SubnetIds/0: string [a] does not',
    ],
    ['SnapStart: !If [IsLive, {}, {ApplyOn: None}]', { Stage: 'live' }, 'required key [ApplyOn] not found'],
    [
      'SnapStart: {ApplyOn: !If [IsLive, !Ref AWS::NoValue, None]}',
      { Stage: 'live' },
      'required key [ApplyOn]',
    ],
  ])('%s is judged with the values of parameters %j', (properties, given, message) => {
    expect(ofFunction(properties, given)).toEqual([expect.stringContaining(message)]);
  });

  test('what none of several allowed forms takes is found, and what excludes something else', () => {
    const text = `${lead}  Policy:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: p
      PolicyDocument: {}
  Rule:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: g
      SecurityGroupIngress:
        - {IpProtocol: tcp, CidrIp: 10.0.0.0/8, SourceSecurityGroupId: sg-1}
`;
    expect(failures(text, defaults)).toEqual([
      expect.stringContaining('Policy with message: #: no subschema matched out of the total 3 subschemas'),
      expect.stringContaining(
        'Rule with message: #/SecurityGroupIngress/0: the keys [CidrIp, SourceSecurityGroupId] exclude each other',
      ),
    ]);
  });

  test('types without a schema, and resources of custom types, take everything', () => {
    expect(
      failures(
        `${lead}  A: {Type: "Custom::Any", Properties: {ServiceToken: a, B: {C: [1]}}}
  M: {Type: "AWS::CDK::Metadata", Properties: {Analytics: "v2:x"}}`,
        defaults,
      ),
    ).toEqual([]);
  });
});

test('without parameters, functions are left open and resources with a condition too', () => {
  const text = `${lead}  F:
    Type: AWS::Lambda::Function
    Properties: {Role: !Ref Mode, Code: {ZipFile: x}, MemorySize: !Ref Mode, TracingConfig: {Mode: Never}}
  G: {Type: AWS::Lambda::Function, Condition: IsLive, Properties: {Role: r, Code: {}, MemorySize: 1}}
`;
  expect(checkValues(templateIn(text)).map(({ message }) => message)).toEqual([
    expect.stringContaining('#/TracingConfig/Mode: Never is not a valid enum value'),
  ]);
});

test('no text takes a pattern longer than its length', () => {
  const text = `${lead}  F:
    Type: AWS::Lambda::Function
    Properties: {Role: "${'a'.repeat(9000)}", Code: {ZipFile: x}}
  P:
    Type: AWS::Logs::ResourcePolicy
    Properties: {PolicyName: "${'allow-route53-query-logs-'.repeat(8)}:prod", PolicyDocument: "{}"}
  C:
    Type: AWS::Events::Connection
    Properties:
      AuthorizationType: API_KEY
      AuthParameters: {ApiKeyAuthParameters: {ApiKeyName: "${'word '.repeat(40)}\\n", ApiKeyValue: v}}
`;
  expect(failures(text, defaults)).toEqual([
    expect.stringContaining('F with message: #/Role: string [aaa'),
    expect.stringContaining('P with message: #/PolicyName: string [allow-route53'),
    expect.stringContaining(
      'C with message: #/AuthParameters/ApiKeyAuthParameters/ApiKeyName: string [word word',
    ),
  ]);
});

test('what the services take is not refused for a rule that is none of theirs', () => {
  const text = `${lead}  Distribution:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Enabled: true
        DefaultCacheBehavior: {TargetOriginId: o, ViewerProtocolPolicy: allow-all}
        ViewerCertificate:
          CloudFrontDefaultCertificate: false
          AcmCertificateArn: arn:aws:acm:us-east-1:111122223333:certificate/a
          SslSupportMethod: sni-only
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: of the default VPC
      SecurityGroupEgress: [{IpProtocol: "-1", CidrIp: 0.0.0.0/0}]
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: f
      Principal: s3.amazonaws.com
      SourceAccount: 012345678901
`;
  expect(failures(text, defaults)).toEqual([]);
});
