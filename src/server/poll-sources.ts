// Polls whether the branch of a source has moved (CodePipeline user guide, "PollForSourceChanges"), for
// sources that are repositories elsewhere.
import { dirname } from 'node:path';
import { git, remoteEnvironment } from '../actions/source/git.ts';
import { repositoryNameOf } from '../model/triggers/source-repository.ts';
import type { Driven } from '../runtime/contract.ts';
import type { Served } from './http/served.ts';
import { startByEvent } from './start-by-event.ts';

/** Until it is disposed. @param everyMs between two polls of all sources */
export function pollSources(served: Served, everyMs: number): Disposable {
  const tips = new Map<string, string>();
  const ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const poll = async (): Promise<void> => {
    for (const pipelineName of served.pipelines.names()) {
      const driven = served.pipelines.definitionOf(pipelineName);
      if (driven === undefined) continue;
      for (const source of polledSources(driven))
        await pollSource(source, { served, tips, signal: ending.signal });
    }
  };
  const wait = (): void => {
    timer = setTimeout(() => {
      poll()
        .catch((error: unknown) => served.log.warn({ error: String(error) }, 'polling'))
        .finally(() => ending.signal.aborted || wait());
    }, everyMs);
  };
  wait();
  return {
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      ending.abort();
    },
  };
}

interface PolledSource {
  readonly url: string;
  readonly branch: string;
  /** As the source action calls it. */
  readonly repository: string;
}

const remote = /^[a-z][a-z0-9+.-]*:\/\/|^[^/\\:@]+@[^/\\:]+:/i;

/** Those that stand for a repository elsewhere and do not say that changes are reported otherwise. */
function polledSources({ definition, options }: Driven): readonly PolledSource[] {
  return definition.pipeline.stages
    .flatMap(({ actions }) => actions)
    .filter(({ actionTypeId }) => actionTypeId.category === 'Source')
    .flatMap((action) => {
      const [url = ''] = (options.sources[action.name] ?? options.sources['*'] ?? '').split('#');
      const { BranchName, Branch, PollForSourceChanges } = action.configuration ?? {};
      const branch = BranchName ?? Branch;
      const isOff = PollForSourceChanges?.toLowerCase() === 'false';
      return remote.test(url) && branch !== undefined && !isOff
        ? [{ url, branch, repository: repositoryNameOf(action.configuration) ?? '' }]
        : [];
    });
}

/** The first poll only learns where the branch is: what is there already starts nothing. */
async function pollSource(
  { url, branch, repository }: PolledSource,
  {
    served,
    tips,
    signal,
  }: { readonly served: Served; readonly tips: Map<string, string>; readonly signal: AbortSignal },
): Promise<void> {
  const environment = {
    ...remoteEnvironment(),
    // A repository around the state folder has no say: its configuration could name other addresses and programs.
    GIT_CEILING_DIRECTORIES: dirname(served.state.path),
  };
  const call = { folder: served.state.path, signal, environment };
  const answer = await git(call, ['ls-remote', '--', url, `refs/heads/${branch}`]);
  const commitId = answer.stdout.toString('utf8').split('\t')[0] ?? '';
  if (!answer.ok || commitId === '') {
    served.log.warn(
      { url: url.replace(/\/\/[^/]*@/, '//'), branch, error: answer.stderr },
      'cannot read the branch',
    );
    return;
  }
  const key = `${url}\n${branch}`;
  const before = tips.get(key);
  tips.set(key, commitId);
  if (before === undefined || before === commitId) return;
  await startByEvent(served, { kind: 'push', repository, branch, commitId, isNew: false, by: 'polling' });
}
