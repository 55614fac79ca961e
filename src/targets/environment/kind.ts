// An environment of Elastic Beanstalk: a fleet whose instances have a platform, with metrics and words of its own.
import { statisticOf } from '../../model/alarm.ts';
import { defined } from '../../lib/defined.ts';
import { formatArn } from '../../model/arn.ts';
import type { AwsPlace } from '../../model/place.ts';
import { balancerGauges, count, type ReadPoint } from '../balancer/balancer-metrics.ts';
import { describeBalancer } from '../balancer/open-balancer.ts';
import { balancerFolder } from '../fleet/fleet-folder.ts';
import { kindOf, listFleets, type FleetRecord } from '../fleet/fleet-record.ts';
import { fleetResources } from '../fleet/fleet-resources.ts';
import {
  balancerNamespace,
  fleetNamespace,
  hostedTargets,
  type RevivedHosts,
} from '../fleet/hosted-targets.ts';
import type { ObservedFleet } from '../fleet/observe-fleet.ts';
import { localUrl } from '../observation.ts';
import type { TargetKind, TargetResource, TargetView } from '../target-kind.ts';
import { openEnvironment } from './open-environment.ts';

export interface EnvironmentView extends TargetView, ObservedFleet {
  readonly kind: 'environment';
  /** Unknown for one that an earlier version has opened. */
  readonly applicationName?: string;
}

/** In seconds, of the requests of one second. */
function latencyAt(percentile: string): ReadPoint {
  return ({ latencies }) => {
    const value = statisticOf(latencies, percentile);
    return value === undefined ? [] : [value];
  };
}

/** Elastic Beanstalk developer guide, "Enhanced health metrics". */
const environmentMetrics: Readonly<Record<string, ReadPoint>> = {
  ApplicationRequestsTotal: count(({ requests }) => requests),
  ApplicationRequests2xx: count(({ target2xx }) => target2xx),
  ApplicationRequests3xx: count(({ target3xx }) => target3xx),
  ApplicationRequests4xx: count(({ target4xx }) => target4xx),
  ApplicationRequests5xx: count(({ target5xx, elb5xx }) => target5xx + elb5xx),
  ...Object.fromEntries(
    ['10', '50', '75', '85', '90', '95', '99', '99.9'].map((percent) => [
      `ApplicationLatencyP${percent}`,
      latencyAt(`p${percent}`),
    ]),
  ),
};

export const environmentKind = {
  ...hostedTargets<EnvironmentView>({
    kind: 'environment',
    viewOf: ({ name, environment }, observed) => ({
      kind: 'environment',
      name,
      ...defined({ applicationName: environment?.applicationName }),
      ...observed,
    }),
    noun: 'instance',
    noteOf: ({ environment }) =>
      environment === undefined ? 'environment, ' : `environment of ${environment.applicationName}, `,
  }),
  open: openEnvironment,
  metrics: {
    gauges: balancerGauges,
    cloudWatch: [
      balancerNamespace('environment'),
      fleetNamespace(
        {
          namespace: 'AWS/ElasticBeanstalk',
          dimensions: ['EnvironmentName'],
          metrics: environmentMetrics,
        },
        (record, name) => isEnvironment(record) && record.name === name,
      ),
    ],
  },
  resources: async (targetsFolder, place) => {
    const environments = (await listFleets(targetsFolder)).filter(isEnvironment);
    return (
      await Promise.all(environments.map(async (record) => resourcesOf(targetsFolder, record, place)))
    ).flat();
  },
} satisfies TargetKind<EnvironmentView, RevivedHosts>;

async function resourcesOf(
  targetsFolder: string,
  { name, fleet, environment }: FleetRecord,
  place: AwsPlace,
): Promise<readonly TargetResource[]> {
  if (fleet === undefined) return [];
  const port = (await describeBalancer(balancerFolder(targetsFolder, name)))?.listenerPort;
  const url = port === undefined ? undefined : localUrl(port);
  const own = fleetResources(fleet, place, url);
  return environment === undefined ? own : [environmentResource(environment, place, url), ...own];
}

function environmentResource(
  { applicationName, environmentName }: NonNullable<FleetRecord['environment']>,
  place: AwsPlace,
  url: string | undefined,
): TargetResource {
  return {
    type: 'AWS::ElasticBeanstalk::Environment',
    name: environmentName,
    arn: formatArn({
      ...place,
      service: 'elasticbeanstalk',
      resource: `environment/${applicationName}/${environmentName}`,
    }),
    values: {
      ApplicationName: applicationName,
      EnvironmentName: environmentName,
      ...defined({ EndpointURL: url }),
    },
    tags: {},
  };
}

function isEnvironment(record: FleetRecord): boolean {
  return kindOf(record) === 'environment';
}
