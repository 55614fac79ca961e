// The SAM transform: what becomes of SAM's resources. AWS's translator is the oracle where a copy of its tests is there.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { transformSam } from '../../src/stacks/sam/transform-sam.ts';
import { isMap, mapOf, member, pythonText, type Json, type JsonMap } from '../../src/stacks/sam/json.ts';
import { isFailed } from '../../src/lib/result.ts';
import { parseTemplate } from '../../src/stacks/template/parse-template.ts';
import { templateJson } from '../../src/stacks/template/template-json.ts';

const surroundings = {
  parameters: { param1: 'value1', param2: 'value2' },
  region: 'ap-southeast-1',
  partition: 'aws',
  now: 0,
};

function parsed(text: string): JsonMap | undefined {
  const root = parseTemplate({ path: 'template', text });
  return isFailed(root) ? undefined : mapOf(templateJson(root));
}

function transformed(resources: string): JsonMap {
  const result = transformSam(parsed(`Resources:\n${resources}`) ?? {}, surroundings);
  if (isFailed(result)) throw new Error(result.failed);
  return mapOf(result['Resources']);
}

function failure(resources: string): string {
  const result = transformSam(parsed(`Resources:\n${resources}`) ?? {}, surroundings);
  return isFailed(result) ? result.failed.replace(/^.*Number of errors found: /, '') : 'none';
}

/** `Id Type`, without the `AWS::`. */
function made(resources: string): readonly string[] {
  return Object.entries(transformed(resources)).map(
    ([id, resource]) => `${id} ${pythonText(member(resource, 'Type')).replace('AWS::', '')}`,
  );
}

const code = 'Runtime: nodejs22.x, Handler: index.handler, InlineCode: "exports.handler = 1"';

test('APIs with names of their own get domain names, base paths and records, which those of one zone share', () => {
  const api = (name: string, domain: string) =>
    `  ${name}: {Type: AWS::Serverless::Api, Properties: {StageName: prod, DefinitionBody: {openapi: 3.0.1, paths: {}}, Domain: {${domain}}}}`;
  const route53 = 'Route53: {HostedZoneId: Z1}';
  const resources = transformed(
    [
      api('A', `DomainName: a.shop.example, CertificateArn: c, BasePath: [/v1, v-2], ${route53}`),
      api('B', `DomainName: b.shop.example, CertificateArn: c, EndpointConfiguration: EDGE, ${route53}`),
      '  H: {Type: AWS::Serverless::HttpApi, Properties: {DefinitionBody: {openapi: 3.0.1, paths: {}}, Domain: {DomainName: h.shop.example, CertificateArn: c, BasePath: /v1}}}',
    ].join('\n'),
  );
  const ofType = (type: string) =>
    Object.entries(resources).flatMap(([id, each]) =>
      member(each, 'Type') === type ? [[id, mapOf(member(each, 'Properties'))] as const] : [],
    );
  const [[first], [second]] = ofType('AWS::ApiGateway::DomainName') as [
    readonly [string, JsonMap],
    readonly [string, JsonMap],
  ];
  expect(resources[first]).toMatchObject({
    Properties: {
      DomainName: 'a.shop.example',
      RegionalCertificateArn: 'c',
      EndpointConfiguration: { Types: ['REGIONAL'] },
    },
  });
  expect(resources[second]).toMatchObject({
    Properties: { DomainName: 'b.shop.example', CertificateArn: 'c' },
  });
  expect(ofType('AWS::ApiGateway::BasePathMapping')).toMatchObject([
    ['Av1BasePathMapping', { BasePath: 'v1', DomainName: { Ref: first }, Stage: { Ref: 'AprodStage' } }],
    ['Av2BasePathMapping', { BasePath: 'v2' }],
    ['BBasePathMapping', { DomainName: { Ref: second }, RestApiId: { Ref: 'B' } }],
  ]);
  expect(ofType('AWS::ApiGatewayV2::ApiMapping')).toMatchObject([['Hv1ApiMapping', { ApiMappingKey: 'v1' }]]);
  expect(ofType('AWS::Route53::RecordSetGroup')).toMatchObject([
    [
      expect.stringMatching(/^RecordSetGroup[0-9a-f]{10}$/),
      {
        HostedZoneId: 'Z1',
        RecordSets: [
          {
            Name: 'a.shop.example',
            AliasTarget: { DNSName: { 'Fn::GetAtt': [first, 'RegionalDomainName'] } },
          },
          { Name: 'b.shop.example', AliasTarget: { HostedZoneId: 'Z2FDTNDATAQYW2' } },
        ],
      },
    ],
  ]);
});

