// A repository as the register keeps it, and what ECR has of it besides.
import type { Resource } from '../../account/resource.ts';
import type { EcrApi } from '../../aws/operations/ecr.ts';
import { defined } from '../../lib/defined.ts';
import { formatArn } from '../../model/arn.ts';
import { ecrRegistry } from '../../model/image-reference.ts';
import { listRepositories } from '../../targets/registry/list-repositories.ts';
import { documentsOf, type Placed } from '../documents.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';

export type Op<N extends keyof EcrApi['operations']> = Operation<EcrApi, N>;
type Shapes = EcrApi['shapes'];

/** What CreateRepository was given, changed by what was called since; policies are texts. */
interface RepositorySettings extends Pick<
  Shapes['Repository'],
  | 'imageTagMutability'
  | 'imageTagMutabilityExclusionFilters'
  | 'imageScanningConfiguration'
  | 'encryptionConfiguration'
> {
  readonly lifecyclePolicyText?: string;
  /** Milliseconds since the epoch. */
  readonly lifecycleEvaluatedAt?: number;
  readonly policyText?: string;
}

const settings = documentsOf<RepositorySettings>('ecr/repository');

export interface Repository {
  readonly name: string;
  /** Milliseconds since the epoch; undefined for one that a push has made, as none does on AWS. */
  readonly createdAt: number | undefined;
  readonly tags: Resource['tags'];
  readonly settings: RepositorySettings;
}

/** Those that were created, and those that builds of this machine have pushed to, in order of name. */
export async function repositoriesOf(call: Placed): Promise<readonly Repository[]> {
  const created = call.ground.account.at(call.place).list('AWS::ECR::Repository');
  const pushed = await pushedNames(call);
  const others = pushed.filter((name) => created.every((each) => each.name !== name));
  return [
    ...created.map(({ name, madeAt, tags }) => ({
      name,
      createdAt: madeAt,
      tags,
      settings: settingsOf(call, name),
    })),
    ...others.map((name) => ({ name, createdAt: undefined, tags: {}, settings: settingsOf(call, name) })),
  ].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

interface Named {
  readonly repositoryName: string;
  readonly registryId?: string | undefined;
}

/** @throws AwsError when there is none */
export async function repositoryNamed(
  call: ServiceCall,
  { repositoryName, registryId }: Named,
): Promise<Repository> {
  const { account } = call.place;
  const isHere = (registryId ?? account) === account;
  const found = isHere ? (await repositoriesOf(call)).find(({ name }) => name === repositoryName) : undefined;
  if (found === undefined)
    throw refuse<EcrApi>(
      'RepositoryNotFoundException',
      `The repository with name '${repositoryName}' does not exist in the registry with id '${registryId ?? account}'`,
    );
  return found;
}

/** Its name in the registry of this machine. */
export function storedName({ place: { account, region } }: Pick<ServiceCall, 'place'>, name: string): string {
  return `${ecrRegistry(account, region).host}/${name}`;
}

async function pushedNames(call: Placed): Promise<readonly string[]> {
  const prefix = storedName(call, '');
  const stored = await listRepositories(call.ground.targetsFolder);
  return stored.flatMap((name) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
}

function settingsOf(call: Placed, name: string): RepositorySettings {
  return settings.get(call, name) ?? {};
}

export function isCreated(call: ServiceCall, name: string): boolean {
  return call.ground.account.at(call.place).find('AWS::ECR::Repository', name) !== undefined;
}

interface Change {
  readonly operation: string;
  readonly settings: RepositorySettings;
  readonly tags?: Resource['tags'];
}

export function saveRepository(
  call: ServiceCall,
  name: string,
  { operation, settings: value, tags }: Change,
): void {
  settings.put(call, name, value);
  const { imageTagMutability = 'MUTABLE' } = value;
  call.ground.account.put({
    ...call.place,
    type: 'AWS::ECR::Repository',
    name,
    values: { RepositoryName: name, ImageTagMutability: imageTagMutability },
    ...defined({ tags }),
    madeBy: { kind: 'api', operation, principal: call.caller.arn },
    at: call.now,
  });
}

/** Where repositories have settings. */
export const placesOfRepositories = settings.places;

/** That its lifecycle policy was evaluated. One that was deleted meanwhile stays so. */
export function noteEvaluation(placed: Placed, name: string, lifecycleEvaluatedAt: number): void {
  const own = settings.get(placed, name);
  if (own?.lifecyclePolicyText !== undefined) settings.put(placed, name, { ...own, lifecycleEvaluatedAt });
}

export function forgetRepository(call: ServiceCall, name: string): void {
  const { account, region } = call.place;
  call.ground.account.remove({ account, region, type: 'AWS::ECR::Repository', name });
  settings.remove(call, name);
}

/** With what ECR fills in (ECR API reference, Repository). */
export function repositoryOutput(
  call: ServiceCall,
  { name, createdAt, settings: own }: Repository,
): Shapes['Repository'] {
  const { account, region } = call.place;
  const { imageTagMutability, imageTagMutabilityExclusionFilters, encryptionConfiguration } = own;
  return {
    repositoryArn: formatArn({ ...call.place, service: 'ecr', resource: `repository/${name}` }),
    registryId: account,
    repositoryName: name,
    repositoryUri: `${ecrRegistry(account, region).host}/${name}`,
    ...(createdAt === undefined ? {} : { createdAt: new Date(createdAt) }),
    imageTagMutability: imageTagMutability ?? 'MUTABLE',
    ...defined({ imageTagMutabilityExclusionFilters }),
    imageScanningConfiguration: { scanOnPush: own.imageScanningConfiguration?.scanOnPush ?? false },
    encryptionConfiguration: encryptionConfiguration ?? { encryptionType: 'AES256' },
  };
}
