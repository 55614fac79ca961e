// What a load balancer measures of its targets: gauges for Prometheus, and metrics of CloudWatch (Elastic Load
// Balancing user guide, "CloudWatch metrics for your Application Load Balancer").
import { callDaemon } from '../daemon/call-daemon.ts';
import type { ProcessFolder } from '../daemon/process-folder.ts';
import type { GaugeDefinition, MeasuredSecond, MetricQuery, Sample } from '../target-kind.ts';
import { balancerSocket } from './open-balancer.ts';
import type { BalancerRequest, TargetCounters, TargetHealth } from './protocol.ts';
import type { HostCount } from './host-counts.ts';
import type { SeriesPoint } from './series.ts';

/** `fleet` is the name of the fleet, environment or service; `instance` that of the host or task. */
const labelNames = ['kind', 'fleet', 'instance'];

const healthy = {
  name: 'slipway_target_healthy',
  help: '1 for a host or task that its load balancer finds healthy',
  labelNames,
};
const responses = {
  name: 'slipway_target_responses',
  help: 'Responses of a host or task',
  labelNames: [...labelNames, 'code'],
};
const errors = {
  name: 'slipway_target_connection_errors',
  help: 'Requests that a host or task did not answer',
  labelNames,
};
const latency = {
  name: 'slipway_target_latency_seconds_sum',
  help: 'Over all responses of a host or task',
  labelNames,
};

/** What balancers have counted since they started; a rate of it is a rate of the application. */
export const balancerGauges: readonly GaugeDefinition[] = [healthy, responses, errors, latency];

export function balancerSamples(
  labels: { readonly kind: string; readonly fleet: string; readonly instance: string },
  health: TargetHealth,
  counters: TargetCounters,
): readonly Sample[] {
  const response = (code: string, value: number): Sample => ({
    gauge: responses,
    labels: { ...labels, code },
    value,
  });
  return [
    { gauge: healthy, labels, value: health === 'healthy' ? 1 : 0 },
    response('2xx', counters.status2xx),
    response('3xx', counters.status3xx),
    response('4xx', counters.status4xx),
    response('5xx', counters.status5xx),
    { gauge: errors, labels, value: counters.connectionErrors },
    { gauge: latency, labels, value: counters.latencyMs / 1000 },
  ];
}

export type ReadPoint = (point: SeriesPoint) => readonly number[];

/** A count is a sample of each second in which there were requests. */
export const count =
  (read: (point: SeriesPoint) => number): ReadPoint =>
  (point) => [read(point)];

/** Of the namespace AWS/ApplicationELB. */
export const balancerMetrics: Readonly<Record<string, ReadPoint>> = {
  RequestCount: count(({ requests }) => requests),
  HTTPCode_Target_2XX_Count: count(({ target2xx }) => target2xx),
  HTTPCode_Target_3XX_Count: count(({ target3xx }) => target3xx),
  HTTPCode_Target_4XX_Count: count(({ target4xx }) => target4xx),
  HTTPCode_Target_5XX_Count: count(({ target5xx }) => target5xx),
  HTTPCode_ELB_5XX_Count: count(({ elb5xx }) => elb5xx),
  TargetConnectionErrorCount: count(({ connectionErrors }) => connectionErrors),
  TargetResponseTime: ({ latencies }) => latencies,
};

/** Of the same namespace: states, which there are in every second. */
const hostMetrics: Readonly<Record<string, (count: HostCount) => number>> = {
  HealthyHostCount: ({ healthy: found }) => found,
  UnHealthyHostCount: ({ unhealthy }) => unhealthy,
};

export const balancerMetricNames: readonly string[] = [
  ...Object.keys(balancerMetrics),
  ...Object.keys(hostMetrics),
];

/** Dimensions of that namespace. */
export const balancerDimensions = ['TargetGroup', 'LoadBalancer'];

/** Nothing while the balancer does not run: what it had seen ended with it. */
export async function readSeries(
  folder: ProcessFolder,
  metrics: Readonly<Record<string, ReadPoint>>,
  { metricName, since }: Pick<MetricQuery, 'metricName' | 'since'>,
): Promise<readonly MeasuredSecond[]> {
  const read = metrics[metricName];
  if (read === undefined) return await readHosts(folder, { metricName, since });
  const request: BalancerRequest = { type: 'series', since };
  const seen = (await callDaemon(balancerSocket(folder), request).catch(() => [])) as readonly SeriesPoint[];
  return seen.map((point) => ({ second: point.second, values: read(point) }));
}

async function readHosts(
  folder: ProcessFolder,
  { metricName, since }: Pick<MetricQuery, 'metricName' | 'since'>,
): Promise<readonly MeasuredSecond[]> {
  const read = hostMetrics[metricName];
  if (read === undefined) return [];
  const request: BalancerRequest = { type: 'hosts', since };
  const seen = (await callDaemon(balancerSocket(folder), request).catch(() => [])) as readonly HostCount[];
  return seen.map((count) => ({ second: count.second, values: [read(count)] }));
}
