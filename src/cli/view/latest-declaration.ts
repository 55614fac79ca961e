// The pipeline as it was declared last.
import type { PipelineDeclaration } from '../../model/pipeline.ts';
import type { StateFolder } from '../../state/state-folder.ts';

/** Undefined for a pipeline that was never run from this state folder. */
export function latestDeclaration(
  { journal }: Pick<StateFolder, 'journal'>,
  pipelineName: string,
): PipelineDeclaration | undefined {
  return journal
    .read({ pipelineName, executionId: null })
    .flatMap(({ event }) => (event.type === 'PipelineUpdated' ? [event.declaration] : []))
    .at(-1);
}
