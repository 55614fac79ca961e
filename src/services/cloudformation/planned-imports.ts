// The resources that a change set of type IMPORT takes into its stack: checked, found, and no other stack's.
// Source: CloudFormation API reference, CreateChangeSet; texts recorded from AWS.
import type { CloudFormationApi } from '../../aws/operations/cloudformation.ts';
import { defined } from '../../lib/defined.ts';
import type { ResourceChange } from '../../stacks/changes/change.ts';
import type { Target } from '../../stacks/target.ts';
import type { ServiceCall } from '../service.ts';
import { invalid } from './errors.ts';
import { storeOf } from './find-stack.ts';
import { importerOf, notFoundText } from './importers.ts';
import { callsOf } from './text-at.ts';

type Given = readonly CloudFormationApi['shapes']['ResourceToImport'][];

export interface PlannedImports {
  /** Physical ids by logical ids. */
  readonly imports: Readonly<Record<string, string>>;
  readonly changes: readonly ResourceChange[];
  /** Why the change set cannot be executed. */
  readonly failure?: string;
}

/** @throws AwsError for what the call itself says wrongly */
export async function plannedImports(
  given: Given,
  {
    target,
    changes,
    call,
  }: { readonly target: Target; readonly changes: readonly ResourceChange[]; readonly call: ServiceCall },
): Promise<PlannedImports> {
  if (given.length === 0)
    throw invalid('ResourcesToImport must be specified for a change set of type IMPORT.');
  const imports = Object.fromEntries(
    given.map((each) => [each.LogicalResourceId, identifierOf(each, target)]),
  );
  const others = changes.filter(({ logicalId }) => !Object.hasOwn(imports, logicalId));
  const failure = othersText(others) ?? (await firstFailure(given, imports, call));
  const shown = given.map(({ LogicalResourceId: logicalId, ResourceType: type }) => ({
    action: 'Import' as const,
    logicalId,
    physicalId: imports[logicalId] ?? '',
    type,
    details: [],
  }));
  return { imports, changes: shown, ...defined({ failure }) };
}

function identifierOf(
  { LogicalResourceId, ResourceType, ResourceIdentifier }: Given[number],
  target: Target,
): string {
  const importer = importerOf(ResourceType);
  if (importer === undefined) throw invalid(`ResourceTypes [${ResourceType}] are not supported for Import`);
  const resource = target.active.get(LogicalResourceId);
  if (resource?.type !== ResourceType)
    throw invalid(`The template has no resource ${LogicalResourceId} of the type ${ResourceType}.`);
  if (resource.deletionPolicy === undefined)
    throw invalid(`Resources [${LogicalResourceId}] to import must have a DeletionPolicy.`);
  const id = ResourceIdentifier[importer.identifier];
  const isAlone = Object.keys(ResourceIdentifier).length === 1;
  if (id === undefined || id === '' || !isAlone)
    throw invalid(
      `The identifier of ${LogicalResourceId} must have the key ${importer.identifier}, and no other.`,
    );
  return id;
}

function othersText(others: readonly ResourceChange[]): string | undefined {
  if (others.length === 0) return undefined;
  const names = others.map(({ logicalId }) => logicalId).join(', ');
  return `You have modified resources [${names}] in your template that are not being imported. Update, create or delete operations cannot be executed during import operations.`;
}

async function firstFailure(
  given: Given,
  imports: PlannedImports['imports'],
  call: ServiceCall,
): Promise<string | undefined> {
  for (const { LogicalResourceId, ResourceType } of given) {
    const id = imports[LogicalResourceId] ?? '';
    const owner = ownerOf(ResourceType, id, call);
    if (owner !== undefined) return `${id} already exists in stack ${owner}`;
    const work = { call: callsOf(call), place: call.place, properties: {} };
    if ((await importerOf(ResourceType)?.read(work, id)) === undefined) return notFoundText(ResourceType, id);
  }
  return undefined;
}

function ownerOf(type: string, id: string, call: ServiceCall): string | undefined {
  const owner = storeOf(call)
    .all()
    .find(
      ({ status, resources }) =>
        status !== 'DELETE_COMPLETE' &&
        [...resources.values()].some((each) => each.type === type && each.physicalId === id),
    );
  return owner?.id;
}
