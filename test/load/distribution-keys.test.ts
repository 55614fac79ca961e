// A distribution as get-distribution-config writes it, with every key that CloudFront has.
import { expect, test } from 'vitest';
import { membersOf, serviceModel, structureIn } from '../../src/aws/service-model.ts';
import { parseJson } from '../../src/lib/parse-json.ts';
import { readDistribution } from '../../src/load/kinds/distribution.ts';

const none = { Quantity: 0 };
const behavior = {
  TargetOriginId: 'site',
  TrustedSigners: { Enabled: false, Quantity: 0 },
  TrustedKeyGroups: { Enabled: false, Quantity: 0 },
  ViewerProtocolPolicy: 'redirect-to-https',
  AllowedMethods: {
    Quantity: 2,
    Items: ['HEAD', 'GET'],
    CachedMethods: { Quantity: 2, Items: ['HEAD', 'GET'] },
  },
  SmoothStreaming: false,
  Compress: true,
  LambdaFunctionAssociations: none,
  FunctionAssociations: none,
  FieldLevelEncryptionId: '',
  GrpcConfig: { Enabled: false },
  CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
};
const origin = {
  Id: 'site',
  DomainName: 'site.s3.eu-central-1.amazonaws.com',
  OriginPath: '',
  CustomHeaders: none,
  S3OriginConfig: { OriginAccessIdentity: '', OriginReadTimeout: 30 },
  ConnectionAttempts: 3,
  ConnectionTimeout: 10,
  OriginShield: { Enabled: false },
  OriginAccessControlId: 'E1',
};
const config = {
  CallerReference: 'site',
  Aliases: none,
  DefaultRootObject: 'index.html',
  Origins: { Quantity: 1, Items: [origin] },
  OriginGroups: none,
  DefaultCacheBehavior: behavior,
  CacheBehaviors: none,
  CustomErrorResponses: none,
  Comment: '',
  Logging: { Enabled: false, IncludeCookies: false, Bucket: '', Prefix: '' },
  PriceClass: 'PriceClass_100',
  Enabled: true,
  ViewerCertificate: { CloudFrontDefaultCertificate: true },
  Restrictions: { GeoRestriction: { RestrictionType: 'none', Quantity: 0 } },
  WebACLId: '',
  HttpVersion: 'http2and3',
  IsIPV6Enabled: true,
  ContinuousDeploymentPolicyId: '',
  Staging: false,
  ConnectionMode: 'direct',
};

function read(distribution: object) {
  const { root } = parseJson({ path: 'cloudfront-config.json', text: JSON.stringify(distribution) });
  if (root === undefined) throw new Error('no JSON');
  return readDistribution(root);
}

test('what get-distribution-config writes is read, and asks for nothing that is not done here', () => {
  const { problems, value } = read(config);
  expect(problems).toEqual([]);
  expect(value?.notExecuted).toEqual([]);
});

const places: readonly (readonly [structure: string, put: (more: object) => object])[] = [
  ['DistributionConfig', (more) => ({ ...more, ...config })],
  ['Origin', (more) => ({ ...config, Origins: [{ ...more, ...origin }] })],
  ['DefaultCacheBehavior', (more) => ({ ...config, DefaultCacheBehavior: { ...more, ...behavior } })],
  [
    'CacheBehavior',
    (more) => ({ ...config, CacheBehaviors: [{ ...more, ...behavior, PathPattern: '/api/*' }] }),
  ],
];

test.each(places)('every key of %s is known, and another one is not', (structure, put) => {
  const keys = membersOf(structureIn(serviceModel('cloudfront'), structure)).map(([key]) => key);
  const unknownOf = (more: object) =>
    read(put(more)).problems.flatMap(({ code, message }) => (code === 'UnknownKey' ? [message] : []));
  expect(unknownOf(Object.fromEntries(keys.map((key) => [key, {}])))).toEqual([]);
  expect(unknownOf({ NoSuchKey: 1 })).toEqual([expect.stringContaining('"NoSuchKey"')]);
});

test('a key that is not honoured is reported where it asks for something', () => {
  const { value } = read({
    ...config,
    ContinuousDeploymentPolicyId: 'P1',
    Origins: [{ ...origin, VpcOriginConfig: { VpcOriginId: 'vo_1' } }],
    DefaultCacheBehavior: {
      ...behavior,
      RealtimeLogConfigArn: 'arn:aws:cloudfront::1:realtime-log-config/x',
    },
  });
  expect(value?.notExecuted).toEqual([
    'ContinuousDeploymentPolicyId',
    'VpcOriginConfig of the origin site',
    'RealtimeLogConfigArn of the default cache behavior',
  ]);
});
