// What services of ECS cost whose tasks run on Fargate (Fargate pricing: processors and memory that a task has, by the
// second). Pure.
import { counted } from '../../lib/counted.ts';
import { costLine, type CostInput, type CostLine } from '../../model/cost-line.ts';
import type { ActionDeclaration } from '../../model/pipeline.ts';
import { prices } from '../../model/prices.ts';
import type { Service } from '../../model/service.ts';

const unit = 'hours';

/** Of the services that the actions name. */
export function serviceCosts(actions: readonly ActionDeclaration[], input: CostInput): readonly CostLine[] {
  const { services } = input.definition;
  return actions.flatMap(({ configuration = {} }) => {
    const { ServiceName: name = '', ClusterName = 'default' } = configuration;
    const service = services.find(
      ({ serviceName, cluster }) => serviceName === name && cluster === ClusterName,
    );
    if (service !== undefined) return linesOf(service, input);
    const from = 'not known: the definition does not describe it';
    return [costLine({ service: 'ECS', what: `service ${name}`, unit, from }, input.assumptions)];
  });
}

function linesOf(
  { serviceName, taskDefinition, desiredCount, loadBalancer }: Service,
  { definition, assumptions }: CostInput,
): readonly CostLine[] {
  const family = /(?:^|\/)([^/:]+)(?::\d+)?$/.exec(taskDefinition)?.[1] ?? taskDefinition;
  const { cpu, memory } = definition.taskDefinitions.find((each) => each.family === family) ?? {};
  const hours = desiredCount * prices.hoursInMonth;
  const isKnown = cpu !== undefined && memory !== undefined;
  const size = isKnown ? `, ${cpu / 1024} processors and ${memory} MiB each` : '';
  const from = isKnown
    ? `${counted(desiredCount, 'task')} of ${serviceName}, all month${size}`
    : `not known: the task definition ${family} has no cpu and memory`;
  const tasks = { service: 'ECS', from };
  const processors = {
    ...tasks,
    what: 'processors of Fargate',
    unit,
    price: prices.fargateProcessorHour,
    ...(isKnown ? { quantity: (hours * cpu) / 1024 } : {}),
  };
  const gigabytes = {
    ...tasks,
    what: 'memory of Fargate',
    unit: 'GB hours',
    price: prices.fargateGbHour,
    ...(isKnown ? { quantity: (hours * memory) / 1024 } : {}),
  };
  const balancer = {
    service: 'ECS',
    what: 'load balancer, without its traffic',
    quantity: prices.hoursInMonth,
    unit,
    price: prices.loadBalancerHour,
    from: `of ${serviceName}, all month`,
  };
  const lines = [processors, gigabytes, ...(loadBalancer === undefined ? [] : [balancer])];
  return lines.map((line) => costLine(line, assumptions));
}
