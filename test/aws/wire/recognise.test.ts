// Which service a call is meant for.
import { expect, test } from 'vitest';
import { serviceIndex } from '../../../src/aws/service-model.ts';
import { recognise } from '../../../src/aws/wire/recognise.ts';

const head = (service: string, path = '/') => ({
  method: 'POST',
  path,
  query: '',
  headers: {
    authorization: `AWS4-HMAC-SHA256 Credential=AKIA/20260101/eu-central-1/${service}/aws4_request, SignedHeaders=host, Signature=00`,
  },
});

test.each([
  ['2015-12-01', 'elbv2'],
  ['2012-06-01', 'elb'],
])('of two services that one signature means, a form of the version %s is for %s', (version, name) => {
  const form = new URLSearchParams({ Action: 'DescribeLoadBalancers', Version: version });
  expect(recognise(serviceIndex(), head('elasticloadbalancing'))).toBeUndefined();
  expect(recognise(serviceIndex(), head('elasticloadbalancing'), form)?.name).toBe(name);
});

test.each([
  ['/restapis', 'apigateway'],
  ['/v2/apis', 'apigatewayv2'],
])('of two services that one signature means, the path %s is of %s', (path, name) => {
  expect(recognise(serviceIndex(), head('apigateway', path))?.name).toBe(name);
});
