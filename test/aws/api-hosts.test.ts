// The host names of AWS's API that lead here.
import { expect, test } from 'vitest';
import { apiHostsFor, isHostOfAccount } from '../../src/aws/api-hosts.ts';

test.each([
  ['eu-central-1', 'sts.eu-central-1.amazonaws.com'],
  ['eu-central-1', 'sts.amazonaws.com'],
  ['eu-central-1', 'iam.amazonaws.com'],
  ['eu-central-1', 'api.ecr.eu-central-1.amazonaws.com'],
  ['eu-central-1', 'logs.eu-central-1.amazonaws.com'],
  ['eu-central-1', 'lambda.eu-central-1.api.aws'],
  ['eu-central-1', 'eu-central-1.queue.amazonaws.com'],
  ['eu-central-1', 'ssm.us-east-1.amazonaws.com'],
  ['us-east-1', 'sts.ap-southeast-2.amazonaws.com'],
  ['cn-north-1', 'ec2.cn-north-1.amazonaws.com.cn'],
])('a build in %s calls %s here', (region, host) => {
  expect(apiHostsFor(region)).toContain(host);
});

test.each([/^s3[.-]/, /\.s3[.-]/, /\.dkr\.ecr\./, /^(awscli|dl|cdn|d1|repo)\./, /^public\.ecr/])(
  'public files are downloaded from where they are: %s',
  (host) => {
    expect(apiHostsFor('eu-central-1').filter((each) => host.test(each))).toEqual([]);
  },
);

test('every name that a build has here is one of an account', () => {
  const regions = ['eu-central-1', 'us-east-1', 'cn-north-1'];
  expect(regions.flatMap(apiHostsFor).filter((host) => !isHostOfAccount(host))).toEqual([]);
});

test.each([
  'sqs.ap-southeast-2.amazonaws.com',
  'a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com',
  'shop.s3-website.eu-central-1.amazonaws.com',
  'my.shop.s3-website-us-east-1.amazonaws.com',
  'abcdefabcdefabcdefabcdefabcdefab.lambda-url.eu-west-1.on.aws',
])('a call of %s belongs to an account', (host) => {
  expect(isHostOfAccount(host)).toBe(true);
});

test.each([
  's3.amazonaws.com',
  's3.eu-central-1.amazonaws.com',
  'bucket.s3.eu-central-1.amazonaws.com',
  '111122223333.dkr.ecr.eu-central-1.amazonaws.com',
  'awscli.amazonaws.com',
  'registry.npmjs.org',
  'sqs.nowhere.amazonaws.com',
  'sts.amazonaws.com.example.org',
])('%s is left where it is', (host) => {
  expect(isHostOfAccount(host)).toBe(false);
});

test('each name is one that a file of hosts may have, once', () => {
  const hosts = apiHostsFor('us-east-1');
  expect(hosts.filter((host) => !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host))).toEqual([]);
  expect(hosts.filter((host, place) => hosts.indexOf(host) !== place)).toEqual([]);
});
