// What every operation of AWS's API that is executed here keeps to when it is called wrongly: it answers, with an error of
// AWS's form or with what AWS would answer, and what is stored stays.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callingEndpoint } from '../../src/account/call-aws.ts';
import { serviceModel, serviceNames, type ServiceName } from '../../src/aws/service-model.ts';
import { operationsOf } from '../../src/services/registry.ts';
import { openTestEndpoint, signature, type TestEndpoint } from '../rig/endpoint.ts';
import { hostileCalls, type HostileCall } from '../rig/hostile-calls.ts';
import { seedAccount, type SeededAccount } from '../rig/hostile-seeds.ts';

/** Each operation gets so many of its wrong calls; the next operation gets others, and another `TEST_SEED` moves all. */
const callsOfOperation = 3;
const shift = Number(process.env['TEST_SEED'] ?? 0);

/** With names of what is there these begin work that goes on after the call. */
const beginsWork =
  /^(Start|Run|Invoke|Execute|Retry|Rollback|Test|Restore|Create(Stack|Deployment|Service|ChangeSet|TaskSet|DB)|Update(Stack|Service|Environment)|ContinueUpdate|DeleteStack|PutJob)/;

const nothingKnown: ReadonlyMap<string, string> = new Map();

let endpoint: TestEndpoint;
let seeded: SeededAccount;
const caller = () =>
  callingEndpoint({
    url: endpoint.url,
    region: 'eu-central-1',
    credentials: () => endpoint.credentials,
  });

beforeAll(async () => {
  endpoint = await openTestEndpoint();
  await caller()('ssm', 'PutParameter', { Name: 'kept', Value: '1', Type: 'String' });
  seeded = await seedAccount(caller());
});
afterAll(async () => endpoint[Symbol.asyncDispose]());

test('what the calls are made to exists', () => {
  expect(seeded.refused).toEqual([]);
});

const executed = await servicesOf();

test.each(executed)('%s refuses what is wrong in AWS’s form, and goes on', async (service) => {
  const operations = Object.keys(await operationsOf(service));
  const wrong: string[] = [];
  for (const [place, operation] of operations.entries())
    for (const call of callsOf(service, operation, place)) {
      const found = await faultOf(service, call);
      if (found !== undefined) wrong.push(`${operation} with ${call.what}: ${found}`);
    }
  expect(wrong).toEqual([]);
  expect(await caller()('ssm', 'GetParameter', { Name: 'kept' })).toMatchObject({
    Parameter: { Value: '1' },
  });
});

/** Those that answer anything by themselves. */
async function servicesOf(): Promise<readonly ServiceName[]> {
  const counts = await Promise.all(
    serviceNames.map(async (name) => [name, Object.keys(await operationsOf(name)).length] as const),
  );
  return counts.flatMap(([name, count]) => (count === 0 ? [] : [name]));
}

function callsOf(service: ServiceName, operation: string, place: number): readonly HostileCall[] {
  const known = beginsWork.test(operation) ? nothingKnown : (seeded.known.get(service) ?? nothingKnown);
  const all = hostileCalls(serviceModel(service), operation, known);
  const first = (place + shift) * callsOfOperation;
  return Array.from({ length: Math.min(callsOfOperation, all.length) }, (_, at) => {
    const call = all[(first + at) % all.length];
    if (call === undefined) throw new Error('There are calls of every operation');
    return call;
  });
}

/** Undefined when the answer is one of AWS's. */
async function faultOf(service: ServiceName, call: HostileCall): Promise<string | undefined> {
  const { signingName, endpointPrefix } = serviceModel(service).service;
  const request = call.request();
  const { method, path, body } = request;
  const isWithout = method === 'GET' || method === 'HEAD' || body.length === 0;
  const headers = headersOf({
    ...request.headers,
    ...signature(signingName ?? endpointPrefix, endpoint.credentials),
  });
  if (headers === undefined) return undefined;
  const response = await fetch(`${endpoint.url}${path}`, {
    method,
    headers,
    ...(isWithout ? {} : { body: typeof body === 'string' ? body : Buffer.from(body) }),
  });
  const text = await response.text();
  const { status } = response;
  // S3 says so of headers that it does not take.
  if ((status >= 500 && status !== 501) || /InternalFailure/.test(text)) return `${status} ${text}`;
  const isBare = method === 'HEAD' || status < 400;
  return isBare || /<Message>|"message"/i.test(text) ? undefined : `${status} without a message: ${text}`;
}

/** Undefined for what no client can send. */
function headersOf(headers: Readonly<Record<string, string>>): Headers | undefined {
  try {
    return new Headers(headers);
  } catch {
    return undefined;
  }
}
