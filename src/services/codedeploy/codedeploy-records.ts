// Applications, deployment groups and configurations as the register keeps them, and as CodeDeploy's API names them.
import { createHash } from 'node:crypto';
import type { PutResource } from '../../account/account.ts';
import type { Resource, ResourceType, ResourceValues } from '../../account/resource.ts';
import type { CodeDeployApi } from '../../aws/operations/codedeploy.ts';
import { parseArn } from '../../model/arn.ts';
import type { DeploymentConfig } from '../../model/deployment.ts';
import { predefinedDeploymentConfigs } from '../../model/deployment-configs.ts';
import { refuse, type ServiceCall } from '../service.ts';

export type ApplicationResource = Resource<'AWS::CodeDeploy::Application'>;
export type GroupResource = Resource<'AWS::CodeDeploy::DeploymentGroup'>;

/** Those of files and those of calls. */
export function applicationsOf({ ground, place }: ServiceCall): readonly ApplicationResource[] {
  return ground.account.at(place).list('AWS::CodeDeploy::Application');
}

/** @throws AwsError when there is none */
export function applicationNamed(call: ServiceCall, name: string): ApplicationResource {
  const found = call.ground.account.at(call.place).find('AWS::CodeDeploy::Application', name);
  if (found === undefined)
    throw refuse<CodeDeployApi>('ApplicationDoesNotExistException', `No application found for name: ${name}`);
  return found;
}

export function groupsOf({ ground, place }: ServiceCall, applicationName: string): readonly GroupResource[] {
  return ground.account
    .at(place)
    .list('AWS::CodeDeploy::DeploymentGroup')
    .filter(({ values }) => values.applicationName === applicationName);
}

export function findGroup(
  call: ServiceCall,
  applicationName: string,
  name: string,
): GroupResource | undefined {
  return groupsOf(call, applicationName).find(({ values }) => values.deploymentGroupName === name);
}

/** @throws AwsError when there is none, or no such application */
export function groupNamed(call: ServiceCall, applicationName: string, name: string): GroupResource {
  applicationNamed(call, applicationName);
  const found = findGroup(call, applicationName, name);
  if (found === undefined)
    throw refuse<CodeDeployApi>(
      'DeploymentGroupDoesNotExistException',
      `No Deployment Group found for name: ${name}`,
    );
  return found;
}

export interface KnownConfig {
  readonly values: DeploymentConfig;
  /** Absent of those that CodeDeploy brings along. */
  readonly resource?: Resource<'AWS::CodeDeploy::DeploymentConfig'>;
}

export function configsOf({ ground, place }: ServiceCall): readonly KnownConfig[] {
  const custom = ground.account.at(place).list('AWS::CodeDeploy::DeploymentConfig');
  return [
    ...predefinedDeploymentConfigs.map((values) => ({ values })),
    ...custom.map((resource) => ({ values: resource.values, resource })),
  ];
}

/** @throws AwsError when there is none */
export function configNamed(call: ServiceCall, name: string): KnownConfig {
  const found = configsOf(call).find(({ values }) => values.deploymentConfigName === name);
  if (found === undefined)
    throw refuse<CodeDeployApi>(
      'DeploymentConfigDoesNotExistException',
      `No Deployment Configuration found for name: ${name}`,
    );
  return found;
}

export function save<T extends ResourceType>(
  call: ServiceCall,
  operation: string,
  given: Pick<PutResource<T>, 'type' | 'name' | 'values'> & {
    readonly tags?: Readonly<Record<string, string>>;
  },
): Resource<T> {
  const { account, region, partition } = call.place;
  return call.ground.account.put<T>({
    account,
    region,
    partition,
    ...given,
    values: plain(given.values),
    madeBy: { kind: 'api', operation, principal: call.caller.arn },
    at: call.now,
  });
}

function plain<T extends ResourceType>(values: ResourceValues[T]): ResourceValues[T] {
  return JSON.parse(JSON.stringify(values)) as ResourceValues[T];
}

type Tags = readonly CodeDeployApi['shapes']['Tag'][];

export function recordOf(tags: Tags): Readonly<Record<string, string>> {
  return Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}

export function listOf(tags: Readonly<Record<string, string>>): Tags {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** An application or a group. @throws AwsError for another ARN, or when there is none */
export function resourceWithArn(call: ServiceCall, arn: string): ApplicationResource | GroupResource {
  const resource = parseArn(arn)?.resource ?? '';
  const [, type, name = ''] = /^(application|deploymentgroup):(.+)$/.exec(resource) ?? [];
  if (type === 'application') return applicationNamed(call, name);
  const [application = '', group = ''] = name.split('/');
  if (type === 'deploymentgroup') return groupNamed(call, application, group);
  throw refuse<CodeDeployApi>('InvalidArnException', `The specified ARN is not valid: ${arn}`);
}

/** Always the same for the same name, in the form of AWS's. */
export function idOf(text: string): string {
  const digits = createHash('sha256').update(text).digest('hex');
  return [8, 12, 16, 20, 32].map((end, at, ends) => digits.slice(ends[at - 1] ?? 0, end)).join('-');
}
