// The pipeline as it was declared last.
import { pipelineWorkload } from '../model/workload.ts';
import { isDeepStrictEqual } from 'node:util';
import type { PipelineDeclaration } from '../model/pipeline.ts';
import type { StateFolder } from '../state/state-folder.ts';

/** Undefined for a pipeline that was never run from this state folder. */
export function latestDeclaration(
  { journal }: Pick<StateFolder, 'journal'>,
  pipelineName: string,
): PipelineDeclaration | undefined {
  return journal
    .read({ workload: pipelineWorkload(pipelineName), executionId: null })
    .flatMap(({ event }) => (event.type === 'PipelineUpdated' ? [event.declaration] : []))
    .at(-1);
}

/** Whether the journal holds the pipeline just as it is declared now. */
export function isDeclared(state: Pick<StateFolder, 'journal'>, pipeline: PipelineDeclaration): boolean {
  const last = latestDeclaration(state, pipeline.name);
  return last !== undefined && isDeepStrictEqual(plain(last), plain(pipeline));
}

/** The version counts changes and is no part of what is declared. */
function plain(declaration: PipelineDeclaration): unknown {
  const { version: _version, ...rest } = declaration;
  return JSON.parse(JSON.stringify(rest));
}
