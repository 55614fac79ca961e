// What a service of ECS ships: its cluster, task definition and itself, with a load balancer. The network is the one that its
// file names. Pure. Source: CloudFormation template reference, AWS::ECS::Service.
import type { TargetRequest } from '../../model/action-type.ts';
import { actionsOf } from '../../model/pipeline-walk.ts';
import {
  attributeOf,
  isList,
  logicalId,
  nothingShipped,
  type GraphResource,
  type PropertyValue,
  type PropertyValues,
  type Shipped,
} from '../../model/resource-graph.ts';
import { familyOf, type Service, type ServiceTargetGroup } from '../../model/service.ts';
import { shippedShape } from '../../model/shipped-shape.ts';
import { balancerShare, type BalancerShare, type NetworkPlace } from '../balancer/ship.ts';

export function shipServices(request: TargetRequest): Shipped {
  const deployed = new Set(
    actionsOf(request.definition.pipeline).map(
      ({ action: { configuration: c = {} } }) => `${c['ClusterName']}/${c['ServiceName']}`,
    ),
  );
  const shares = request.definition.services.map((service, index) => {
    if (service.controller === 'CODE_DEPLOY')
      return isShifted(service, request) ? { resources: [], notes: [byCodeDeploy(service)] } : nothingShipped;
    const isMeant = deployed.has(`${service.cluster}/${service.serviceName}`);
    return isMeant ? shipService(service, index, request) : nothingShipped;
  });
  return {
    resources: shares.flatMap(({ resources }) => resources),
    notes: shares.flatMap(({ notes }) => notes),
  };
}

function isShifted({ serviceName }: Service, { definition }: TargetRequest): boolean {
  const named = new Set(
    actionsOf(definition.pipeline).map(({ action }) => action.configuration?.['DeploymentGroupName']),
  );
  return definition.deploymentGroups.some(
    ({ deploymentGroupName, ecsServices = [] }) =>
      named.has(deploymentGroupName) && ecsServices.some((each) => each.serviceName === serviceName),
  );
}

/** CloudFormation cannot change a service whose task sets CodeDeploy makes. */
function byCodeDeploy({ serviceName }: Service): string {
  return `The service ${serviceName} is not shipped: CodeDeploy makes its task sets, and CloudFormation cannot update it`;
}

function shipService(service: Service, index: number, request: TargetRequest): Shipped {
  const { cluster, serviceName, loadBalancer } = service;
  const written = request.writtenOf(`services.${index}`) ?? {};
  const task = taskOf(service, request);
  const balancer = loadBalancer && balancerOf({ serviceName, loadBalancer }, written, request);
  return {
    notes: [
      ...(task?.notes ?? [
        `The task definition of ${serviceName} is not shipped: no file next to the pipeline has it`,
      ]),
      ...networkNotes(serviceName, written, balancer),
    ],
    resources: [
      {
        id: logicalId(cluster, 'Cluster'),
        type: 'AWS::ECS::Cluster',
        name: cluster,
        why: 'Where the tasks run.',
        properties: { ClusterName: cluster },
      },
      ...(task?.resources ?? []),
      ...(balancer?.resources ?? []),
      {
        id: logicalId(serviceName, 'Service'),
        type: 'AWS::ECS::Service',
        name: `${cluster}/${serviceName}`,
        why: 'What is deployed to.',
        ...(balancer === undefined ? {} : { after: [balancer.listener] }),
        properties: serviceProperties(written, task?.id, balancer),
      },
    ],
  };
}

function serviceProperties(
  written: PropertyValues,
  task: string | undefined,
  balancer: BalancerShare | undefined,
): PropertyValues {
  const { LoadBalancers, ...properties } = shippedShape(written, { verbatim: ['options'] });
  const balancers = (LoadBalancers ?? []) as readonly PropertyValues[];
  return {
    ...properties,
    ...(task === undefined ? {} : { TaskDefinition: attributeOf(task, 'Ref') }),
    ...(balancers.length === 0
      ? {}
      : {
          LoadBalancers: balancers.map((each) =>
            balancer === undefined
              ? each
              : { ...each, TargetGroupArn: attributeOf(balancer.targetGroup, 'Ref') },
          ),
        }),
  };
}

function taskOf(
  { taskDefinition }: Service,
  request: TargetRequest,
): (Shipped & { readonly id: string }) | undefined {
  const { family } = familyOf(taskDefinition);
  const index = request.definition.taskDefinitions.findIndex((each) => each.family === family);
  const written = request.writtenOf(`taskDefinitions.${index}`);
  if (written === undefined) return undefined;
  const images = request.definition.taskDefinitions[index]?.containers.map(({ image }) => image) ?? [];
  const id = logicalId(family, 'TaskDefinition');
  const made: GraphResource = {
    id,
    type: 'AWS::ECS::TaskDefinition',
    name: family,
    why: 'The containers that the service begins with; each deployment registers a newer revision.',
    properties: shippedShape(written, { verbatim: ['options', 'dockerLabels', 'driverOpts', 'labels'] }),
  };
  return {
    id,
    resources: [made],
    notes: [...new Set(images)].map(
      (image) => `The image ${image} must be there before the service of ${family} is made`,
    ),
  };
}

/** Undefined where the files do not say in which network it would be: the group that the service names must be there. */
function balancerOf(
  { serviceName, loadBalancer }: Required<Pick<Service, 'serviceName' | 'loadBalancer'>>,
  written: PropertyValues,
  request: TargetRequest,
): BalancerShare | undefined {
  const index = request.definition.targetGroups.findIndex(
    ({ name }) => name === loadBalancer.targetGroupName,
  );
  const group: ServiceTargetGroup | undefined = request.definition.targetGroups[index];
  const given = request.writtenOf(`targetGroups.${index}`);
  const vpc = given?.['VpcId'];
  const subnets = subnetsIn(written);
  if (group === undefined || given === undefined || vpc === undefined || subnets.length < 2) return undefined;
  const network: NetworkPlace = { vpc, subnets };
  return balancerShare({ name: serviceName, group, targetType: 'ip', written: given }, network);
}

/** A service is put into a network that is there: its file names it, and nothing makes it. */
function networkNotes(
  serviceName: string,
  written: PropertyValues,
  balancer: BalancerShare | undefined,
): readonly string[] {
  const groups = textsIn(awsvpcOf(written)?.['securityGroups']);
  const named = [...textsIn(subnetsIn(written)), ...groups];
  const balanced = balancer === undefined ? '' : ', in subnets of two Availability Zones';
  return named.length === 0
    ? []
    : [
        `The network of the service ${serviceName} is not shipped, and must be there${balanced}: ${named.join(', ')}`,
      ];
}

function textsIn(value: PropertyValue | undefined): readonly string[] {
  return isList(value) ? value.filter((each) => typeof each === 'string') : [];
}

function subnetsIn(written: PropertyValues): readonly PropertyValue[] {
  return (awsvpcOf(written)?.['subnets'] ?? []) as readonly PropertyValue[];
}

function awsvpcOf({ networkConfiguration }: PropertyValues): PropertyValues | undefined {
  const configuration = networkConfiguration as PropertyValues | undefined;
  return configuration?.['awsvpcConfiguration'] as PropertyValues | undefined;
}
