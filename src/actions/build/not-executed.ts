// What a project or buildspec asks for and a build on this machine does not do. Told, never passed over. Pure.
import type { BuildProject, Buildspec } from '../../model/build.ts';
import type { Executor } from '../provider.ts';

export interface NotExecuted {
  readonly what: string;
  readonly reason: string;
}

export function notExecutedHere(project: BuildProject, buildspec: Buildspec): readonly NotExecuted[] {
  return [...ofProject(project), ...ofBuildspec(buildspec)];
}

function ofProject(project: BuildProject): readonly NotExecuted[] {
  const told: NotExecuted[] = [];
  const tell = (asked: unknown, what: string, reason: string) => {
    if (asked !== undefined && asked !== false && asked !== 0) told.push({ what, reason });
  };
  const modes = project.cache?.type === 'LOCAL' ? (project.cache.modes ?? []) : [];
  tell(
    modes.includes('LOCAL_SOURCE_CACHE'),
    'LOCAL_SOURCE_CACHE',
    'the source is taken anew, which is quick here',
  );
  tell(
    modes.includes('LOCAL_DOCKER_LAYER_CACHE'),
    'LOCAL_DOCKER_LAYER_CACHE',
    'layers are those of this machine',
  );
  tell(project.vpcConfig, 'vpcConfig', 'the build has the network of this machine');
  tell(project.fileSystemLocations?.length, 'fileSystemLocations', 'file systems are not mounted here');
  tell(project.autoRetryLimit, 'autoRetryLimit', 'a failed build is retried with its stage');
  return told;
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
