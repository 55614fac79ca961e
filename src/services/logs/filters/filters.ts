// Metric filters and subscription filters of log groups. Source: CloudWatch Logs API reference.
import type { LogsApi } from '../../../aws/operations/logs.ts';
import type { Values } from '../../../aws/wire/message.ts';
import { CallRefused } from '../../../aws/client/decode-response.ts';
import { callingEndpoint } from '../../../account/call-aws.ts';
import { localUser } from '../../../account/principals.ts';
import { parseArn } from '../../../model/arn.ts';
import { letsServiceIn } from '../../lets-service-in.ts';
import { pageOf } from '../../page.ts';
import { refuse, type Operation, type ServiceCall } from '../../service.ts';
import { parseFilterPattern, valuesOfPattern } from '../filter-pattern.ts';
import { onWrongToken } from '../log-groups.ts';
import { arnOfGroup, groupNamed, logsOf } from '../stored-logs.ts';
import { keepFilters } from './follow-groups.ts';
import { metricFilters, subscriptionFilters, type SubscriptionFilterRecord } from './filter-record.ts';

type Op<N extends keyof LogsApi['operations']> = Operation<LogsApi, N>;
type Shapes = LogsApi['shapes'];

export const putMetricFilter: Op<'PutMetricFilter'> = (input, call) => {
  const { logGroupName, filterName, filterPattern, metricTransformations } = input;
  refuseOthers(input);
  groupNamed(call, logGroupName);
  parseFilterPattern(filterPattern);
  for (const { dimensions, defaultValue } of metricTransformations)
    if (defaultValue !== undefined && Object.keys(dimensions ?? {}).length > 0)
      throw invalid(
        'Invalid metric transformation: dimensions and default value are mutually exclusive properties.',
      );
  const given = { place: call.place, logGroupName, filterName, filterPattern, metricTransformations };
  metricFilters.save(call, {
    ...given,
    ...beginning(call, metricFilters.find(call, logGroupName, filterName)),
  });
  keepFilters(call.ground);
  return {};
};

export const describeMetricFilters: Op<'DescribeMetricFilters'> = (input, call) => {
  const { logGroupName, filterNamePrefix = '', metricName, metricNamespace, limit = 50, nextToken } = input;
  if (logGroupName !== undefined) groupNamed(call, logGroupName);
  const found = metricFilters
    .here(call)
    .filter(
      (each) =>
        (logGroupName === undefined || each.logGroupName === logGroupName) &&
        each.filterName.startsWith(filterNamePrefix) &&
        each.metricTransformations.some(
          (metric) =>
            (metricName === undefined || metric.metricName === metricName) &&
            (metricNamespace === undefined || metric.metricNamespace === metricNamespace),
        ),
    );
  const { items, next } = paged(found, limit, nextToken);
  const shown = items.map(({ place: _place, since: _since, ...each }) => ({
    ...each,
    applyOnTransformedLogs: false,
  }));
  return next === undefined ? { metricFilters: shown } : { metricFilters: shown, nextToken: next };
};

export const deleteMetricFilter: Op<'DeleteMetricFilter'> = ({ logGroupName, filterName }, call) => {
  groupNamed(call, logGroupName);
  const found = metricFilters.find(call, logGroupName, filterName);
  if (found === undefined) throw missing('metric');
  metricFilters.remove(call, found);
  return {};
};

export const testMetricFilter: Op<'TestMetricFilter'> = ({ filterPattern, logEventMessages }) => {
  const test = parseFilterPattern(filterPattern);
  const values = valuesOfPattern(filterPattern);
  const matches = logEventMessages.flatMap((eventMessage, place) =>
    test(eventMessage)
      ? [{ eventNumber: place + 1, eventMessage, extractedValues: values(eventMessage) }]
      : [],
  );
  return { matches };
};

/** API reference, PutSubscriptionFilter: each group has two at most. */
const mostSubscriptions = 2;

export const putSubscriptionFilter: Op<'PutSubscriptionFilter'> = async (input, call) => {
  const { logGroupName, filterName, filterPattern, destinationArn, distribution = 'ByLogStream' } = input;
  refuseOthers(input);
  groupNamed(call, logGroupName);
  parseFilterPattern(filterPattern);
  await checkDestination(call, logGroupName, destinationArn);
  const before = subscriptionFilters.find(call, logGroupName, filterName);
  const others = subscriptionsOf(call, logGroupName).filter((each) => each.filterName !== filterName);
  if (others.length >= mostSubscriptions)
    throw refuse<LogsApi>('LimitExceededException', 'Resource limit exceeded.');
  const given = { place: call.place, logGroupName, filterName, filterPattern, destinationArn, distribution };
  subscriptionFilters.save(call, { ...given, ...beginning(call, before) });
  keepFilters(call.ground);
  return {};
};

