// What a request calls, and in which protocol.
import { expect, test } from 'vitest';
import { serviceModel, type ServiceName } from '../../../src/aws/service-model.ts';
import { findCall, protocolOf, takesStream } from '../../../src/aws/wire/call.ts';
import type { RequestHead } from '../../../src/aws/wire/message.ts';

const post = (headers: RequestHead['headers'], path = '/'): RequestHead => ({
  method: 'POST',
  path,
  query: '',
  headers,
});
const form = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
const target = { 'x-amz-target': 'X.Y' };

test.each<[ServiceName, string, RequestHead]>([
  ['cloudwatch', 'query', post(form)],
  ['cloudwatch', 'json', post(target)],
  ['cloudwatch', 'smithy-rpc-v2-cbor', post({ 'smithy-protocol': 'rpc-v2-cbor' })],
  ['codepipeline', 'json', post(target)],
  ['codepipeline', 'smithy-rpc-v2-cbor', post({ 'smithy-protocol': 'rpc-v2-cbor' })],
  ['sqs', 'query', post(form)],
  ['sqs', 'json', post(target)],
  ['s3', 'rest-xml', post(form)],
  ['lambda', 'rest-json', post({})],
  ['sts', 'query', post(form)],
])('the protocol is a property of the request: %s is spoken to in %s', (service, protocol, head) => {
  expect(protocolOf(serviceModel(service), head)).toBe(protocol);
});

test.each<[ServiceName, RequestHead, string, string]>([
  [
    'codepipeline',
    post({ 'x-amz-target': 'CodePipeline_20150709.Nothing' }),
    'UnknownOperationException',
    'Nothing',
  ],
  ['lambda', post({}, '/nothing'), 'UnknownOperationException', 'POST /nothing'],
  ['sts', post(form), 'InvalidAction', 'Could not find operation Nothing for version 2011-06-15'],
])('an operation that %s does not have is refused as AWS refuses it, by its name', (...row) => {
  const [service, head, code, words] = row;
  const model = serviceModel(service);
  const call = () =>
    findCall({ model, protocol: protocolOf(model, head), head }, new URLSearchParams('Action=Nothing'));
  expect(call).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(words) as string }) as Error,
  );
});

test('only what is sent as a stream is taken as one', () => {
  const model = serviceModel('s3');
  const of = (method: string, query: string) =>
    takesStream(
      findCall(
        { model, protocol: 'rest-xml', head: { method, path: '/b/k', query, headers: {} } },
        undefined,
      ),
    );
  expect(of('PUT', '')).toBe(true);
  expect(of('PUT', 'tagging')).toBe(false);
});
