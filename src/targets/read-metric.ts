// Metrics of CloudWatch, out of what the load balancers of this machine have seen (Elastic Load Balancing user guide,
// "CloudWatch metrics for your Application Load Balancer"; Elastic Beanstalk, "Enhanced health metrics").
import { statisticOf, type Alarm } from '../model/alarm.ts';
import { balancerSocket } from './balancer/open-balancer.ts';
import type { BalancerRequest } from './balancer/protocol.ts';
import { keptSeconds, type SeriesPoint } from './balancer/series.ts';
import { callDaemon } from './daemon/call-daemon.ts';
import { balancerFolder } from './fleet/fleet-folder.ts';
import type { ProcessFolder } from './daemon/process-folder.ts';
import { listFleets } from './fleet/fleet-record.ts';
import { listServices, serviceBalancerFolder } from './service/service-record.ts';

type Read = (point: SeriesPoint) => readonly number[];

/** A count is a sample of each second in which there were requests. */
const count =
  (read: (point: SeriesPoint) => number): Read =>
  (point) => [read(point)];

const balancerMetrics: Readonly<Record<string, Read>> = {
  RequestCount: count(({ requests }) => requests),
  HTTPCode_Target_2XX_Count: count(({ target2xx }) => target2xx),
  HTTPCode_Target_3XX_Count: count(({ target3xx }) => target3xx),
  HTTPCode_Target_4XX_Count: count(({ target4xx }) => target4xx),
  HTTPCode_Target_5XX_Count: count(({ target5xx }) => target5xx),
  HTTPCode_ELB_5XX_Count: count(({ elb5xx }) => elb5xx),
  TargetConnectionErrorCount: count(({ connectionErrors }) => connectionErrors),
  TargetResponseTime: ({ latencies }) => latencies,
};

const environmentMetrics: Readonly<Record<string, Read>> = {
  ApplicationRequestsTotal: count(({ requests }) => requests),
  ApplicationRequests2xx: count(({ target2xx }) => target2xx),
  ApplicationRequests3xx: count(({ target3xx }) => target3xx),
  ApplicationRequests4xx: count(({ target4xx }) => target4xx),
  ApplicationRequests5xx: count(({ target5xx, elb5xx }) => target5xx + elb5xx),
};

/** The fleet that a metric is about, and how it is read; or why it cannot be had here. */
function sourceOf({
  namespace,
  metricName,
  dimensions,
}: Alarm): { readonly name: string; readonly read: Read } | { readonly wrong: string } {
  const isEnvironment = namespace === 'AWS/ElasticBeanstalk';
  const metrics =
    namespace === 'AWS/ApplicationELB' ? balancerMetrics : isEnvironment ? environmentMetrics : undefined;
  const read = metrics?.[metricName];
  if (read === undefined)
    return {
      wrong: `${namespace} ${metricName} is not measured here; of AWS/ApplicationELB there are ${Object.keys(balancerMetrics).join(', ')}, of AWS/ElasticBeanstalk ${Object.keys(environmentMetrics).join(', ')}, and some of AWS/CodeBuild and AWS/CodePipeline`,
    };
  const { EnvironmentName, TargetGroup, LoadBalancer } = dimensions;
  const named = isEnvironment ? EnvironmentName : (TargetGroup ?? LoadBalancer);
  if (named === undefined)
    return {
      wrong: `The alarm says by no dimension (${isEnvironment ? 'EnvironmentName' : 'TargetGroup'}) what it is about`,
    };
  // `targetgroup/NAME/ID`, `app/NAME/ID`, or the name itself.
  return { name: named.split('/')[1] ?? named, read };
}

/** One value for each period, oldest first, the last one still going on; undefined where nothing was measured. */
export async function readMetric(
  targetsFolder: string,
  alarm: Alarm,
  { periods, now }: { readonly periods: number; readonly now: number },
): Promise<{ readonly points: readonly (number | undefined)[] } | { readonly wrong: string }> {
  const source = sourceOf(alarm);
  if ('wrong' in source) return source;
  const seconds = alarm.evaluationPeriods * alarm.periodSeconds;
  if (seconds > keptSeconds)
    return {
      wrong: `The alarm ${alarm.alarmName} looks back ${seconds} seconds, and ${keptSeconds} are kept here`,
    };
  const folder = await balancerOf(targetsFolder, source.name);
  if (folder === undefined) return { wrong: `Nothing named ${source.name} is deployed here` };
  const { periodSeconds, statistic } = alarm;
  const end = (Math.floor(now / 1000 / periodSeconds) + 1) * periodSeconds;
  const begin = end - periods * periodSeconds;
  const socket = balancerSocket(folder);
  const request: BalancerRequest = { type: 'series', since: begin };
  const seen = (await callDaemon(socket, request).catch(() => [])) as readonly SeriesPoint[];
  const points = Array.from({ length: periods }, (_, index) => {
    const from = begin + index * periodSeconds;
    const within = seen.filter(({ second }) => second >= from && second < from + periodSeconds);
    return statisticOf(within.flatMap(source.read), statistic);
  });
  return { points };
}

/** Of the fleet or service of that name, or with a target group of that name. */
async function balancerOf(targetsFolder: string, wanted: string): Promise<ProcessFolder | undefined> {
  const fleets = await listFleets(targetsFolder);
  const fleet = fleets.find(({ name, fleet: own }) => name === wanted || own?.targetGroup?.name === wanted);
  if (fleet !== undefined) return balancerFolder(targetsFolder, fleet.name);
  const services = await listServices(targetsFolder);
  const found = services.find(
    ({ service, targetGroup }) => service.serviceName === wanted || targetGroup?.name === wanted,
  );
  return found === undefined ? undefined : serviceBalancerFolder(targetsFolder, found.service);
}
