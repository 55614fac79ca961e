// What the stack of a pipeline has otherwise than the graph of its definition: everything that is shipped next to the pipeline.
import type { AwsAccess } from '../../ship/aws/access.ts';
import { detectDrift, type Drift } from '../../ship/aws/drift.ts';
import { openStack, refused, stackNow, stackResources, type StackAccess } from '../../ship/aws/stack.ts';
import type { PartDifference } from '../../ship/compare.ts';
import { comparedElsewhere, compareStack, typeOf } from '../../ship/compare-stack.ts';
import { isNested, writeNested, writeStack } from '../../ship/formats/nested.ts';
import type { Graph } from '../../ship/graph/graph.ts';
import { resourcesIn, type TemplateResources } from '../../ship/template-resources.ts';

export interface StackDifferences {
  readonly differences: readonly PartDifference[];
  /** Types of resources that are there and whose present state was not read. */
  readonly unread: readonly string[];
}

/** Throws a ProblemError when there is no such stack. */
export async function stackDifferences(
  graph: Graph,
  stackName: string,
  access: AwsAccess,
): Promise<StackDifferences> {
  const has = await stackHas(await openStack(access, stackName));
  const written = has.isNested ? writeNested(graph) : writeStack(graph);
  const wanted = Object.assign(
    {},
    ...[written.text, ...written.nested.values()].map(resourcesIn),
  ) as TemplateResources;
  const types = Object.entries(has.template)
    .filter(([id]) => Object.hasOwn(wanted, id) && !has.checked.has(id))
    .map(([, resource]) => typeOf(resource))
    .filter((type) => !comparedElsewhere.has(type));
  return { differences: compareStack(wanted, has), unread: [...new Set(types)].toSorted() };
}

interface StackHas {
  readonly template: TemplateResources;
  readonly drifted: readonly Drift[];
  readonly checked: ReadonlySet<string>;
  readonly isNested: boolean;
}

/** With what its nested stacks have. */
async function stackHas(stack: StackAccess): Promise<StackHas> {
  const now = await stackNow(stack);
  if (now === undefined)
    throw refused(
      `There is no stack ${stack.stackName}: what a pipeline deploys to is compared with the stack that slipway ship has made`,
      'Ship it first, or name its stack with --stack',
    );
  const { drifted, checked } = await detectDrift(stack);
  const own = { template: resourcesIn(now.template), drifted, checked };
  if (!isNested(now.template)) return { ...own, isNested: false };
  const nested = (await stackResources(stack)).filter(({ type }) => type === 'AWS::CloudFormation::Stack');
  const inside: StackHas[] = [];
  for (const { physicalId } of nested) inside.push(await stackHas(await openStack(stack.access, physicalId)));
  const all = [own, ...inside];
  return {
    template: Object.assign({}, ...all.map((each) => each.template)) as TemplateResources,
    drifted: all.flatMap((each) => each.drifted),
    checked: new Set(all.flatMap((each) => [...each.checked])),
    isNested: true,
  };
}