test.each([
  [
    'a function alone',
    `  F: {Type: AWS::Serverless::Function, Properties: {${code}}}`,
    ['F Lambda::Function', 'FRole IAM::Role'],
  ],
  [
    'a function with an alias and an address',
    `  F: {Type: AWS::Serverless::Function, Properties: {${code}, Role: r, AutoPublishAlias: live, FunctionUrlConfig: {AuthType: NONE}}}`,
    [
      'F Lambda::Function',
      'FVersion16db6ea3bf Lambda::Version',
      'FAliaslive Lambda::Alias',
      'FUrl Lambda::Url',
      'FUrlPublicPermissions Lambda::Permission',
      'FURLInvokeAllowPublicAccess Lambda::Permission',
    ],
  ],
  [
    'a function that CodeDeploy shifts',
    `  F: {Type: AWS::Serverless::Function, Properties: {${code}, Role: r, AutoPublishAlias: live, DeploymentPreference: {Type: Canary10Percent5Minutes}}}`,
    [
      'F Lambda::Function',
      'FVersion16db6ea3bf Lambda::Version',
      'FAliaslive Lambda::Alias',
      'ServerlessDeploymentApplication CodeDeploy::Application',
      'CodeDeployServiceRole IAM::Role',
      'FDeploymentGroup CodeDeploy::DeploymentGroup',
    ],
  ],
  [
    'an event of an HTTP API that nobody wrote',
    `  F: {Type: AWS::Serverless::Function, Properties: {${code}, Role: r, Events: {Get: {Type: HttpApi, Properties: {Path: /a, Method: get}}}}}`,
    [
      'F Lambda::Function',
      'FGetPermission Lambda::Permission',
      'ServerlessHttpApi ApiGatewayV2::Api',
      'ServerlessHttpApiApiGatewayDefaultStage ApiGatewayV2::Stage',
    ],
  ],
  [
    'a queue, a schedule and a rule',
    `  F:
    Type: AWS::Serverless::Function
    Properties:
      {${code}, Role: r, Events: {Q: {Type: SQS, Properties: {Queue: q}}, S: {Type: Schedule, Properties: {Schedule: rate(1 hour)}}, R: {Type: EventBridgeRule, Properties: {Pattern: {source: [a]}}}}}`,
    [
      'F Lambda::Function',
      'FQ Lambda::EventSourceMapping',
      'FR Events::Rule',
      'FRPermission Lambda::Permission',
      'FS Events::Rule',
      'FSPermission Lambda::Permission',
    ],
  ],
  ['a table', '  T: {Type: AWS::Serverless::SimpleTable}', ['T DynamoDB::Table']],
  [
    'a layer, by the hash of its properties',
    '  L: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: s3://bucket/key?versionId=3}}',
    ['Lfa82c2e934 Lambda::LayerVersion'],
  ],
  [
    'a nested stack',
    '  A: {Type: AWS::Serverless::Application, Properties: {Location: https://bucket.s3.amazonaws.com/a}}',
    ['A CloudFormation::Stack'],
  ],
])('%s becomes the resources that AWS makes of it', (_, template, expected) => {
  expect(made(template)).toStrictEqual(expected);
});

