// Every role that a definition names, with what each part of the definition needs of it. Pure.
import type { Path } from '../../lib/node.ts';
import type { BuildProject, Buildspec, EnvironmentVariable } from '../build.ts';
import type { Definition } from '../definition.ts';
import type { ArtifactStore } from '../pipeline.ts';
import { rulesOf } from '../rules/pipeline-texts.ts';
import { actionsOf as actionsIn, nameOf, type PlacedAction } from '../rules/pipeline-walk.ts';
import { connection, keyRights, rightsOfAction } from './action-rights.ts';
import { arnOf, bucketArn, objectsArn, roleNameOf, whereOf } from './arns.ts';
import { projectRights, variableRights } from './build-rights.ts';
import { calledBy } from './command-rights.ts';
import { deploymentRights } from './deployment-rights.ts';
import { actionsOf, right, type Need, type Right, type RoleNeeds, type Service } from './right.ts';

export interface ReadBeside {
  /** The buildspecs that a project runs, as far as they are here. */
  readonly buildspecsOf: (project: BuildProject) => readonly Buildspec[];
  /** The roles of the task definition that an action registers; undefined when it is not here. */
  readonly taskRolesOf: (placed: PlacedAction) => readonly string[] | undefined;
}

/** In the order in which the definition names them; a role that does several things is there once. */
export function roleNeedsOf(definition: Definition, beside: ReadBeside): readonly RoleNeeds[] {
  const found = [
    ...(definition.standalone === true ? [] : pipelineRole(definition, beside)),
    ...definition.projects.flatMap((_, index) => projectRoles(definition, index, beside)),
    ...definition.deploymentGroups.map((group, index) => ({
      arn: group.serviceRoleArn,
      service: 'codedeploy' as const,
      need: {
        what: `deployment group "${group.deploymentGroupName}"`,
        name: group.deploymentGroupName,
        path: ['deploymentGroups', index],
        ...deploymentRights(group, whereOf(group.serviceRoleArn)),
      },
    })),
  ];
  const arns = [...new Set(found.map(({ arn }) => arn))].filter((arn) => arn !== '');
  return arns.map((arn) =>
    roleOf(
      arn,
      found.filter((each) => each.arn === arn),
    ),
  );
}

interface NeedOfRole {
  readonly arn: string;
  /** Absent where another role assumes this one. */
  readonly service?: Service;
  readonly need: Need;
}

function roleOf(arn: string, found: readonly NeedOfRole[]): RoleNeeds {
  const needs = new Map<string, Need>();
  for (const { need } of found) {
    const earlier = needs.get(need.what);
    const rights = [...(earlier?.rights ?? []), ...need.rights];
    needs.set(need.what, { ...(earlier ?? need), rights: unique(rights) });
  }
  return {
    arn,
    name: roleNameOf(arn),
    services: [...new Set(found.flatMap(({ service }) => service ?? []))],
    needs: [...needs.values()].filter(({ rights, note }) => rights.length > 0 || note !== undefined),
  };
}

function unique(rights: readonly Right[]): readonly Right[] {
  return [...new Map(rights.map((each) => [JSON.stringify(each), each])).values()];
}

function pipelineRole(definition: Definition, beside: ReadBeside): readonly NeedOfRole[] {
  const { pipeline } = definition;
  const arn = pipeline.roleArn;
  return [
    ...storesOf(definition).map(([region, store]) => ({
      arn,
      service: 'codepipeline' as const,
      need: storeNeed(arn, store, { region, needsBucket: true }),
    })),
    ...actionsIn(pipeline).flatMap((placed) => actionNeeds(definition, placed, beside)),
    ...rulesOf(pipeline).map(({ rule, path }) => ({
      arn: rule.roleArn ?? arn,
      ...(rule.roleArn === undefined ? { service: 'codepipeline' as const } : {}),
      need: {
        what: `rule "${rule.name}"`,
        name: rule.name,
        path: [...path, 'name'],
        ...rightsOfAction('Rule', rule.ruleTypeId.provider, {
          configuration: rule.configuration ?? {},
          commands: rule.commands ?? [],
          where: whereOf(rule.roleArn ?? arn, rule.region),
          definition,
        }),
      },
    })),
  ];
}

/** An action with a role of its own runs as that one, which the pipeline's must be able to become. */
function actionNeeds(
  definition: Definition,
  placed: PlacedAction,
  beside: ReadBeside,
): readonly NeedOfRole[] {
  const { action, path } = placed;
  const own = action.roleArn;
  const arn = own ?? definition.pipeline.roleArn;
  const at = { what: nameOf(placed), name: action.name, path: [...path, 'name'] };
  const taskRoleArns = beside.taskRolesOf(placed);
  const derived = rightsOfAction(action.actionTypeId.category, action.actionTypeId.provider, {
    configuration: action.configuration ?? {},
    commands: action.commands ?? [],
    where: whereOf(arn, action.region),
    definition,
    ...(action.environmentVariables === undefined
      ? {}
      : { environmentVariables: action.environmentVariables }),
    ...(taskRoleArns === undefined ? {} : { taskRoleArns }),
  });
  if (own === undefined) return [{ arn, service: 'codepipeline', need: { ...at, ...derived } }];
  return [
    {
      arn: definition.pipeline.roleArn,
      service: 'codepipeline',
      need: { ...at, rights: [right('sts:AssumeRole', own)] },
    },
    { arn, need: { ...at, ...derived } },
    ...storesOf(definition).map(([region, store]) => ({
      arn,
      need: storeNeed(arn, store, { region, needsBucket: false }),
    })),
  ];
}

