// Load balancers by Elastic Load Balancing's API, and the requests that they answer.
import { createServer, request as httpRequest } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { openAccount } from '../../src/account/open-account.ts';
import { chooseRule } from '../../src/services/elbv2/choose-rule.ts';
import { callQuery, openTestEndpoint, type TestEndpoint } from '../rig/endpoint.ts';

type Parameters = Readonly<Record<string, string>>;

async function call(endpoint: TestEndpoint, Action: string, parameters: Parameters = {}): Promise<string> {
  const { text } = await callQuery(endpoint, 'elasticloadbalancing', {
    Action,
    Version: '2015-12-01',
    ...parameters,
  });
  return text;
}

function textOf(xml: string, element: string): string {
  return new RegExp(`<${element}>(.*?)</${element}>`, 's').exec(xml)?.[1] ?? '';
}

/** A load balancer `shop` whose listener leads to the target group `web`. */
async function makeBalancer(endpoint: TestEndpoint) {
  const made = await call(endpoint, 'CreateLoadBalancer', { Name: 'shop', 'Subnets.member.1': 'subnet-1' });
  const balancer = textOf(made, 'LoadBalancerArn');
  const group = textOf(
    await call(endpoint, 'CreateTargetGroup', {
      Name: 'web',
      Protocol: 'HTTP',
      Port: '8080',
      VpcId: 'vpc-1',
      TargetType: 'ip',
      HealthCheckPath: '/health',
      HealthCheckTimeoutSeconds: '29',
    }),
    'TargetGroupArn',
  );
  const listener = textOf(
    await call(endpoint, 'CreateListener', {
      LoadBalancerArn: balancer,
      Protocol: 'HTTP',
      Port: '80',
      'DefaultActions.member.1.Type': 'forward',
      'DefaultActions.member.1.TargetGroupArn': group,
    }),
    'ListenerArn',
  );
  return { balancer, group, listener, dnsName: textOf(made, 'DNSName') };
}

interface Answer {
  readonly status: number;
  readonly location: string | undefined;
  readonly body: string;
}

/** Names below localhost are of this machine: they need not be found by a resolver. */
async function get(dnsName: string, path: string): Promise<Answer> {
  const port = Number(dnsName.split(':')[1]);
  const request = httpRequest({ host: '127.0.0.1', port, path, headers: { host: dnsName } }).end();
  const [response] = (await once(request, 'response')) as [
    NodeJS.ReadableStream & { statusCode: number; headers: Record<string, string> },
  ];
  let body = '';
  for await (const part of response) body += String(part);
  return { status: response.statusCode, location: response.headers['location'], body };
}