test('a REST API gets a deployment of another id when a path is added', () => {
  const withPaths = (paths: readonly string[]) =>
    made(
      `  F: {Type: AWS::Serverless::Function, Properties: {${code}, Role: r, Events: {${paths.map((path) => `${path}: {Type: Api, Properties: {Path: /${path}, Method: get}}`).join(', ')}}}}`,
    ).find((line) => line.endsWith('ApiGateway::Deployment'));
  expect(withPaths(['a'])).toMatch(/^ServerlessRestApiDeployment[0-9a-f]{10} /);
  expect(withPaths(['a', 'b'])).not.toBe(withPaths(['a']));
  expect(withPaths(['a'])).toBe(withPaths(['a']));
});

test('a bucket gets the notification of an event, and waits for its permission', () => {
  const { B } = transformed(`  B: {Type: AWS::S3::Bucket}
  F: {Type: AWS::Serverless::Function, Properties: {${code}, Role: r, Events: {Up: {Type: S3, Properties: {Bucket: !Ref B, Events: "s3:ObjectCreated:*"}}}}}`);
  expect(B).toMatchObject({
    DependsOn: ['FUpPermission'],
    Properties: {
      NotificationConfiguration: {
        LambdaConfigurations: [{ Event: 's3:ObjectCreated:*', Function: { 'Fn::GetAtt': ['F', 'Arn'] } }],
      },
    },
  });
});

test('globals stand before the settings of a function, and references to its alias are rewritten', () => {
  const template = parsed(`
Globals: {Function: {Timeout: 7, Layers: [a], Environment: {Variables: {A: 1}}}}
Outputs: {Alias: {Value: !Ref F.Alias}, Version: {Value: !Sub "\${F.Version}"}}
Resources:
  F: {Type: AWS::Serverless::Function, Properties: {${code}, Role: r, AutoPublishAlias: live, Layers: [b], Environment: {Variables: {B: 2}}}}`);
  const result = transformSam(template ?? {}, surroundings);
  if (isFailed(result)) throw new Error(result.failed);
  expect(member(result, 'Resources', 'F', 'Properties')).toMatchObject({
    Timeout: 7,
    Layers: ['a', 'b'],
    Environment: { Variables: { A: 1, B: 2 } },
  });
  expect(member(result, 'Outputs')).toStrictEqual({
    Alias: { Value: { Ref: 'FAliaslive' } },
    Version: { Value: { 'Fn::Sub': expect.stringMatching(/^\$\{FVersion[0-9a-f]{10}\}$/) as string } },
  });
  expect(result).not.toHaveProperty('Globals');
});

test('a policy template becomes its statements', () => {
  const role = transformed(
    `  F: {Type: AWS::Serverless::Function, Properties: {${code}, Policies: [AmazonS3ReadOnlyAccess, SQSPollerPolicy: {QueueName: !Ref Q}]}}`,
  )['FRole'];
  expect(member(role, 'Properties', 'ManagedPolicyArns')).toStrictEqual([
    'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
    'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess',
  ]);
  expect(JSON.stringify(member(role, 'Properties', 'Policies'))).toContain('{"queueName":{"Ref":"Q"}}');
});

