// What environments of Elastic Beanstalk cost. Pure.
import type { CostInput, CostLine } from '../../model/cost-line.ts';
import { optionOf, type Environment } from '../../model/environment.ts';
import type { ActionDeclaration } from '../../model/pipeline.ts';
import { serverLines } from '../../model/server-costs.ts';

/** Of the environments that the actions name. */
export function environmentCosts(
  actions: readonly ActionDeclaration[],
  input: CostInput,
): readonly CostLine[] {
  const named = actions.map(({ configuration }) => configuration?.['EnvironmentName'] ?? '');
  const isNamed = (name: string): boolean => named.some((each) => each === name || each.includes('#{'));
  return input.definition.environments
    .filter(({ environmentName }) => isNamed(environmentName))
    .flatMap((environment) => environmentLines(environment, input));
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
