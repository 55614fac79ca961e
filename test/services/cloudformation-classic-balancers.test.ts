// Classic load balancers in a stack: made, changed in place and removed, as their own API shows them.
import { expect, test } from 'vitest';
import { callQuery, openTestEndpoint } from '../rig/endpoint.ts';
import { missingMoto } from '../rig/moto.ts';
import { callStacks, ended, eventsOf } from '../rig/stacks.ts';

const version = '2012-06-01';

const template = (interval: number, port: number, more = '') => `
Resources:
  Balancer:
    Type: AWS::ElasticLoadBalancing::LoadBalancer
    Properties:
      LoadBalancerName: web
      AvailabilityZones: [eu-central-1a]
      CrossZone: true
      ConnectionSettings: {IdleTimeout: ${interval}}
      LBCookieStickinessPolicy: [{PolicyName: sticky, CookieExpirationPeriod: '60'}]
      Listeners:
        - {LoadBalancerPort: '${port}', InstancePort: '8080', Protocol: HTTP, PolicyNames: [sticky]${more}}
      HealthCheck: {Target: 'HTTP:8080/', Interval: '${interval}', Timeout: '5', HealthyThreshold: '3', UnhealthyThreshold: '5'}
      Tags: [{Key: interval, Value: '${interval}'}]
Outputs:
  Name: {Value: !GetAtt Balancer.DNSName}
`;

test.skipIf((await missingMoto()) !== undefined)(
  'a classic load balancer is made with its listeners, checks and attributes, changed in place and removed',
  async () => {
    await using endpoint = await openTestEndpoint();
    const elb = async (Action: string, more: Readonly<Record<string, string>> = {}) =>
      (await callQuery(endpoint, 'elasticloadbalancing', { Version: version, Action, ...more })).text;
    const outcome = async (name: string) => [
      await ended(endpoint, name),
      ...(await eventsOf(endpoint, name)).filter((each) => each.includes('_FAILED')),
    ];
    const seen = async () => {
      const all = await elb('DescribeLoadBalancers', { 'LoadBalancerNames.member.1': 'web' });
      const attributes = await elb('DescribeLoadBalancerAttributes', { LoadBalancerName: 'web' });
      const tags = await elb('DescribeTags', { 'LoadBalancerNames.member.1': 'web' });
      const textOf = (text: string, name: string) => new RegExp(`<${name}>(.*?)</${name}>`).exec(text)?.[1];
      return {
        port: textOf(all, 'LoadBalancerPort'),
        interval: textOf(all, 'Interval'),
        sticky: /<PolicyNames>\s*<member>sticky<\/member>/.test(all),
        crossZone: /<CrossZoneLoadBalancing>\s*<Enabled>true/.test(attributes),
        idle: textOf(attributes, 'IdleTimeout'),
        tag: textOf(tags, 'Value'),
      };
    };
    const refused = await callStacks(endpoint, 'CreateStack', {
      StackName: 'refused',
      TemplateBody: template(30, 80, ', InstanceProtocol: HTTPS'),
    });
    expect([refused.status, refused.part('Message')]).toEqual([
      400,
      expect.stringContaining(
        'Slipway does not record an InstanceProtocol other than the Protocol',
      ) as string,
    ]);
    await callStacks(endpoint, 'CreateStack', { StackName: 'app', TemplateBody: template(30, 80) });
    expect(await outcome('app')).toEqual(['CREATE_COMPLETE']);
    expect(await seen()).toEqual({
      port: '80',
      interval: '30',
      sticky: true,
      crossZone: true,
      idle: '30',
      tag: '30',
    });
    await callStacks(endpoint, 'UpdateStack', { StackName: 'app', TemplateBody: template(20, 81) });
    expect(await outcome('app')).toEqual(['UPDATE_COMPLETE']);
    expect(await seen()).toEqual({
      port: '81',
      interval: '20',
      sticky: true,
      crossZone: true,
      idle: '20',
      tag: '20',
    });
    const { part } = await callStacks(endpoint, 'DescribeStacks', { StackName: 'app' });
    expect(part('OutputValue')).toMatch(/^web\./);
    await callStacks(endpoint, 'DeleteStack', { StackName: 'app' });
    expect(await ended(endpoint, part('StackId'))).toBe('DELETE_COMPLETE');
    expect(await elb('DescribeLoadBalancers')).not.toContain('<LoadBalancerName>web<');
  },
);
