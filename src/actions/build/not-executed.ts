// The settings of a project or buildspec that a build on this machine does not honour. Always reported. Pure.
import type { BuildProject, Buildspec } from '../../model/build.ts';
import type { NotExecuted } from '../../model/not-executed.ts';
import type { Executor } from './build-options.ts';

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

/** What is said of builds in a batch is the batch's to report. */
function ofBuildspec({ notExecuted = [] }: Buildspec): readonly NotExecuted[] {
  return notExecuted.filter(({ what }) => !isOfBatch(what));
}

const isOfBatch = (what: string) => what.startsWith('batch.');

export function batchNotExecuted({ notExecuted = [] }: Buildspec): readonly NotExecuted[] {
  return notExecuted.filter(({ what }) => isOfBatch(what));
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
