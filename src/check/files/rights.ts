// What the roles of a definition need, with what the files next to it say: buildspecs and task definitions.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { defined } from '../../lib/defined.ts';
import { entryOf, type Node } from '../../lib/node.ts';
import type { ActionTypes } from '../../model/action-type.ts';
import type { BuildProject, Buildspec } from '../../model/build.ts';
import type { Definition } from '../../model/definition.ts';
import { isInlineBuildspec } from '../../model/inline-buildspec.ts';
import type { RoleNeeds } from '../../model/rights/right.ts';
import { roleNeedsOf } from '../../model/rights/role-needs.ts';
import { policyFindings } from '../rules/policies.ts';
import { actionsOf, type PlacedAction } from '../../model/pipeline-walk.ts';
import type { Finding } from '../../lib/finding.ts';
import { readBuildspec } from '../../load/buildspec/buildspec.ts';
import { parseFile, type Files } from '../../load/files.ts';
import { commandsIn } from '../../model/rights/project-needs.ts';
import { scriptsIn } from './scripts.ts';

export interface RightsFiles {
  readonly types: ActionTypes;
  /** The source, unless the user names another. */
  readonly folder: string;
  readonly files: Files;
  /** Where the pipeline is. */
  readonly region?: string;
}

export async function readRoleNeeds(
  definition: Definition,
  { folder, files, region, types }: RightsFiles,
): Promise<readonly RoleNeeds[]> {
  const buildspecs = new Map<string, readonly Buildspec[]>();
  const scripts = new Map<string, readonly string[]>();
  for (const project of definition.projects) {
    const read = await buildspecsOf(definition, project, { folder, files });
    buildspecs.set(project.name, read);
    scripts.set(project.name, await scriptsIn(commandsIn(read), { folder, files }));
  }
  const taskRoles = new Map<string, readonly string[]>();
  for (const placed of actionsOf(definition.pipeline)) {
    const roles = await taskRolesOf(placed, { folder, files, types });
    if (roles !== undefined) taskRoles.set(placed.path.join('.'), roles);
  }
  return roleNeedsOf(definition, {
    types,
    buildspecsOf: ({ name }) => buildspecs.get(name) ?? [],
    scriptsOf: ({ name }) => scripts.get(name) ?? [],
    taskRolesOf: ({ path }) => taskRoles.get(path.join('.')),
    ...defined({ region }),
  });
}

/** What is wrong with the policies next to a definition. */
export async function rightsFindings(
  definition: Definition,
  files: RightsFiles,
): Promise<readonly Finding[]> {
  if (definition.policies.length === 0) return [];
  return policyFindings({ definition, roles: await readRoleNeeds(definition, files) });
}

/** The buildspecs with which the actions of a pipeline run a project; those that are not there are left out. */
export async function buildspecsOf(
  definition: Definition,
  project: BuildProject,
  files: Pick<RightsFiles, 'folder' | 'files'>,
): Promise<readonly Buildspec[]> {
  return [...(await buildspecsByText(definition, project, files)).values()];
}

/** By the path or the text that names them. */
async function buildspecsByText(
  { pipeline, standalone }: Definition,
  project: BuildProject,
  { folder, files }: Pick<RightsFiles, 'folder' | 'files'>,
): Promise<ReadonlyMap<string, Buildspec>> {
  const overrides = actionsOf(pipeline)
    .map(({ action }) => action.configuration ?? {})
    .filter((configuration) => configuration['ProjectName'] === project.name)
    .map((configuration) => configuration['BuildspecOverride']);
  const runs = standalone === true || overrides.length === 0 ? [undefined] : overrides;
  const written = new Set(runs.map((override) => buildspecText(project, override)));
  const read = new Map<string, Buildspec>();
  for (const text of written) {
    const path = resolve(folder, text);
    if (!isInlineBuildspec(text) && !existsSync(path)) continue;
    const file = isInlineBuildspec(text) ? { path: project.name, text } : await files.read(path);
    const { buildspec } = readBuildspec(file);
    if (buildspec !== undefined) read.set(text, buildspec);
  }
  return read;
}

/** All that the actions of a pipeline build with. */
export async function readBuildspecs(
  definition: Definition,
  files: Pick<RightsFiles, 'folder' | 'files'>,
): Promise<(project: BuildProject, override: string | undefined) => Buildspec | undefined> {
  const read = definition.projects.map(
    async (project) => [project.name, await buildspecsByText(definition, project, files)] as const,
  );
  const byProject = new Map(await Promise.all(read));
  return (project, override) => byProject.get(project.name)?.get(buildspecText(project, override));
}

function buildspecText({ source }: BuildProject, override: string | undefined): string {
  return override ?? source.buildspec ?? 'buildspec.yml';
}

/** Undefined when the action registers none, or its task definition is not here. */
async function taskRolesOf(
  { action }: PlacedAction,
  { folder, files, types }: RightsFiles,
): Promise<readonly string[] | undefined> {
  const file = types.find(action.actionTypeId)?.taskDefinitionFile?.(action);
  if (file === undefined) return undefined;
  const path = resolve(folder, file);
  if (!existsSync(path)) return undefined;
  const { root } = parseFile(await files.read(path));
  return root === undefined
    ? undefined
    : ['executionRoleArn', 'taskRoleArn'].flatMap((key) => textAt(root, key));
}

function textAt(root: Node, key: string): readonly string[] {
  const value = entryOf(root, key)?.value;
  return value?.kind === 'scalar' && typeof value.value === 'string' ? [value.value] : [];
}
