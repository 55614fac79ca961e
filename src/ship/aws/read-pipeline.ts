// A pipeline of an account with the build projects and the deployment groups that its actions name, by calls that only read.
import type { PipelineDeclaration } from '@aws-sdk/client-codepipeline';
import { defined } from '../../lib/defined.ts';
import { formatArn, parseArn } from '../../model/arn.ts';
import { partNames, type Parts } from '../compare.ts';
import { calling, type AwsAccess } from './access.ts';

type Part = Readonly<Record<string, unknown>>;

/** Of the account, in the Region. */
export async function pipelineNames(access: AwsAccess): Promise<readonly string[]> {
  const aws = await import('@aws-sdk/client-codepipeline');
  const client = new aws.CodePipelineClient(access.config);
  const names: string[] = [];
  await calling('the pipelines', async () => {
    for await (const { pipelines = [] } of aws.paginateListPipelines({ client }, {}))
      names.push(...pipelines.flatMap(({ name }) => name ?? []));
  });
  return names;
}

/** In the form in which the services create them. Throws a ProblemError when there is no such pipeline. */
export async function readPipelineParts(access: AwsAccess, name: string): Promise<Parts> {
  const aws = await import('@aws-sdk/client-codepipeline');
  const client = new aws.CodePipelineClient(access.config);
  const { pipeline, metadata } = await calling(`the pipeline ${name}`, async () =>
    client.send(new aws.GetPipelineCommand({ name })),
  );
  const resourceArn = metadata?.pipelineArn ?? '';
  const { tags } = await calling(`the tags of the pipeline ${name}`, async () =>
    client.send(new aws.ListTagsForResourceCommand({ resourceArn })),
  );
  const parts = new Map<string, Part>([
    [partNames.pipeline(name), { ...plain(pipeline), ...defined({ tags }) }],
  ]);
  const named = configurationsOf(pipeline);
  const projects = unique(named.map(({ ProjectName = '' }) => ProjectName));
  for (const project of await readProjects(access, projects))
    parts.set(partNames.project(String(project['name'])), project);
  for (const { ApplicationName = '', DeploymentGroupName = '' } of named)
    if (ApplicationName !== '' && DeploymentGroupName !== '')
      for (const [key, part] of await readGroup(access, {
        applicationName: ApplicationName,
        deploymentGroupName: DeploymentGroupName,
        pipelineArn: resourceArn,
      }))
        parts.set(key, part);
  return parts;
}

function configurationsOf({ stages = [] }: Partial<PipelineDeclaration> = {}): readonly Readonly<
  Record<string, string>
>[] {
  return stages.flatMap(({ actions = [] }) => actions.map(({ configuration = {} }) => configuration));
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)].filter((name) => name !== '');
}

async function readProjects({ config }: AwsAccess, names: readonly string[]): Promise<readonly Part[]> {
  if (names.length === 0) return [];
  const aws = await import('@aws-sdk/client-codebuild');
  const client = new aws.CodeBuildClient(config);
  const { projects = [] } = await calling(`the build projects ${names.join(', ')}`, async () =>
    client.send(new aws.BatchGetProjectsCommand({ names: [...names] })),
  );
  return projects.map((project) =>
    without(plain(project), 'arn', 'created', 'lastModified', 'badge', 'webhook'),
  );
}

interface GroupOfPipeline {
  readonly applicationName: string;
  readonly deploymentGroupName: string;
  /** In whose account and Region they are. */
  readonly pipelineArn: string;
}

/** What deploys with other services has applications of other kinds. */
async function readGroup(
  { config }: AwsAccess,
  { applicationName, deploymentGroupName, pipelineArn }: GroupOfPipeline,
): Promise<readonly (readonly [string, Part])[]> {
  const aws = await import('@aws-sdk/client-codedeploy');
  const client = new aws.CodeDeployClient(config);
  const names = { applicationName, deploymentGroupName };
  const tagsOf = async (resource: string): Promise<Part> => {
    const arn = parseArn(pipelineArn);
    if (arn === undefined) return {};
    const ResourceArn = formatArn({ ...arn, service: 'codedeploy', resource });
    const { Tags: tags } = await calling(`the tags of ${ResourceArn}`, async () =>
      client.send(new aws.ListTagsForResourceCommand({ ResourceArn })),
    );
    return defined({ tags });
  };
  const [{ application }, { deploymentGroupInfo }] = await calling(
    `the deployment group ${deploymentGroupName}`,
    async () =>
      Promise.all([
        client.send(new aws.GetApplicationCommand({ applicationName })),
        client.send(new aws.GetDeploymentGroupCommand(names)),
      ]),
  );
  const group = without(
    plain(deploymentGroupInfo),
    'deploymentGroupId',
    'computePlatform',
    'targetRevision',
    'lastSuccessfulDeployment',
    'lastAttemptedDeployment',
  );
  const { computePlatform = 'Server' } = application ?? {};
  return [
    [
      partNames.application(applicationName),
      { applicationName, computePlatform, ...(await tagsOf(`application:${applicationName}`)) },
    ],
    [
      partNames.group(applicationName, deploymentGroupName),
      {
        ...withNamesOfScalingGroups(group),
        ...(await tagsOf(`deploymentgroup:${applicationName}/${deploymentGroupName}`)),
      },
    ],
  ];
}

/** GetDeploymentGroup gives each with the hook that CodeDeploy has put on it; CreateDeploymentGroup takes names. */
function withNamesOfScalingGroups(group: Part): Part {
  const { autoScalingGroups } = group;
  if (!Array.isArray(autoScalingGroups)) return group;
  return {
    ...group,
    autoScalingGroups: autoScalingGroups.map((each: { readonly name?: string }) => each.name ?? ''),
  };
}

/** As JSON has it: no dates, and no keys without a value. */
function plain(value: unknown): Part {
  return JSON.parse(JSON.stringify(value ?? {})) as Part;
}

function without(part: Part, ...keys: readonly string[]): Part {
  return Object.fromEntries(Object.entries(part).filter(([key]) => !keys.includes(key)));
}
