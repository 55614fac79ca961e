// A service of Amazon ECS: tasks in containers of an engine, and a load balancer in front of them.
import { formatArn } from '../../model/arn.ts';
import { serviceKey } from '../../model/service.ts';
import type { AwsPlace } from '../../model/place.ts';
import {
  balancerDimensions,
  balancerGauges,
  balancerMetricNames,
  balancerMetrics,
  readSeries,
} from '../balancer/balancer-metrics.ts';
import { balancerResources } from '../balancer/balancer-resources.ts';
import { describeBalancer } from '../balancer/open-balancer.ts';
import { damagedObservation, localUrl } from '../observation.ts';
import type { TargetKind, TargetResource } from '../target-kind.ts';
import { closeServices } from './close-services.ts';
import { observeService, type ServiceView } from './observe-service.ts';
import { reviveServices } from './revive-services.ts';
import { openService } from './running-service.ts';
import {
  findServices,
  listServices,
  serviceBalancerFolder,
  serviceOfFolder,
  type ServiceRecord,
} from './service-record.ts';

export const serviceKind = {
  kind: 'service',
  open: openService,
  observe: async (targetsFolder) => {
    const services = await findServices(targetsFolder);
    return await Promise.all(
      services.map(async (found) =>
        'record' in found
          ? await observeService(targetsFolder, found.record)
          : damagedObservation('service', serviceOfFolder(found.folderName).serviceName, found.damaged),
      ),
    );
  },
  close: closeServices,
  revive: reviveServices,
  metrics: {
    gauges: balancerGauges,
    cloudWatch: [
      {
        namespace: 'AWS/ApplicationELB',
        metricNames: balancerMetricNames,
        dimensions: balancerDimensions,
        read: async (targetsFolder, query) => {
          const services = await listServices(targetsFolder);
          const found = services.find(
            ({ service, targetGroup }) =>
              service.serviceName === query.name || targetGroup?.name === query.name,
          );
          return found === undefined
            ? undefined
            : await readSeries(serviceBalancerFolder(targetsFolder, found.service), balancerMetrics, query);
        },
      },
    ],
  },
  resources: async (targetsFolder, place) => {
    const services = await listServices(targetsFolder);
    return (
      await Promise.all(services.map(async (record) => resourcesOf(targetsFolder, record, place)))
    ).flat();
  },
} satisfies TargetKind<ServiceView>;

async function resourcesOf(
  targetsFolder: string,
  { service, targetGroup, deployments, primary }: ServiceRecord,
  place: AwsPlace,
): Promise<readonly TargetResource[]> {
  const { serviceName, cluster, desiredCount } = service;
  const port = (await describeBalancer(serviceBalancerFolder(targetsFolder, service)))?.listenerPort;
  const revision = deployments.find(({ id }) => id === primary)?.revision;
  const taskDefinition =
    revision === undefined ? service.taskDefinition : `${revision.family}:${revision.revision}`;
  const own: TargetResource = {
    type: 'AWS::ECS::Service',
    name: serviceKey(service),
    arn: formatArn({ ...place, service: 'ecs', resource: `service/${cluster}/${serviceName}` }),
    values: {
      ServiceName: serviceName,
      Cluster: cluster,
      DesiredCount: desiredCount,
      TaskDefinition: taskDefinition,
    },
    tags: {},
  };
  if (targetGroup === undefined) return [own];
  const url = port === undefined ? undefined : localUrl(port);
  return [own, ...balancerResources(targetGroup, { loadBalancer: serviceName, place, url })];
}
