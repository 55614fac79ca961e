// What calls of AWS's API have started, and the end of its owner has interrupted.
import type { Pipelines, Reload } from '../../server/pipelines.ts';
import { isFailed } from '../../lib/result.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import { isBuildId, madePipelines } from './made-by-api.ts';

/** Older ones have ended, or wait for a request that opens them. */
const searched = 200;

/** Names of builds that have not ended, and of pipelines that calls have made. */
function namesToOpen({ history, path }: StateFolder): readonly string[] {
  const builds = history
    .executions({ limit: searched })
    .filter(({ pipelineName, endedAt }) => isBuildId(pipelineName) && endedAt === undefined)
    .map(({ pipelineName }) => pipelineName);
  return [...madePipelines(path).map(({ name }) => name), ...builds];
}

/** Goes on with it. One that cannot be read any more is left as it is, and reported. */
export async function openWhatCallsMade(
  pipelines: Pipelines,
  {
    state,
    reload,
    onLeftOut,
  }: {
    readonly state: StateFolder;
    readonly reload: Reload;
    readonly onLeftOut: (pipelineName: string, because: string) => void;
  },
): Promise<void> {
  for (const name of namesToOpen(state)) {
    if (pipelines.names().includes(name)) continue;
    const read = await reload(name);
    if (isFailed(read)) onLeftOut(name, read.failed.map(({ message }) => message).join('; '));
    else await pipelines.open(read.driven);
  }
}
