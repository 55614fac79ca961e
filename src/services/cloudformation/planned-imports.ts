// The resources that a change set of type IMPORT takes into its stack: checked, found, and no other stack's.
// Source: CloudFormation API reference, CreateChangeSet; texts recorded from AWS.
import type { CloudFormationApi } from '../../aws/operations/cloudformation.ts';
import { defined } from '../../lib/defined.ts';
import type { ResourceChange } from '../../stacks/changes/change.ts';
import { propertyKnown, scopeOf, type Surroundings, type Target } from '../../stacks/target.ts';
import type { ServiceCall } from '../service.ts';
import { invalid } from './errors.ts';
import { storeOf } from './find-stack.ts';
import { handlerOf } from './handlers.ts';
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

/**
 * The new resources of a change set with ImportExistingResources that are there already, under the names that the template
 * gives them: as changes, and by physical ids. A name that only another resource gives is not known yet, and made.
 */
export async function existingImports(
  changes: readonly ResourceChange[],
  { target, surroundings, call }: Planning,
): Promise<PlannedImports> {
  const imports: Record<string, string> = {};
  for (const { logicalId, type } of changes.filter(({ action }) => action === 'Add')) {
    const importer = importerOf(type);
    const name = importer === undefined ? undefined : givenName(logicalId, { target, surroundings });
    if (importer === undefined || name === undefined) continue;
    const id = importer.idOf?.(call.place, name) ?? name;
    const owner = ownerOf(type, id, call);
    const work = { call: callsOf(call), place: call.place, properties: {} };
    if (owner === undefined && (await importer.read(work, id)) !== undefined) imports[logicalId] = id;
  }
  const shown = changes.map((change): ResourceChange => {
    const physicalId = imports[change.logicalId];
    return physicalId === undefined ? change : { ...change, action: 'Import', physicalId, details: [] };
  });
  return { imports, changes: shown };
}

export interface Planning {
  readonly target: Target;
  readonly surroundings: Surroundings;
  readonly call: ServiceCall;
}

function givenName(
  logicalId: string,
  { target, surroundings }: Pick<Planning, 'target' | 'surroundings'>,
): string | undefined {
  const resource = target.active.get(logicalId);
  const property = resource === undefined ? undefined : handlerOf(resource.type).name?.property;
  if (resource === undefined || property === undefined) return undefined;
  const name = propertyKnown(
    resource,
    property,
    scopeOf(target, surroundings, () => undefined),
  );
  return typeof name === 'string' && name !== '' ? name : undefined;
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
