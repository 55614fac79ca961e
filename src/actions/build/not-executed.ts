// What a project or buildspec asks for and a build on this machine does not do. Told, never passed over. Pure.
import type { BuildProject, Buildspec } from '../../model/build.ts';
import type { NotExecuted } from '../../model/not-executed.ts';
import type { Executor } from '../provider.ts';

export function notExecutedHere(project: BuildProject, buildspec: Buildspec): readonly NotExecuted[] {
  return [...ofProject(project), ...ofBuildspec(buildspec)];
}

function ofProject({ cache, notExecuted = [] }: BuildProject): readonly NotExecuted[] {
  const modes = cache?.type === 'LOCAL' ? (cache.modes ?? []) : [];
  return [
    ...notExecuted,
    ...(modes.includes('LOCAL_SOURCE_CACHE')
      ? [{ what: 'LOCAL_SOURCE_CACHE', reason: 'the source is taken anew, which is quick here' }]
      : []),
    ...(modes.includes('LOCAL_DOCKER_LAYER_CACHE')
      ? [{ what: 'LOCAL_DOCKER_LAYER_CACHE', reason: 'layers are those of this machine' }]
      : []),
  ];
}

function ofBuildspec({ proxy, env }: Buildspec): readonly NotExecuted[] {
  return [
    ...(proxy.logs || proxy.uploadArtifacts
      ? [{ what: 'proxy', reason: 'logs and artifacts do not leave this machine' }]
      : []),
    ...(env.gitCredentialHelper
      ? [{ what: 'git-credential-helper', reason: 'git in commands gets no credentials here' }]
      : []),
  ];
}

/** Where the commands run, and what that means, for a notice. */
export function environmentNotices({ environment }: BuildProject, executor: Executor): readonly string[] {
  if (executor !== 'process') return [`Builds run in ${environment.image} on ${executor}`];
  return [
    `Builds run on this machine, not in ${environment.image}`,
    ...(environment.privilegedMode === true
      ? [
          'privilegedMode: no Docker daemon is started for the build; commands reach the one of this machine, if any',
        ]
      : []),
  ];
}