export const describeSubscriptionFilters: Op<'DescribeSubscriptionFilters'> = (input, call) => {
  const { logGroupName, filterNamePrefix = '', limit = 50, nextToken } = input;
  groupNamed(call, logGroupName);
  const found = subscriptionsOf(call, logGroupName).filter(({ filterName }) =>
    filterName.startsWith(filterNamePrefix),
  );
  const { items, next } = paged(found, limit, nextToken);
  const shown = items.map(({ place: _place, since: _since, ...each }) => ({
    ...each,
    applyOnTransformedLogs: false,
  }));
  return next === undefined
    ? { subscriptionFilters: shown }
    : { subscriptionFilters: shown, nextToken: next };
};

export const deleteSubscriptionFilter: Op<'DeleteSubscriptionFilter'> = (
  { logGroupName, filterName },
  call,
) => {
  groupNamed(call, logGroupName);
  const found = subscriptionFilters.find(call, logGroupName, filterName);
  if (found === undefined) throw missing('subscription');
  subscriptionFilters.remove(call, found);
  return {};
};

function subscriptionsOf(call: ServiceCall, group: string): readonly SubscriptionFilterRecord[] {
  return subscriptionFilters.here(call).filter(({ logGroupName }) => logGroupName === group);
}

interface Beginning {
  readonly creationTime: number;
  readonly since: number;
}

/** One that is put again goes on where it was. */
function beginning(call: ServiceCall, before: Beginning | undefined): Beginning {
  if (before === undefined) return { creationTime: call.now, since: logsOf(call).newestEvent() };
  const { creationTime, since } = before;
  return { creationTime, since };
}

function paged<T extends { readonly logGroupName: string; readonly filterName: string }>(
  found: readonly T[],
  size: number,
  token: string | undefined,
) {
  const keyOf = ({ logGroupName, filterName }: T) => `${logGroupName} ${filterName}`;
  return pageOf(found, { keyOf, size, token, onWrongToken });
}

type Unsupported = Pick<
  Shapes['PutSubscriptionFilterRequest'],
  'applyOnTransformedLogs' | 'fieldSelectionCriteria'
> & { readonly emitSystemFields?: unknown; readonly emitSystemFieldDimensions?: unknown };

function refuseOthers(input: Unsupported): void {
  const { applyOnTransformedLogs, fieldSelectionCriteria, emitSystemFields, emitSystemFieldDimensions } =
    input;
  const wrong = Object.entries({ fieldSelectionCriteria, emitSystemFields, emitSystemFieldDimensions }).find(
    ([, value]) => value !== undefined,
  )?.[0];
  if (wrong !== undefined) throw invalid(`Slipway does not execute ${wrong} on this machine.`);
  if (applyOnTransformedLogs === true)
    throw invalid('Slipway does not execute applyOnTransformedLogs on this machine.');
}

/** Logs asks whether it may, as AWS sends a test message. */
async function checkDestination(call: ServiceCall, logGroup: string, destinationArn: string): Promise<void> {
  const { ground, place } = call;
  const arn = parseArn(destinationArn);
  if (arn?.service !== 'lambda')
    throw invalid(`Slipway sends log events to functions alone, and not to ${destinationArn}.`);
  const credentials = () => ground.sessions.keysOf(localUser(place));
  const callAws = callingEndpoint({ url: ground.url, region: arn.region, credentials });
  const asked: Values = { FunctionName: destinationArn };
  const policy = await callAws('lambda', 'GetPolicy', asked).catch((error: unknown): Values => {
    if (error instanceof CallRefused) return {};
    throw error;
  });
  const document = typeof policy['Policy'] === 'string' ? policy['Policy'] : '{}';
  const isAllowed = ['logs.amazonaws.com', `logs.${place.region}.amazonaws.com`].some((service) =>
    letsServiceIn(document, {
      service,
      action: 'lambda:InvokeFunction',
      resource: destinationArn,
      context: { 'aws:SourceArn': `${arnOfGroup(call, logGroup)}:*`, 'aws:SourceAccount': place.account },
    }),
  );
  if (!isAllowed)
    throw invalid(
      'Could not execute the lambda function. Make sure you have given CloudWatch Logs permission to execute your function.',
    );
}

function invalid(message: string): Error {
  return refuse<LogsApi>('InvalidParameterException', message);
}

function missing(kind: 'metric' | 'subscription'): Error {
  return refuse<LogsApi>('ResourceNotFoundException', `The specified ${kind} filter does not exist.`);
}
