// The parts of a resource that may refer to others (CloudFormation user guide, resource attributes).
import type { Node } from '../../lib/node.ts';
import type { ResourceDeclaration } from './template.ts';

export function referringParts(resource: ResourceDeclaration): readonly Node[] {
  const { properties, metadata, creationPolicy, updatePolicy } = resource;
  return [properties, metadata, creationPolicy, updatePolicy].filter((each) => each !== undefined);
}
