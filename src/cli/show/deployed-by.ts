// Which of the addresses here a pipeline has deployed: as its executions reported them.
import { pipelineWorkload } from '../../model/workload.ts';
import type { StateFolder } from '../../state/state-folder.ts';

/** What is older was deployed again since, or by others. */
const searchedExecutions = 50;

export function deployedUrls(
  { journal, history }: Pick<StateFolder, 'journal' | 'history'>,
  pipelineName: string,
): ReadonlySet<string> {
  const executions = history.executions({ pipelineName, limit: searchedExecutions });
  return new Set(
    executions.flatMap(({ executionId }) =>
      journal
        .read({ workload: pipelineWorkload(pipelineName), executionId })
        .flatMap(({ event }) =>
          event.type === 'ActionProgressed' && event.progress.kind === 'Endpoint' ? [event.progress.url] : [],
        ),
    ),
  );
}
