// What a stack would make and another stack of the account has already: CloudFormation would find that out while it makes it.
// Source: CloudFormation API reference, DescribeStackResources, "PhysicalResourceId".
import { isDeepStrictEqual } from 'node:util';
import type { GraphResource } from '../../model/resource-graph.ts';
import { propertiesOf, resourcesIn } from '../template-resources.ts';
import { openStack, stackNow, type StackAccess } from './stack.ts';

export interface TakenResource {
  readonly type: string;
  readonly name: string;
  /** The stack that has it. */
  readonly stack: string;
  /** It is there as it would be made. */
  readonly isSame: boolean;
}

/**
 * Of what the template adds, what is of other stacks.
 * @param before the template of the stack as it is; absent for a new one
 */
export async function takenByOthers(
  stack: StackAccess,
  resources: readonly GraphResource[],
  { before, after }: { readonly before: string | undefined; readonly after: string },
): Promise<readonly TakenResource[]> {
  const has = resourcesIn(before);
  const wanted = resourcesIn(after);
  const templates = new Map<string, Promise<string | undefined>>();
  const templateOf = async (name: string): Promise<string | undefined> => {
    const asked =
      templates.get(name) ??
      openStack(stack.access, name)
        .then(stackNow)
        .then((now) => now?.template);
    templates.set(name, asked);
    return await asked;
  };
  const taken: TakenResource[] = [];
  for (const { id, type, name } of resources) {
    if (name === undefined || !Object.hasOwn(wanted, id) || Object.hasOwn(has, id)) continue;
    const owner = await ownerOf(stack, type, name);
    if (owner === undefined || owner.stack === stack.stackName) continue;
    const there = resourcesIn(await templateOf(owner.stack))[owner.logicalId];
    taken.push({
      type,
      name,
      stack: owner.stack,
      isSame: isDeepStrictEqual(propertiesOf(there), propertiesOf(wanted[id])),
    });
  }
  return taken;
}

interface Owner {
  readonly stack: string;
  readonly logicalId: string;
}

/** Undefined where no stack has it, or AWS does not say. */
async function ownerOf(
  { client }: StackAccess,
  type: string,
  PhysicalResourceId: string,
): Promise<Owner | undefined> {
  const { DescribeStackResourcesCommand } = await import('@aws-sdk/client-cloudformation');
  const found = await client
    .send(new DescribeStackResourcesCommand({ PhysicalResourceId }))
    .catch(() => undefined);
  const resource = found?.StackResources?.find(
    (each) =>
      each.PhysicalResourceId === PhysicalResourceId &&
      each.ResourceType === type &&
      // A stack that was deleted has nothing more, also where it has left something behind.
      !['DELETE_COMPLETE', 'DELETE_SKIPPED'].includes(each.ResourceStatus ?? ''),
  );
  if (resource?.StackName === undefined || resource.LogicalResourceId === undefined) return undefined;
  return { stack: resource.StackName, logicalId: resource.LogicalResourceId };
}
