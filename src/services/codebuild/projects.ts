// Projects by CodeBuild's API: they are in the register, where pipelines find them.
import type { CodeBuildApi } from '../../aws/operations/codebuild.ts';
import { defined } from '../../lib/defined.ts';
import type { BuildProject } from '../../model/build.ts';
import { isMadeByCall } from '../made-by-call.ts';
import { pageInOrder } from '../page.ts';
import { webhooks } from './webhook-record.ts';
import { refuse, type Operation } from '../service.ts';
import {
  findProject,
  projectArn,
  projectNamed,
  projectOutput,
  saveProject,
  type ProjectResource,
} from './project-record.ts';

type Op<N extends keyof CodeBuildApi['operations']> = Operation<CodeBuildApi, N>;

export const onWrongToken = () => refuse<CodeBuildApi>('InvalidInputException', 'Invalid next token');

export const createProject: Op<'CreateProject'> = (input, call) => {
  if (isMadeByCall(findProject(call, input.name)))
    throw refuse<CodeBuildApi>(
      'ResourceAlreadyExistsException',
      `Project already exists: ${projectArn(call, input.name)}`,
    );
  return { project: projectOutput(call, saveProject(call, 'CreateProject', input)) };
};

/** A member that is absent stays as it is. */
export const updateProject: Op<'UpdateProject'> = (input, call) => {
  const { notExecuted: _, ...before } = projectNamed(call, input.name).values;
  const changed = { ...before, ...input } as BuildProject;
  return { project: projectOutput(call, saveProject(call, 'UpdateProject', changed)) };
};

/** Without an error when there is none. */
export const deleteProject: Op<'DeleteProject'> = ({ name }, call) => {
  const found = findProject(call, name);
  if (found !== undefined) {
    webhooks.remove(call, found.name);
    call.ground.account.remove(found);
  }
  return {};
};

export const batchGetProjects: Op<'BatchGetProjects'> = ({ names }, call) => {
  const found = names.map((name) => ({ name, project: findProject(call, name) }));
  return {
    projects: found.flatMap(({ project }) => (project === undefined ? [] : [projectOutput(call, project)])),
    projectsNotFound: found.flatMap(({ name, project }) => (project === undefined ? [name] : [])),
  };
};

const pageSize = 100;

export const listProjects: Op<'ListProjects'> = (input, call) => {
  const { sortBy = 'NAME', sortOrder = 'ASCENDING', nextToken } = input;
  const keyOf = ({ name, madeAt, changedAt }: ProjectResource) =>
    sortBy === 'NAME'
      ? name
      : `${String(sortBy === 'CREATED_TIME' ? madeAt : changedAt).padStart(16, '0')} ${name}`;
  const projects = call.ground.account.at(call.place).list('AWS::CodeBuild::Project');
  const sorted = projects.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  if (sortOrder === 'DESCENDING') sorted.reverse();
  const { items, next } = pageInOrder(sorted, { size: pageSize, token: nextToken, onWrongToken });
  return defined({ projects: items.map(({ name }) => name), nextToken: next });
};

export const updateProjectVisibility: Op<'UpdateProjectVisibility'> = (input, call) => {
  const { projectArn: arn, projectVisibility, resourceAccessRole } = input;
  const found = projectNamed(call, arn);
  const { notExecuted: _, ...before } = found.values;
  // Nothing here is shown to the public.
  if (projectVisibility === 'PUBLIC_READ')
    throw refuse<CodeBuildApi>(
      'InvalidInputException',
      'Slipway publishes no builds: they are on this machine',
    );
  saveProject(call, 'UpdateProjectVisibility', {
    ...before,
    ...defined({ projectVisibility, resourceAccessRole }),
  });
  return { projectArn: arn, projectVisibility };
};
