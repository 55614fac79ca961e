// What events become by a filter: values of metrics, and the message that a subscribed function receives. Pure.
// Source: CloudWatch Logs user guide, "Creating metrics from log events using filters" and "Real-time processing of log data
// with subscriptions".
import { gzipSync } from 'node:zlib';
import type { LogsApi } from '../../../aws/operations/logs.ts';
import type { Values } from '../../../aws/wire/message.ts';
import { defined } from '../../../lib/defined.ts';
import type { LogEvent } from '../../../state/log-groups/rows.ts';
import { parseFilterPattern, selected, valuesOfPattern } from '../filter-pattern.ts';
import type { MetricFilterRecord, SubscriptionFilterRecord } from './filter-record.ts';

type Transformation = LogsApi['shapes']['MetricTransformation'];

export interface NamespaceData {
  readonly namespace: string;
  readonly data: readonly Values[];
}

/** What PutMetricData takes, for each transformation. @param now when there are events and none matches */
export function metricDataOf(
  {
    filterPattern,
    metricTransformations,
  }: Pick<MetricFilterRecord, 'filterPattern' | 'metricTransformations'>,
  events: readonly LogEvent[],
  now: number,
): readonly NamespaceData[] {
  const matching = events.filter(({ message }) => parseFilterPattern(filterPattern)(message));
  return metricTransformations.flatMap((transformation) => {
    const found = matching.flatMap((event) => datumOf(transformation, filterPattern, event));
    const data = found.length > 0 || events.length === 0 ? found : defaultOf(transformation, now);
    return data.length === 0 ? [] : [{ namespace: transformation.metricNamespace, data }];
  });
}

/** Nothing for a value that is no number in this event, and for a dimension that it does not have. */
function datumOf(
  { metricName, metricValue, unit, dimensions = {} }: Transformation,
  pattern: string,
  { message, timestamp }: LogEvent,
): readonly Values[] {
  const [value] = valueAt(metricValue, pattern, message);
  const Dimensions = Object.entries(dimensions).flatMap(([Name, selector]) =>
    valueAt(selector, pattern, message).map((Value) => ({ Name, Value })),
  );
  const number = Number(value);
  if (value === undefined || value.trim() === '' || Number.isNaN(number)) return [];
  if (Dimensions.length < Object.keys(dimensions).length) return [];
  return [
    defined({
      MetricName: metricName,
      Timestamp: new Date(timestamp),
      Value: number,
      Unit: unit,
      ...(Dimensions.length === 0 ? {} : { Dimensions }),
    }),
  ];
}

/** `1`, `$.latency` of a message in JSON, `$bytes` of one divided by spaces. */
function valueAt(written: string, pattern: string, message: string): readonly string[] {
  if (!written.startsWith('$')) return [written];
  if (/^\$[.[]/.test(written)) return selected(message, written);
  const value = valuesOfPattern(pattern)(message)[written];
  return value === undefined ? [] : [value];
}

/** For a metric without dimensions alone (user guide, Using metric values and dimensions). */
function defaultOf({ metricName, defaultValue, unit }: Transformation, now: number): readonly Values[] {
  if (defaultValue === undefined) return [];
  return [defined({ MetricName: metricName, Timestamp: new Date(now), Value: defaultValue, Unit: unit })];
}

/** One message for each stream whose events match (user guide, Example 2: Subscription filters with AWS Lambda). */
export function messagesOf(
  { place, logGroupName, filterName, filterPattern }: SubscriptionFilterRecord,
  events: readonly LogEvent[],
): readonly string[] {
  const test = parseFilterPattern(filterPattern);
  const matching = events.filter(({ message }) => test(message));
  return [...Map.groupBy(matching, ({ stream }) => stream)].map(([logStream, ofStream]) => {
    const message = {
      messageType: 'DATA_MESSAGE',
      owner: place.account,
      logGroup: logGroupName,
      logStream,
      subscriptionFilters: [filterName],
      logEvents: ofStream.map((each) => subscribed(each, filterPattern)),
    };
    const data = gzipSync(JSON.stringify(message)).toString('base64');
    return JSON.stringify({ awslogs: { data } });
  });
}

function subscribed({ id, timestamp, message }: LogEvent, pattern: string) {
  const extracted = valuesOfPattern(pattern)(message);
  const fields = Object.fromEntries(Object.entries(extracted).map(([name, value]) => [name.slice(1), value]));
  return {
    id: String(id).padStart(56, '0'),
    timestamp,
    message,
    // Of patterns in brackets alone.
    ...(pattern.trim().startsWith('[') ? { extractedFields: fields } : {}),
  };
}
