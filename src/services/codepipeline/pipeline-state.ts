// The state folder as CodePipeline's operations read it.
import type { CodePipelineApi } from '../../aws/operations/codepipeline.ts';
import type { PipelineDeclaration } from '../../model/pipeline.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import { latestDeclaration } from '../../view/latest-declaration.ts';
import { readState } from '../read-state.ts';
import { refuse, type ServiceCall } from '../service.ts';

/** @throws AwsError when there is no such pipeline */
export async function readPipeline<T>(
  call: ServiceCall,
  name: string,
  read: (state: StateFolder, declaration: PipelineDeclaration) => T,
): Promise<T> {
  const found = await readState(call, (state) => {
    const declaration = latestDeclaration(state, name);
    return declaration === undefined ? undefined : { value: read(state, declaration) };
  });
  if (found === undefined) throw pipelineNotFound(call, name);
  return found.value;
}

function pipelineNotFound({ place }: ServiceCall, name: string): Error {
  return refuse<CodePipelineApi>(
    'PipelineNotFoundException',
    `Account '${place.account}' does not have a pipeline with name '${name}'`,
  );
}
