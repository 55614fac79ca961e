// Events for later (Invoke with InvocationType Event): on disk before the call is answered, and run until they succeed or are given
// up. Source: Lambda developer guide, "Invoking a function asynchronously".
import { defined } from '../../lib/defined.ts';
import { AwsError } from '../../aws/wire/aws-error.ts';
import type { Ground, ServiceCall } from '../service.ts';
import { afterAttempt, type RetryConfig } from './after-attempt.ts';
import { deliverOutcome } from './destinations.ts';
import { findLatest, qualified } from './function-record.ts';
import { lambdaOf } from './lambda-ground.ts';
import type { WaitingEvent } from './lambda-store.ts';
import { ownerOf, type FunctionReference } from './names.ts';
import { chooseVersion, runEvent, type FunctionAnswer } from './run-event.ts';

type Where = Pick<ServiceCall, 'ground' | 'place'>;

export interface EventForLater {
  readonly reference: FunctionReference;
  readonly payload: Uint8Array;
  readonly requestId: string;
  readonly clientContext?: string;
}

/** On disk when it returns. */
export function takeEvent(
  { ground, place }: Where,
  { reference, payload, requestId, clientContext }: EventForLater,
): void {
  const { account, partition, region } = place;
  const { name, qualifier } = reference;
  const event: WaitingEvent = {
    id: requestId,
    account,
    partition,
    region,
    functionName: name,
    payload: Buffer.from(payload).toString('base64'),
    attempts: 0,
    takenAt: Date.now(),
    ...defined({ qualifier }),
    ...defined({ clientContext }),
  };
  lambdaOf({ ground }).store.putEvent(event, event.takenAt);
  workOnEvents(ground);
}

const againMs = 10_000;

/** Starts what is due, and itself again when the next is. Returns at once. */
export function workOnEvents(ground: Ground): void {
  const { isClosing, store, atWork, wake } = lambdaOf({ ground });
  if (isClosing()) return;
  const now = Date.now();
  let nextAt = Infinity;
  for (const { event, dueAt } of store.events()) {
    if (atWork.has(event.id)) continue;
    if (dueAt > now) nextAt = Math.min(nextAt, dueAt);
    else startWork(ground, event);
  }
  wake(nextAt, () => workOnEvents(ground));
}

function startWork(ground: Ground, event: WaitingEvent): void {
  const { atWork } = lambdaOf({ ground });
  atWork.set(event.id, workOn(ground, event));
}

/** Never rejects. */
async function workOn(ground: Ground, event: WaitingEvent): Promise<void> {
  const { atWork, wake } = lambdaOf({ ground });
  try {
    await attempt(ground, event);
    atWork.delete(event.id);
    workOnEvents(ground);
  } catch (error) {
    process.stderr.write(`an event of ${event.functionName} cannot be run: ${String(error)}\n`);
    atWork.delete(event.id);
    // A fault of this machine, as a full disk is.
    wake(Date.now() + againMs, () => workOnEvents(ground));
  }
}

async function attempt(ground: Ground, event: WaitingEvent): Promise<void> {
  const { account, partition, region, functionName: name, qualifier, takenAt } = event;
  const where = { ground, place: { account, partition, region } };
  const reference = { name, ...defined({ qualifier }) };
  const { store, isClosing } = lambdaOf(where);
  const ran = await run(where, reference, event);
  // Ended with the endpoint, it is run again when that is there again.
  if (isClosing()) return;
  if (ran === 'gone') return store.removeEvent(event.id);
  const attempts = ran === 'throttled' ? event.attempts : event.attempts + 1;
  const result = ran === 'throttled' ? ran : ran.isError ? 'failed' : 'succeeded';
  const next = afterAttempt({ result, attempts, ageMs: Date.now() - takenAt }, configOf(where, reference));
  if (next.kind === 'again') return store.putEvent({ ...event, attempts }, Date.now() + next.afterMs);
  const { condition } = next;
  await deliverOutcome(where, {
    reference,
    event,
    attempts,
    condition,
    ...(ran === 'throttled' ? {} : { answer: ran }),
  });
  store.removeEvent(event.id);
}

interface Answered extends FunctionAnswer {
  readonly version: string;
}

async function run(
  where: Where,
  reference: FunctionReference,
  event: WaitingEvent,
): Promise<Answered | 'throttled' | 'gone'> {
  if (findLatest(where, reference.name) === undefined) return 'gone';
  try {
    const record = qualified(where, reference, chooseVersion);
    const { answer, ended } = await runEvent(where, {
      record,
      payload: Buffer.from(event.payload, 'base64'),
      requestId: event.id,
      ...defined({ clientContext: event.clientContext }),
    });
    await ended;
    return { ...(await answer), version: record.version };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return error.code === 'TooManyRequestsException' ? 'throttled' : 'gone';
  }
}

function configOf(where: Where, { name, qualifier = '$LATEST' }: FunctionReference): RetryConfig {
  return lambdaOf(where).store.get('event-invoke', ownerOf(name, where.place), qualifier) ?? {};
}
