// What stands next to a pipeline of an account: what the stack has that made it, by calls that only read.
// Source: CloudFormation API reference, DescribeStackResources, "PhysicalResourceId".
import type { Stack } from '@aws-sdk/client-cloudformation';
import { ProblemError } from '../../lib/problem.ts';
import type { AwsPlace } from '../../model/place.ts';
import { compareParts, withoutDefaults, type Parts } from '../compare.ts';
import { templateParts } from '../import/file-parts.ts';
import { furtherFiles } from '../import/further-files.ts';
import type { Imported } from '../import/imported.ts';
import { calling, type AwsAccess } from './access.ts';
import { openStack, stackResources, type StackAccess } from './stack.ts';

/** @param parts what was read of the pipeline itself, which counts before what its template says */
export async function withStackOf(
  name: string,
  parts: Parts,
  { access, place }: { readonly access: AwsAccess; readonly place: AwsPlace },
): Promise<Imported> {
  try {
    const owner = await ownerOf(name, access);
    if (owner === undefined)
      return {
        parts,
        losses: [
          `No stack of CloudFormation has made ${name}: alarms, rules, topics and whatever else stands next to it are not read. Describe them in files, or import what has made them`,
        ],
      };
    return togetherOf(name, parts, await stacksIn(owner, access, place));
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { parts, losses: [`What stands next to ${name} is not read: ${error.message}`] };
  }
}

function togetherOf(name: string, parts: Parts, stacks: readonly Imported[]): Imported {
  const found = stacks.flatMap((each) => each.found ?? []);
  const around = furtherFiles(
    found.filter(({ unknown }) => unknown?.length === 0),
    name,
  );
  const inTemplates = stacks.flatMap(({ further }) => further?.files ?? []);
  const names = new Set(around.files.map((file) => file.name));
  const files = [
    ...around.files,
    ...inTemplates.filter((file) => isOfService(file.name) && !names.has(file.name)),
  ];
  const written = new Set([...files.map((file) => file.name), ...parts.keys()]);
  const held = [...around.heldIn, ...stacks.flatMap(({ further }) => [...(further?.heldIn ?? [])])];
  return {
    ...asShipped(parts, stacks),
    losses: [],
    found,
    further: { files, heldIn: new Map(held.filter(([, file]) => written.has(file))) },
  };
}

/** Where nothing else has changed it since, a part is as its template has it, and all are written so. */
function asShipped(parts: Parts, stacks: readonly Imported[]): Pick<Imported, 'parts' | 'isAsWritten'> {
  const inTemplates = new Map(stacks.flatMap((each) => [...each.parts]));
  const shipped = [...parts].map(([name, there]) => {
    const written = inTemplates.get(name);
    const isSame =
      written !== undefined &&
      compareParts(new Map([[name, written]]), new Map([[name, there]])).length === 0;
    return [
      name,
      isSame ? written : { ...withoutDefaults(there), ...('tags' in there ? { tags: there['tags'] } : {}) },
    ] as const;
  });
  return { parts: new Map(shipped), isAsWritten: true };
}

/** Kinds that a template describes as their service takes them; all others are put together of several resources. */
function isOfService(name: string): boolean {
  return /^(report group|deployment configuration|webhook) /.test(name);
}

/** The stack that has it, or the one at the root of that. */
async function ownerOf(pipeline: string, access: AwsAccess): Promise<string | undefined> {
  const { client } = await openStack(access, pipeline);
  const { DescribeStackResourcesCommand } = await import('@aws-sdk/client-cloudformation');
  const { StackResources = [] } = await calling(`the stack of ${pipeline}`, async () =>
    client
      .send(new DescribeStackResourcesCommand({ PhysicalResourceId: pipeline }))
      .catch((error: unknown) => {
        if (error instanceof Error && /does not exist/.test(error.message)) return { StackResources: [] };
        throw error;
      }),
  );
  const owner = StackResources.find(
    ({ PhysicalResourceId, ResourceType }) =>
      PhysicalResourceId === pipeline && ResourceType === 'AWS::CodePipeline::Pipeline',
  )?.StackId;
  if (owner === undefined) return undefined;
  return (await describe(await openStack(access, owner)))?.RootId ?? owner;
}

async function describe({ client, stackName }: StackAccess): Promise<Stack | undefined> {
  const { DescribeStacksCommand } = await import('@aws-sdk/client-cloudformation');
  const { Stacks = [] } = await calling(`the stack ${stackName}`, async () =>
    client.send(new DescribeStacksCommand({ StackName: stackName })),
  );
  return Stacks[0];
}

/** With those that are nested in it. */
async function stacksIn(id: string, access: AwsAccess, place: AwsPlace): Promise<readonly Imported[]> {
  const stack = await openStack(access, id);
  const { GetTemplateCommand } = await import('@aws-sdk/client-cloudformation');
  const described = await describe(stack);
  const { TemplateBody: text = '{}' } = await calling(`the template of the stack ${id}`, async () =>
    stack.client.send(new GetTemplateCommand({ StackName: id, TemplateStage: 'Processed' })),
  );
  const stackName = described?.StackName ?? id;
  const resources = await stackResources(stack);
  const parameters = (described?.Parameters ?? []).map(
    ({ ParameterKey: key = '', ParameterValue: value = '', ResolvedValue }) =>
      [key, ResolvedValue ?? value] as const,
  );
  const imported = templateParts(
    { path: 'template.yml', text },
    {
      ...place,
      stackName,
      parameters: Object.fromEntries(parameters),
      physicalIds: new Map(resources.map(({ logicalId, physicalId }) => [logicalId, physicalId])),
    },
    () => `stack ${stackName}`,
  );
  const nested = resources.filter(({ type }) => type === 'AWS::CloudFormation::Stack');
  const inside: Imported[] = [];
  for (const { physicalId } of nested) inside.push(...(await stacksIn(physicalId, access, place)));
  const isNested = (type: string): boolean => type === 'AWS::CloudFormation::Stack';
  return [{ ...imported, found: (imported.found ?? []).filter(({ type }) => !isNested(type)) }, ...inside];
}