function storesOf({
  pipeline,
}: Definition): readonly (readonly [region: string | undefined, ArtifactStore])[] {
  const { artifactStore, artifactStores = {} } = pipeline;
  return artifactStore === undefined ? Object.entries(artifactStores) : [[undefined, artifactStore]];
}

function storeNeed(
  arn: string,
  { location, encryptionKey }: ArtifactStore,
  { region, needsBucket }: { readonly region: string | undefined; readonly needsBucket: boolean },
): Need {
  const where = whereOf(arn, region);
  const isOne = region === undefined;
  return {
    what: 'artifact store',
    name: 'artifacts',
    path: isOne ? ['pipeline', 'artifactStore'] : ['pipeline', 'artifactStores', region],
    rights: [
      right(actionsOf('s3', 'GetObject', 'GetObjectVersion', 'PutObject'), objectsArn(where, location)),
      ...(needsBucket ? [right('s3:GetBucketVersioning', bucketArn(where, location))] : []),
      ...keyRights(where, encryptionKey?.id),
    ],
  };
}

function projectRoles(definition: Definition, index: number, beside: ReadBeside): readonly NeedOfRole[] {
  const project = definition.projects[index];
  if (project === undefined) return [];
  const arn = project.serviceRole;
  const where = whereOf(arn);
  const service = 'codebuild' as const;
  const path: Path = ['projects', index, 'name'];
  const at = { what: `build project "${project.name}"`, name: project.name, path };
  const runs = actionsIn(definition.pipeline).filter(
    ({ action }) =>
      action.actionTypeId.provider === 'CodeBuild' && action.configuration?.['ProjectName'] === project.name,
  );
  const isInPipeline = runs.length > 0 && definition.standalone !== true;
  const rights = [
    ...projectRights(project, beside.buildspecsOf(project), where),
    ...runs.flatMap(({ action }) => [
      ...variableRights(variablesOf(action.configuration?.['EnvironmentVariables']), where),
      ...cloneRights(definition, action.inputArtifacts ?? [], arn),
    ]),
  ];
  return [
    ...(isInPipeline
      ? storesOf(definition).map(([region, store]) => ({
          arn,
          service,
          need: storeNeed(arn, store, { region, needsBucket: false }),
        }))
      : []),
    { arn, service, need: { ...at, rights } },
    ...commandNeeds(beside.buildspecsOf(project), { arn, at }),
    ...batchRole(project, at),
  ];
}

/** What the commands of a build's phases call. */
function commandNeeds(
  buildspecs: readonly Buildspec[],
  { arn, at }: { readonly arn: string; readonly at: Omit<Need, 'rights'> },
): readonly NeedOfRole[] {
  const commands = buildspecs.flatMap(({ phases }) =>
    Object.values(phases).flatMap((phase) => [...phase.commands, ...phase.finally]),
  );
  const need = { ...at, what: `commands of ${at.what}`, name: `${at.name} (commands)` };
  return [{ arn, service: 'codebuild', need: { ...need, ...calledBy(commands, whereOf(arn)) } }];
}

/** A batch has a role of its own, which starts its builds (CodeBuild user guide, "Batch service role"). */
function batchRole(project: BuildProject, at: Omit<Need, 'rights'>): readonly NeedOfRole[] {
  const arn = project.buildBatchConfig?.['serviceRole'];
  if (typeof arn !== 'string') return [];
  const rights = [
    right(
      actionsOf('codebuild', 'RetryBuild', 'StartBuild', 'StopBuild'),
      arnOf(whereOf(arn), 'codebuild', `project/${project.name}`),
    ),
  ];
  return [{ arn, service: 'codebuild', need: { ...at, what: `batches of "${project.name}"`, rights } }];
}

/** The list that an action of CodeBuild has as JSON in its configuration. */
function variablesOf(text: string | undefined): readonly EnvironmentVariable[] {
  try {
    const read: unknown = JSON.parse(text ?? '[]');
    if (!Array.isArray(read)) return [];
    return read.filter(
      (each: Partial<EnvironmentVariable> | null): each is EnvironmentVariable =>
        typeof each?.value === 'string' && typeof each.name === 'string',
    );
  } catch {
    return [];
  }
}

/** A full clone is made by the build itself (CodePipeline user guide, "CODEBUILD_CLONE_REF"). */
function cloneRights(
  { pipeline }: Definition,
  inputs: readonly { readonly name: string }[],
  roleArn: string,
): readonly Right[] {
  const names = new Set(inputs.map(({ name }) => name));
  return actionsIn(pipeline).flatMap(({ action }) => {
    const { configuration = {}, outputArtifacts = [], actionTypeId } = action;
    if (configuration['OutputArtifactFormat'] !== 'CODEBUILD_CLONE_REF') return [];
    if (!outputArtifacts.some(({ name }) => names.has(name))) return [];
    if (actionTypeId.provider === 'CodeStarSourceConnection') return connection({ configuration });
    const repository = configuration['RepositoryName'] ?? '';
    return [right('codecommit:GitPull', arnOf(whereOf(roleArn, action.region), 'codecommit', repository))];
  });
}
