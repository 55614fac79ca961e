// Subscriptions of SNS to web addresses: confirmed, then posted to; only addresses of this machine are called.
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { openNotExecutedCalls } from '../../src/account/not-executed-calls.ts';
import { callQuery, openTestEndpoint } from '../rig/endpoint.ts';
import { missingMoto } from '../rig/moto.ts';

interface Posted {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Keeps what it is sent, and answers the first request with 503. */
async function openReceiver() {
  const posted: Posted[] = [];
  let isFirst = true;
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    response.writeHead(isFirst ? 503 : 200).end();
    if (!isFirst) posted.push({ headers: request.headers, body });
    isFirst = false;
  };
  const server = createServer((request, response) => void receive(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/hook?a=b`,
    next: async (): Promise<Posted> => {
      await expect.poll(() => posted.length).toBeGreaterThan(0);
      return posted.shift() as Posted;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const textIn = (body: string, element: string) =>
  new RegExp(`<${element}>([^<]+)`).exec(body)?.[1]?.replaceAll('&amp;', '&') ?? '';

test.skipIf((await missingMoto()) !== undefined)(
  'a web address is asked to confirm, gets nothing before it does, and then what its filter lets through',
  async () => {
    await using endpoint = await openTestEndpoint();
    await using receiver = await openReceiver();
    const sns = async (Action: string, more: Readonly<Record<string, string>>) =>
      (await callQuery(endpoint, 'sns', { Action, Version: '2010-03-31', ...more })).text;
    const TopicArn = textIn(await sns('CreateTopic', { Name: 'orders' }), 'TopicArn');
    const subscription = { TopicArn, Protocol: 'http', Endpoint: receiver.url };
    const filter = {
      'Attributes.entry.1.key': 'FilterPolicy',
      'Attributes.entry.1.value': '{"kind":["paid"]}',
    };
    expect(textIn(await sns('Subscribe', { ...subscription, ...filter }), 'SubscriptionArn')).toBe(
      'pending confirmation',
    );
    const asked = await receiver.next();
    expect(asked.headers['x-amz-sns-message-type']).toBe('SubscriptionConfirmation');
    const { SubscribeURL, Type, Token } = JSON.parse(asked.body) as Record<string, string>;
    expect(Type).toBe('SubscriptionConfirmation');
    const paid = {
      'MessageAttributes.entry.1.Name': 'kind',
      'MessageAttributes.entry.1.Value.DataType': 'String',
      'MessageAttributes.entry.1.Value.StringValue': 'paid',
    };
    await sns('Publish', { TopicArn, Message: 'too early', ...paid });
    expect(await sns('ConfirmSubscription', { TopicArn, Token: 'other' })).toContain('InvalidParameter');
    const confirmed = await (await fetch(SubscribeURL ?? '')).text();
    const SubscriptionArn = textIn(confirmed, 'SubscriptionArn');
    expect(SubscriptionArn).toMatch(new RegExp(`^${TopicArn}:`));
    expect(Token).toMatch(/^[0-9a-f]{128}$/);

    await sns('Publish', { TopicArn, Message: 'no attribute' });
    await sns('Publish', { TopicArn, Message: 'an order', Subject: 'Shop', ...paid });
    const notified = await receiver.next();
    expect(notified.headers).toMatchObject({
      'x-amz-sns-message-type': 'Notification',
      'x-amz-sns-topic-arn': TopicArn,
      'x-amz-sns-subscription-arn': SubscriptionArn,
      'content-type': 'text/plain; charset=UTF-8',
    });
    expect(JSON.parse(notified.body)).toMatchObject({
      Type: 'Notification',
      Message: 'an order',
      Subject: 'Shop',
      MessageId: notified.headers['x-amz-sns-message-id'],
    });

    const raw = { AttributeName: 'RawMessageDelivery', AttributeValue: 'true' };
    await sns('SetSubscriptionAttributes', { SubscriptionArn, ...raw });
    await sns('Publish', { TopicArn, Message: '{"raw":1}', ...paid });
    const rawly = await receiver.next();
    expect([rawly.body, rawly.headers['x-amz-sns-rawdelivery']]).toEqual(['{"raw":1}', 'true']);
  },
);

test.skipIf((await missingMoto()) !== undefined)(
  'an address of another machine is not called, which is recorded',
  async () => {
    await using endpoint = await openTestEndpoint();
    const sns = async (Action: string, more: Readonly<Record<string, string>>) =>
      callQuery(endpoint, 'sns', { Action, Version: '2010-03-31', ...more });
    const TopicArn = textIn((await sns('CreateTopic', { Name: 'orders' })).text, 'TopicArn');
    const Endpoint = 'https://hooks.example.com/orders';
    expect(await sns('Subscribe', { TopicArn, Protocol: 'https', Endpoint })).toMatchObject({ status: 200 });
    using calls = openNotExecutedCalls(endpoint.stateFolder);
    expect(calls.list().map(({ operation }) => operation)).toEqual([
      'delivery to https://hooks.example.com: only addresses of this machine are called',
    ]);
    expect(await sns('Subscribe', { TopicArn, Protocol: 'http', Endpoint })).toMatchObject({ status: 400 });
  },
);