test.each([
  [
    'an unknown property',
    `  F: {Type: AWS::Serverless::Function, Properties: {${code}, Bogus: 1}}`,
    '1. Resource with id [F] is invalid. property Bogus not defined for resource of type AWS::Serverless::Function',
  ],
  [
    'a folder that was not packaged',
    '  F: {Type: AWS::Serverless::Function, Properties: {Runtime: a, Handler: b, CodeUri: ./src}}',
    "1. Resource with id [F] is invalid. 'CodeUri' is not a valid S3 Uri of the form 's3://bucket/key' with optional versionId query parameter.",
  ],
  [
    'a parameter of a policy template that is missing',
    `  F: {Type: AWS::Serverless::Function, Properties: {${code}, Policies: [S3ReadPolicy: {}]}}`,
    "1. Resource with id [F] is invalid. Following required parameters of template 'S3ReadPolicy' don't have values: ['BucketName']",
  ],
  [
    'a deployment without an alias',
    `  F: {Type: AWS::Serverless::Function, Properties: {${code}, DeploymentPreference: {Type: AllAtOnce}}}`,
    "1. Resource with id [F] is invalid. 'DeploymentPreference' requires AutoPublishAlias property to be specified.",
  ],
  [
    'a generated id that is taken',
    `  F: {Type: AWS::Serverless::Function, Properties: {${code}}}\n  FRole: {Type: AWS::IAM::Role}`,
    '1. Transforming resource with id [F] attempts to create a new resource with id [FRole] and type "AWS::IAM::Role". A resource with that id already exists within this template. Please use a different id for that resource.',
  ],
  [
    'a name of an API in a private network',
    '  A: {Type: AWS::Serverless::Api, Properties: {StageName: p, DefinitionBody: {openapi: 3.0.1, paths: {}}, Domain: {DomainName: d, CertificateArn: c, EndpointConfiguration: PRIVATE}}}',
    '1. Resource with id [A] is invalid. Slipway does not execute a private Domain of an API on this machine.',
  ],
  [
    'a type that does not run here',
    '  G: {Type: AWS::Serverless::GraphQLApi, Properties: {}}',
    '1. Resource with id [G] is invalid. Slipway does not expand AWS::Serverless::GraphQLApi on this machine.',
  ],
])('%s is refused', (_, template, message) => {
  expect(failure(template)).toBe(message);
});

/** `tests/translator` of aws/serverless-application-model, with its folders input and output. */
const corpus = process.env['SLIPWAY_SAM_TRANSLATOR_TESTS'] ?? '';
/** What the transform refuses by name, and flags that AWS has not switched on. */
const leftOut =
  /Serverless::(?:Connector|GraphQLApi|WebSocketApi|CapacityProvider)|Connectors:|Type: (?:MSK|MQ|SelfManagedKafka|DocumentDB)\b|CapacityProviderConfig|ApplicationId:/m;
/** Where AWS's own output is not a template that CloudFormation takes, or is of another kind of deployment. */
const known = new Set([
  'function_with_event_dest_conditional',
  'state_machine_with_api_resource_policy',
  'translate_convert_metadata',
]);

/** Lists in any order, and without the hashes of deployments. */
function comparable(value: Json): string {
  const ordered = (each: Json): Json => {
    if (Array.isArray(each)) return each.map((item) => JSON.stringify(ordered(item))).toSorted();
    if (isMap(each))
      return Object.fromEntries(
        Object.keys(each)
          .toSorted()
          .map((key) => [key, ordered(each[key] ?? null)]),
      );
    return typeof each === 'string' && /^\d+\.\d+$/.test(each) ? Number(each) : each;
  };
  return JSON.stringify(ordered(value))
    .replaceAll(/Deployment[0-9a-f]{10}/g, 'Deployment')
    .replaceAll(/RestApi deployment id: [0-9a-f]{40}/g, '');
}

test.skipIf(!existsSync(join(corpus, 'output')))("the results of AWS's own tests are reproduced", () => {
  const names = readdirSync(join(corpus, 'input'))
    .map((file) => file.replace(/\.ya?ml$/, ''))
    .filter(
      (name) =>
        !/^(?:error_|feature_toggle|api_(?:with_)?(?:custom_)?domains?_(?:\w+_)?private)/.test(name) &&
        !known.has(name) &&
        existsSync(join(corpus, 'output', `${name}.json`)),
    );
  const wrong = names.filter((name) => {
    const text = readFileSync(join(corpus, 'input', `${name}.yaml`), 'utf8');
    const template = leftOut.test(text) ? undefined : parsed(text);
    if (template === undefined) return false;
    const result = transformSam(template, surroundings);
    const expected = JSON.parse(readFileSync(join(corpus, 'output', `${name}.json`), 'utf8')) as Json;
    return isFailed(result) || comparable(result) !== comparable(expected);
  });
  expect(wrong).toStrictEqual([]);
});
