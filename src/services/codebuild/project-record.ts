// A project as the register keeps it, and as CodeBuild's API gives it.
import type { Resource } from '../../account/resource.ts';
import type { CodeBuildApi } from '../../aws/operations/codebuild.ts';
import { defined } from '../../lib/defined.ts';
import { readBuildProject } from '../../load/kinds/codebuild-project.ts';
import { parseFile } from '../../load/files.ts';
import { formatArn, parseArn } from '../../model/arn.ts';
import type { BuildProject } from '../../model/build.ts';
import { refuse, type ServiceCall } from '../service.ts';
import { webhookOutput, webhooks } from './webhook-record.ts';

type Shapes = CodeBuildApi['shapes'];
export type ProjectResource = Resource<'AWS::CodeBuild::Project'>;

/** What only the API has. */
interface ApiProject extends BuildProject {
  readonly projectVisibility?: 'PUBLIC_READ' | 'PRIVATE';
  readonly resourceAccessRole?: string;
}

export function findProject({ ground, place }: ServiceCall, nameOrArn: string): ProjectResource | undefined {
  return ground.account.at(place).find('AWS::CodeBuild::Project', projectNameIn(nameOrArn));
}

/** @throws AwsError when there is none */
export function projectNamed(call: ServiceCall, nameOrArn: string): ProjectResource {
  const found = findProject(call, nameOrArn);
  if (found === undefined)
    throw refuse<CodeBuildApi>(
      'ResourceNotFoundException',
      `Project cannot be found: ${projectArn(call, projectNameIn(nameOrArn))}`,
    );
  return found;
}

function projectNameIn(nameOrArn: string): string {
  const resource = parseArn(nameOrArn)?.resource;
  return resource?.startsWith('project/') === true ? resource.slice('project/'.length) : nameOrArn;
}

export function projectArn({ place }: ServiceCall, name: string): string {
  return formatArn({ ...place, service: 'codebuild', resource: `project/${name}` });
}

export function saveProject(call: ServiceCall, operation: string, given: ApiProject): ProjectResource {
  const { account, region, partition } = call.place;
  const { notExecuted } = checkedProject(given);
  const tags = Object.fromEntries((given.tags ?? []).map(({ key = '', value = '' }) => [key, value]));
  return call.ground.account.put({
    account,
    region,
    partition,
    type: 'AWS::CodeBuild::Project',
    name: given.name,
    values: { ...given, ...defined({ notExecuted }) },
    tags,
    madeBy: { kind: 'api', operation, principal: call.caller.arn },
    at: call.now,
  });
}

/** What a file of it would be held to. @throws AwsError for what is wrong about it */
function checkedProject(given: ApiProject): Pick<BuildProject, 'notExecuted'> {
  const { projectVisibility: _, resourceAccessRole: __, ...project } = given;
  const { root } = parseFile({ path: 'project.json', text: JSON.stringify(project) });
  if (root === undefined) return {};
  const { problems, value } = readBuildProject(root);
  const wrong = problems.find(({ severity }) => severity === 'error');
  if (wrong !== undefined) throw invalidProject(wrong.message);
  const { source, artifacts } = given;
  if ((source.type === 'CODEPIPELINE') !== (artifacts.type === 'CODEPIPELINE'))
    throw invalidProject('Both source and artifacts must be of type CODEPIPELINE, or neither of them');
  if (artifacts.type === 'S3' && (artifacts.location ?? '') === '')
    throw invalidProject('Invalid artifacts: location must be specified for artifacts of type S3');
  if (source.type === 'NO_SOURCE' && (source.buildspec ?? '') === '')
    throw invalidProject('Invalid project source: a buildspec is required for source type NO_SOURCE');
  if (!withoutLocation.has(source.type) && (source.location ?? '') === '')
    throw invalidProject(`Invalid project source: location must be valid for source type ${source.type}`);
  return defined({ notExecuted: value?.notExecuted });
}

const withoutLocation: ReadonlySet<string> = new Set(['CODEPIPELINE', 'NO_SOURCE']);

export function invalidProject(message: string): Error {
  return refuse<CodeBuildApi>('InvalidInputException', message);
}

/** With what AWS fills in (CodeBuild API reference, Project). */
export function projectOutput(call: ServiceCall, found: ProjectResource): Shapes['Project'] {
  const { notExecuted: _, badgeEnabled = false, ...project } = found.values as ApiProject;
  const webhook = webhooks.get(call, found.name);
  const output = {
    ...project,
    arn: found.arn ?? projectArn(call, found.name),
    source: { insecureSsl: false, ...project.source },
    secondarySources: project.secondarySources ?? [],
    secondarySourceVersions: project.secondarySourceVersions ?? [],
    artifacts: artifactsOutput(project.artifacts, project.name),
    secondaryArtifacts: (project.secondaryArtifacts ?? []).map((each) => artifactsOutput(each, project.name)),
    cache: project.cache ?? { type: 'NO_CACHE' as const },
    environment: environmentOutput(project.environment),
    timeoutInMinutes: project.timeoutInMinutes ?? 60,
    queuedTimeoutInMinutes: project.queuedTimeoutInMinutes ?? 480,
    encryptionKey:
      project.encryptionKey ?? formatArn({ ...call.place, service: 'kms', resource: 'alias/aws/s3' }),
    tags: Object.entries(found.tags).map(([key, value]) => ({ key, value })),
    created: new Date(found.madeAt),
    lastModified: new Date(found.changedAt),
    badge: { badgeEnabled },
    ...defined({ webhook: webhook && webhookOutput(call, webhook, { hasSecret: false }) }),
    projectVisibility: project.projectVisibility ?? ('PRIVATE' as const),
  };
  return output as Shapes['Project'];
}

export function artifactsOutput(
  artifacts: BuildProject['artifacts'],
  projectName: string,
): Shapes['ProjectArtifacts'] {
  if (artifacts.type === 'NO_ARTIFACTS') return artifacts;
  return {
    encryptionDisabled: false,
    name: projectName,
    packaging: 'NONE',
    ...(artifacts.type === 'S3' ? { namespaceType: 'NONE' } : {}),
    ...artifacts,
  };
}

export function environmentOutput(environment: BuildProject['environment']): Shapes['ProjectEnvironment'] {
  const output = {
    privilegedMode: false,
    imagePullCredentialsType: 'CODEBUILD',
    ...environment,
    environmentVariables: (environment.environmentVariables ?? []).map((each) => ({
      type: 'PLAINTEXT',
      ...each,
    })),
  };
  return output as unknown as Shapes['ProjectEnvironment'];
}