test('load balancers, groups, listeners and rules are given as AWS gives them, and are in the register', async () => {
  await using endpoint = await openTestEndpoint();
  const missing = await call(endpoint, 'DescribeLoadBalancers', { 'Names.member.1': 'shop' });
  expect(textOf(missing, 'Code')).toBe('LoadBalancerNotFound');
  expect(textOf(missing, 'Message')).toBe("Load balancers '[shop]' not found");
  const { balancer, group, listener, dnsName } = await makeBalancer(endpoint);
  expect(balancer).toMatch(/:loadbalancer\/app\/shop\/[0-9a-f]{16}$/);
  expect(listener).toMatch(/:listener\/app\/shop\/[0-9a-f]{16}\/[0-9a-f]{16}$/);
  expect(dnsName).toMatch(/^shop-\d{10}\.elb\.localhost:\d+$/);
  expect(textOf(await call(endpoint, 'DescribeLoadBalancers'), 'Code')).toBe('active');
  const described = await call(endpoint, 'DescribeTargetGroups', { 'Names.member.1': 'web' });
  expect(textOf(described, 'HealthCheckIntervalSeconds')).toBe('30');
  expect(textOf(described, 'LoadBalancerArns')).toContain(balancer);
  expect(textOf(await call(endpoint, 'DeleteTargetGroup', { TargetGroupArn: group }), 'Code')).toBe(
    'ResourceInUse',
  );
  const unknown = await call(endpoint, 'ModifyLoadBalancerAttributes', {
    LoadBalancerArn: balancer,
    'Attributes.member.1.Key': 'none',
    'Attributes.member.1.Value': '1',
  });
  expect(textOf(unknown, 'Message')).toContain("attribute key 'none' is not recognized");
  const rule: Parameters = {
    ListenerArn: listener,
    Priority: '10',
    'Conditions.member.1.Field': 'path-pattern',
    'Conditions.member.1.PathPatternConfig.Values.member.1': '/hello/*',
    'Actions.member.1.Type': 'fixed-response',
    'Actions.member.1.FixedResponseConfig.StatusCode': '200',
  };
  const ruleArn = textOf(await call(endpoint, 'CreateRule', rule), 'RuleArn');
  expect(textOf(await call(endpoint, 'CreateRule', rule), 'Message')).toBe(
    "Priority '10' is currently in use",
  );
  await call(endpoint, 'AddTags', {
    'ResourceArns.member.1': ruleArn,
    'Tags.member.1.Key': 'team',
    'Tags.member.1.Value': 'a',
  });
  expect(textOf(await call(endpoint, 'DescribeTags', { 'ResourceArns.member.1': ruleArn }), 'Key')).toBe(
    'team',
  );
  {
    using account = openAccount(endpoint.stateFolder);
    expect(account.list().map(({ type, arn }) => ({ type, arn }))).toEqual([
      { type: 'AWS::ElasticLoadBalancingV2::Listener', arn: listener },
      { type: 'AWS::ElasticLoadBalancingV2::ListenerRule', arn: ruleArn },
      { type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', arn: balancer },
      { type: 'AWS::ElasticLoadBalancingV2::TargetGroup', arn: group },
    ]);
  }
  await call(endpoint, 'DeleteLoadBalancer', { LoadBalancerArn: balancer });
  await call(endpoint, 'DeleteTargetGroup', { TargetGroupArn: group });
  using account = openAccount(endpoint.stateFolder);
  expect(account.list()).toEqual([]);
});

test('a request follows the first rule that it meets, else the default action, to a healthy target', async () => {
  await using endpoint = await openTestEndpoint();
  const { group, listener, dnsName } = await makeBalancer(endpoint);
  expect((await get(dnsName, '/')).status).toBe(503);
  const server = createServer((request, response) => {
    if (request.url === '/wrong') request.socket.end('HTTP/1.1 000 Nothing\r\nContent-Length: 0\r\n\r\n');
    else response.end(`web ${request.url}`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  await using _server = { [Symbol.asyncDispose]: async () => void server.close() };
  const { port } = server.address() as AddressInfo;
  const target = {
    TargetGroupArn: group,
    'Targets.member.1.Id': '127.0.0.1',
    'Targets.member.1.Port': String(port),
  };
  await call(endpoint, 'RegisterTargets', target);
  expect(textOf(await call(endpoint, 'DescribeTargetHealth', { TargetGroupArn: group }), 'State')).toBe(
    'healthy',
  );
  await call(endpoint, 'CreateRule', {
    ListenerArn: listener,
    Priority: '5',
    'Conditions.member.1.Field': 'path-pattern',
    'Conditions.member.1.Values.member.1': '/old/*',
    'Actions.member.1.Type': 'redirect',
    'Actions.member.1.RedirectConfig.Path': '/new/#{path}',
    'Actions.member.1.RedirectConfig.StatusCode': 'HTTP_301',
  });
  expect(await get(dnsName, '/a?b=c')).toMatchObject({ status: 200, body: 'web /a?b=c' });
  expect(await get(dnsName, '/old/a?b=c')).toMatchObject({
    status: 301,
    location: `http://${dnsName}/new/old/a?b=c`,
  });
  // What HTTP does not have is no response, and no end of the load balancer.
  expect((await get(dnsName, '/wrong')).status).toBe(502);
  await call(endpoint, 'CreateRule', {
    ListenerArn: listener,
    Priority: '6',
    'Conditions.member.1.Field': 'path-pattern',
    'Conditions.member.1.Values.member.1': '/odd',
    'Actions.member.1.Type': 'redirect',
    'Actions.member.1.RedirectConfig.Path': '/\u65e5',
    'Actions.member.1.RedirectConfig.StatusCode': 'HTTP_301',
  });
  expect((await get(dnsName, '/odd')).status).toBe(500);
  expect((await get(dnsName, '/a')).status).toBe(200);
  await call(endpoint, 'DeregisterTargets', target);
  expect((await get(dnsName, '/')).status).toBe(503);
});

test.each([
  ['host-header', { Values: ['*.example.com'] }, { host: 'api.example.com' }, { host: 'example.com' }],
  ['path-pattern', { Values: ['/img/?.png'] }, { path: '/img/a.png' }, { path: '/img/ab.png' }],
  [
    'path-pattern',
    { PathPatternConfig: { Values: [`/${'*a'.repeat(12)}*b`] } },
    { path: `/${'a'.repeat(2000)}b` },
    { path: `/${'a'.repeat(2000)}` },
  ],
  [
    'http-request-method',
    { HttpRequestMethodConfig: { Values: ['POST'] } },
    { method: 'POST' },
    { method: 'GET' },
  ],
  [
    'http-header',
    { HttpHeaderConfig: { HttpHeaderName: 'X-Env', Values: ['dev*'] } },
    { headers: { 'x-env': 'Dev1' } },
    { headers: {} },
  ],
  [
    'query-string',
    { QueryStringConfig: { Values: [{ Key: 'v', Value: '2' }] } },
    { query: new URLSearchParams('v=2') },
    { query: new URLSearchParams('v=3') },
  ],
  [
    'source-ip',
    { SourceIpConfig: { Values: ['10.0.0.0/8'] } },
    { clientAddress: '::ffff:10.1.2.3' },
    { clientAddress: '11.0.0.1' },
  ],
])('a rule on %s is met by what it names, and by nothing else', (Field, condition, met, other) => {
  const request = {
    method: 'GET',
    host: 'localhost',
    path: '/',
    query: new URLSearchParams(),
    headers: {},
    clientAddress: '127.0.0.1',
  };
  const rule = {
    balancer: 'shop',
    balancerType: 'application',
    listenerId: '1',
    id: '2',
    priority: 1,
    conditions: [{ Field, ...condition }],
    actions: [],
  };
  expect(chooseRule([rule], { ...request, ...met })).toBe(rule);
  expect(chooseRule([rule], { ...request, ...other })).toBeUndefined();
});
