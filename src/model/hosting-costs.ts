// What it costs to hold what was delivered: instances, load balancers, buckets, distributions, and the way out. Pure.
import { assumed, costLine, type CostInput, type CostLine } from './cost-line.ts';
import { optionOf, type Environment } from './environment.ts';
import type { Fleet } from './fleet.ts';
import { freeTier, prices } from './prices.ts';
import { serviceLines } from './service-costs.ts';

/** Of what the pipeline's actions name; the folder may describe more. */
export function hostingLines(input: CostInput): readonly CostLine[] {
  const { environments, fleets, distributions, standalone, pipeline } = input.definition;
  const actions = pipeline.stages.flatMap((stage) => stage.actions);
  const uses = (provider: string): boolean =>
    actions.some(({ actionTypeId }) => actionTypeId.provider === provider);
  const named = actions.map(({ configuration }) => configuration?.['EnvironmentName'] ?? '');
  const isNamed = (name: string): boolean => named.some((each) => each === name || each.includes('#{'));
  // A file of a fleet may say on which ports an environment is here; it is no second one.
  const isServer = (name: string): boolean =>
    !environments.some(({ environmentName }) => environmentName === name);
  const servers = [
    ...environments
      .filter(({ environmentName }) => isNamed(environmentName))
      .flatMap((environment) => environmentLines(environment, input)),
    ...(uses('CodeDeploy') ? fleets.filter(({ name }) => isServer(name)) : []).flatMap((fleet) =>
      fleetLines(fleet, input),
    ),
    ...serviceLines(input),
  ];
  return [
    ...servers,
    ...unpricedLines(input),
    ...(standalone === true ? [] : [storageLine(input)]),
    ...(uses('S3') && distributions.length > 0 ? edgeLines(input) : []),
    ...(servers.length > 0 ? [egressLine(input)] : []),
  ];
}

const priced = new Set(['CodeDeploy', 'ElasticBeanstalk', 'ECS', 'S3']);

/** Nothing that is deployed to is passed over. */
function unpricedLines({ definition, assumptions }: CostInput): readonly CostLine[] {
  return definition.pipeline.stages.flatMap((stage) =>
    stage.actions
      .filter(({ actionTypeId: { category, provider } }) => category === 'Deploy' && !priced.has(provider))
      .map(({ name, actionTypeId: { provider } }) => {
        const from = `not known: what ${stage.name}/${name} makes has no price here`;
        return costLine({ service: provider, what: name, unit: '', from }, assumptions);
      }),
  );
}

function storageLine({ assumptions }: CostInput): CostLine {
  const line = { service: 'S3', what: 'artifacts and sites', unit: 'GB', price: prices.storageGb };
  return costLine({ ...line, ...assumed(assumptions, 'storageGb') }, assumptions);
}

function edgeLines({ assumptions }: CostInput): readonly CostLine[] {
  const service = 'CloudFront';
  const traffic = { service, what: 'to viewers', unit: 'GB', free: freeTier.edgeGb, price: prices.edgeGb };
  const requests = {
    service,
    what: 'by HTTPS, priced by 10,000',
    unit: 'requests',
    free: freeTier.edgeRequests,
    price: prices.edgeRequests,
  };
  return [
    costLine({ ...traffic, ...assumed(assumptions, 'edgeGb') }, assumptions),
    costLine({ ...requests, ...assumed(assumptions, 'edgeRequests') }, assumptions, 10_000),
  ];
}

function egressLine({ assumptions }: CostInput): CostLine {
  const line = {
    service: 'Data transfer',
    what: 'to the internet',
    unit: 'GB',
    free: freeTier.egressGb,
    price: prices.egressGb,
  };
  return costLine({ ...line, ...assumed(assumptions, 'egressGb') }, assumptions);
}

interface Servers {
  readonly service: string;
  readonly name: string;
  readonly count: number;
  readonly instanceType: string | undefined;
  readonly isBalanced: boolean;
}

/** Elastic Beanstalk developer guide, "General options": MinSize is 1, and an environment is balanced, unless said otherwise. */
function environmentLines(
  { environmentName: name, optionSettings }: Environment,
  input: CostInput,
): readonly CostLine[] {
  const option = (namespace: string, key: string) => optionOf(optionSettings, namespace, key);
  const isBalanced = option('aws:elasticbeanstalk:environment', 'EnvironmentType') !== 'SingleInstance';
  const types = option('aws:ec2:instances', 'InstanceTypes')?.split(',')[0]?.trim();
  const instanceType =
    types ?? option('aws:autoscaling:launchconfiguration', 'InstanceType') ?? input.assumptions.instanceType;
  const count = isBalanced ? Number(option('aws:autoscaling:asg', 'MinSize') ?? 1) : 1;
  return serverLines({ service: 'Elastic Beanstalk', name, count, instanceType, isBalanced }, input);
}

function fleetLines({ name, instances, targetGroup }: Fleet, input: CostInput): readonly CostLine[] {
  const { instanceType } = input.assumptions;
  const isBalanced = targetGroup !== undefined;
  return serverLines({ service: 'EC2', name, count: instances.length, instanceType, isBalanced }, input);
}

function serverLines(
  { service, name, count, instanceType, isBalanced }: Servers,
  { assumptions }: CostInput,
): readonly CostLine[] {
  const hours = { unit: 'hours', from: `${count} of ${name}, all month` };
  const price = instanceType === undefined ? undefined : prices.instanceHour[instanceType];
  const missing =
    instanceType === undefined
      ? 'not known: say instanceType in costs.json'
      : `not known: there is no price of ${instanceType} here`;
  const quantity = count * prices.hoursInMonth;
  const instances = {
    ...hours,
    service,
    what: instanceType === undefined ? 'instances' : `instances ${instanceType}`,
    quantity,
    ...(price === undefined ? { from: missing } : { price }),
  };
  const addresses = {
    ...hours,
    service,
    what: 'public addresses',
    quantity,
    price: prices.publicAddressHour,
  };
  const balancer = {
    service,
    what: 'load balancer, without its traffic',
    quantity: prices.hoursInMonth,
    unit: 'hours',
    price: prices.loadBalancerHour,
    from: `of ${name}, all month`,
  };
  return [instances, addresses, ...(isBalanced ? [balancer] : [])].map((line) => costLine(line, assumptions));
}
