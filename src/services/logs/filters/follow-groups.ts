// Takes the events of log groups through their filters: at once when they come by the API, and every second what functions,
// builds and tasks have written. Where it has got to is kept, so that what came while nothing ran is filtered too; a process that
// is killed between a delivery and the note of it delivers again, as AWS does now and then.
import { callingEndpoint, EndpointGone, type CallAws } from '../../../account/call-aws.ts';
import { placeOfAccount } from '../../../account/place-of-account.ts';
import { localUser } from '../../../account/principals.ts';
import { CallRefused } from '../../../aws/client/decode-response.ts';
import { newId } from '../../../lib/id.ts';
import { parseArn } from '../../../model/arn.ts';
import type { AwsPlace } from '../../../model/place.ts';
import type { LogEvent } from '../../../state/log-groups/rows.ts';
import { takeLogs } from '../take-logs.ts';
import type { Ground, ServiceCall } from '../../service.ts';
import { logsOf, takeAllNewLines } from '../stored-logs.ts';
import { followedGroup, metricFilters, saveFollowed, subscriptionFilters } from './filter-record.ts';
import { messagesOf, metricDataOf } from './filtered-events.ts';

const everyMs = 1000;
/** Of one group in one turn. */
const mostEvents = 1000;
/** API reference, PutMetricData. */
const mostData = 1000;

/** From now on, where there are filters. */
export function keepFilters(ground: Ground): void {
  const call = callOfOwn(ground, placeOfAccount(ground.account));
  if (metricFilters.all(call).length + subscriptionFilters.all(call).length > 0)
    ground.keep(openFollower).start(ground);
}

const openFollower = () => new Follower();

class Follower implements Disposable {
  #timer: NodeJS.Timeout | undefined;
  #isAtWork = false;
  #isOver = false;

  start(ground: Ground): void {
    this.#timer ??= setInterval(() => this.#wake(ground), everyMs).unref();
    this.#wake(ground);
  }

  #wake(ground: Ground): void {
    if (this.#isAtWork || this.#isOver) return;
    this.#isAtWork = true;
    followGroups(ground, () => this.#isOver)
      .catch((error: unknown) => {
        if (!this.#isOver) process.stderr.write(`Log events were not filtered: ${String(error)}\n`);
      })
      .finally(() => {
        this.#isAtWork = false;
      });
  }

  [Symbol.dispose](): void {
    this.#isOver = true;
    clearInterval(this.#timer);
  }
}

async function followGroups(ground: Ground, isOver: () => boolean): Promise<void> {
  const account = callOfOwn(ground, placeOfAccount(ground.account));
  const filters = [...metricFilters.all(account), ...subscriptionFilters.all(account)];
  const groups = new Map(
    filters.map(({ place, logGroupName }) => [`${place.region} ${logGroupName}`, { place, logGroupName }]),
  );
  for (const { place, logGroupName } of groups.values()) {
    const call = callOfOwn(ground, place);
    while (!isOver() && (await followGroup(call, logGroupName)));
  }
}

/** True when there may be more. */
async function followGroup(call: ServiceCall, name: string): Promise<boolean> {
  const logs = logsOf(call);
  await takeLogs(call, logs);
  const group = logs.group({ ...call.place, name });
  if (group === undefined) return false;
  await takeAllNewLines(call, group, logs.streams(group));
  const followed = followedGroup(call, name);
  const events = logs.eventsSince(group, followed.seen, mostEvents);
  const last = events.at(-1);
  if (last === undefined) return false;
  await filterEvents(call, name, events);
  saveFollowed(call, { ...followed, seen: last.id });
  return events.length === mostEvents;
}

async function filterEvents(call: ServiceCall, group: string, events: readonly LogEvent[]): Promise<void> {
  const isOfGroup = ({ logGroupName }: { readonly logGroupName: string }) => logGroupName === group;
  for (const filter of metricFilters.here(call).filter(isOfGroup)) {
    const wanted = events.filter(({ id }) => id > filter.since);
    for (const { namespace, data } of metricDataOf(filter, wanted, call.now))
      for (let at = 0; at < data.length; at += mostData)
        await send(calling(call, call.place.region), 'cloudwatch', 'PutMetricData', {
          Namespace: namespace,
          MetricData: data.slice(at, at + mostData),
        });
  }
  for (const filter of subscriptionFilters.here(call).filter(isOfGroup)) {
    const wanted = events.filter(({ id }) => id > filter.since);
    const region = parseArn(filter.destinationArn)?.region ?? '';
    for (const Payload of messagesOf(filter, wanted)) {
      const given = { FunctionName: filter.destinationArn, InvocationType: 'Event', Payload };
      await send(calling(call, region), 'lambda', 'Invoke', given);
    }
  }
}

/** What is refused is not sent again. @throws EndpointGone */
async function send(callAws: CallAws, ...call: Parameters<CallAws>): Promise<void> {
  try {
    await callAws(...call);
  } catch (error) {
    if (error instanceof EndpointGone || !(error instanceof CallRefused)) throw error;
    process.stderr.write(`Filtered log events were refused: ${error.code} ${error.message}\n`);
  }
}

function calling({ ground, place }: ServiceCall, region: string): CallAws {
  const credentials = () => ground.sessions.keysOf(localUser(place));
  return callingEndpoint({ url: ground.url, region, credentials });
}

/** Nothing called it: it is done for the account itself. */
function callOfOwn(ground: Ground, place: AwsPlace): ServiceCall {
  const user = localUser(place);
  const caller = { ...user, credentials: ground.sessions.keysOf(user), use: {} };
  return { caller, place, now: Date.now(), requestId: newId(), ground };
}
