// What of the files of a definition a stack has: they declare it no more, and the same files run in what was shipped.
import { declarationsOf, type Declaration } from '../../account/declaration.ts';
import { digestOf, keyText } from '../../account/plan-seed.ts';
import type { CheckedDefinition } from '../../model/definition.ts';
import { logicalId, type GraphResource } from '../../model/resource-graph.ts';

export function shippedParts(
  definition: CheckedDefinition,
  folder: string,
  resources: readonly GraphResource[],
): Readonly<Record<string, string>> {
  const shipped = declarationsOf(definition, folder).filter((each) => isShipped(each, resources));
  return Object.fromEntries(shipped.map((each) => [keyText(each), digestOf(each)]));
}

/** A fleet is an Auto Scaling group, or belongs to an environment. */
function isShipped({ type, name }: Declaration, resources: readonly GraphResource[]): boolean {
  const has = (given: string, test: (resource: GraphResource) => boolean) =>
    resources.some((each) => each.type === given && test(each));
  switch (type) {
    case 'Slipway::EC2::Fleet':
      return (
        has('AWS::EC2::LaunchTemplate', ({ id }) => id === logicalId(name, 'LaunchTemplate')) ||
        has('AWS::ElasticBeanstalk::Environment', (each) => each.name === name)
      );
    case 'AWS::CloudFront::Distribution':
      return has(type, ({ id }) => id === logicalId(name, 'Distribution'));
    default:
      return has(type, (each) => each.name === name || name.endsWith(`/${each.name ?? ''}`));
  }
}
