// The requests of load balancers: `http://NAME-ID.elb.localhost:PORT`, the port being the endpoint's. The listener of the
// smallest port answers them, by its rules.
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Resource } from '../../account/resource.ts';
import { passHead } from '../../lib/pass-head.ts';
import { parseArn } from '../../model/arn.ts';
import type { DataPlane } from '../data-plane.ts';
import type { Placed } from '../documents.ts';
import { chooseRule, type BalancedRequest } from './choose-rule.ts';
import { partsOf, type Shapes } from './elb-call.ts';
import { findGroup } from './group-record.ts';
import { groupArnsOf, listenersOf, rulesOf, type ListenerDocument } from './listener-record.ts';
import { addressesOf, type Address } from './targets.ts';

export const serveBalancer: DataPlane = async (incoming, response, ground) => {
  const host = hostOf(incoming);
  const balancer = ground.account
    .list()
    .filter((each) => each.type === 'AWS::ElasticLoadBalancingV2::LoadBalancer')
    .map((each) => each as Resource<'AWS::ElasticLoadBalancingV2::LoadBalancer'>)
    .find(({ values }) => values['DNSName']?.replace(/:\d+$/, '') === host);
  if (balancer === undefined) return answer(response, 404, `There is no load balancer ${host} here.\n`);
  const { account, region, name, arn = '' } = balancer;
  const place = { ground, place: { account, region, partition: parseArn(arn)?.partition ?? 'aws' } };
  const [listener] = listenersOf(place, name);
  if (listener === undefined) return answer(response, 503, `The load balancer ${name} has no listener.\n`);
  await follow(actionsFor(place, listener, requestOf(incoming, host)), { place, incoming, response });
};

function actionsFor(place: Placed, listener: ListenerDocument, request: BalancedRequest): readonly Action[] {
  const rule = chooseRule(rulesOf(place, listener), request);
  return rule?.actions ?? listener.input.DefaultActions;
}

function hostOf({ headers }: IncomingMessage): string {
  return (headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
}

function requestOf(
  { method = 'GET', url = '/', headers, socket }: IncomingMessage,
  host: string,
): BalancedRequest {
  const [path = '/', query = ''] = url.split(/\?(.*)/s);
  return {
    method,
    host,
    path,
    query: new URLSearchParams(query),
    headers,
    clientAddress: socket.remoteAddress ?? '',
  };
}

type Action = Shapes['Action'];

interface Exchange {
  readonly place: Placed;
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
}

/** The last action answers; those before it authenticate on AWS, which is not done here. */
async function follow(actions: readonly Action[], exchange: Exchange): Promise<void> {
  const action = actions.toSorted((a, b) => (a.Order ?? 1) - (b.Order ?? 1)).at(-1);
  const { response, incoming } = exchange;
  if (action?.FixedResponseConfig !== undefined) {
    const { StatusCode, MessageBody = '', ContentType = 'text/plain' } = action.FixedResponseConfig;
    response.setHeader('content-type', ContentType);
    return answer(response, Number(StatusCode), MessageBody);
  }
  if (action?.RedirectConfig !== undefined) {
    response.setHeader('location', locationOf(action.RedirectConfig, incoming));
    return answer(response, action.RedirectConfig.StatusCode === 'HTTP_301' ? 301 : 302, '');
  }
  const address = action === undefined ? undefined : await addressFor(action, exchange.place);
  if (address === undefined) return answer(response, 503, unavailable);
  await forward(address, exchange);
}

const unavailable =
  '<html>\r\n<head><title>503 Service Temporarily Unavailable</title></head>\r\n</html>\r\n';
const badGateway = '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n</html>\r\n';

function answer(response: ServerResponse, status: number, body: string): void {
  if (!response.hasHeader('content-type')) response.setHeader('content-type', 'text/html');
  response.writeHead(status, { server: 'awselb/2.0', 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

/** `#{protocol}` and the like stand for what the request has. */
function locationOf(
  {
    Protocol = '#{protocol}',
    Host = '#{host}',
    Port = '#{port}',
    Path = '/#{path}',
    Query = '#{query}',
  }: NonNullable<Action['RedirectConfig']>,
  { headers, url = '/' }: IncomingMessage,
): string {
  const [path = '/', query = ''] = url.split(/\?(.*)/s);
  const [host = '', port = '80'] = (headers.host ?? '').split(':');
  const given: Readonly<Record<string, string>> = {
    protocol: 'http',
    host,
    port,
    path: path.slice(1),
    query,
  };
  const filled = (text: string) => text.replaceAll(/#\{(\w+)\}/g, (_, key: string) => given[key] ?? '');
  const asked = filled(Query);
  return `${filled(Protocol).toLowerCase()}://${filled(Host)}:${filled(Port)}${filled(Path)}${asked === '' ? '' : `?${asked}`}`;
}

/** A target group by its weight, and in it one of its addresses. */
async function addressFor(action: Action, place: Placed): Promise<Address | undefined> {
  const groups =
    action.ForwardConfig?.TargetGroups ?? groupArnsOf([action]).map((TargetGroupArn) => ({ TargetGroupArn }));
  const all = groups.map((group) => ({ Weight: 1, ...group }));
  const sum = all.reduce((total, { Weight }) => total + Weight, 0);
  let left = Math.random() * sum;
  const chosen = all.find(({ Weight }) => (left -= Weight) < 0);
  const group = findGroup(place, partsOf(chosen?.TargetGroupArn ?? '')[1] ?? '');
  if (group === undefined) return undefined;
  const addresses = await addressesOf(place, group);
  return addresses[Math.floor(Math.random() * addresses.length)];
}

async function forward(address: Address, { incoming, response }: Exchange): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { method, url, headers } = incoming;
  const outgoing = httpRequest({ ...address, method, path: url, headers }, (answered) => {
    answered.once('close', resolve);
    if (passHead(answered, response)) answered.pipe(response);
    else {
      answered.destroy();
      answer(response, 502, badGateway);
    }
  });
  outgoing.once('error', () => {
    if (response.headersSent) response.destroy();
    else answer(response, 502, badGateway);
    resolve();
  });
  // A client that leaves ends what was asked for it.
  response.once('close', () => outgoing.destroy());
  incoming.pipe(outgoing);
  await promise;
}
