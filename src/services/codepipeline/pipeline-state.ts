// Pipelines as CodePipeline's operations find them: those that calls have made are in the register, those of files are in the
// journal once they were run.
import type { Resource } from '../../account/resource.ts';
import type { CodePipelineApi } from '../../aws/operations/codepipeline.ts';
import type { PipelineDeclaration } from '../../model/pipeline.ts';
import { openState } from '../../state/open-state.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import { latestDeclaration } from '../../view/latest-declaration.ts';
import { readState } from '../read-state.ts';
import { refuse, type ServiceCall } from '../service.ts';

export type PipelineResource = Resource<'AWS::CodePipeline::Pipeline'>;

/** Undefined for one that a file declares. */
export function madeByApi({ ground, place }: ServiceCall, name: string): PipelineResource | undefined {
  const found = ground.account.at(place).find('AWS::CodePipeline::Pipeline', name);
  return found?.changedBy.kind === 'api' ? found : undefined;
}

export function allMadeByApi({ ground, place }: ServiceCall): readonly PipelineResource[] {
  return ground.account
    .at(place)
    .list('AWS::CodePipeline::Pipeline')
    .filter(({ changedBy }) => changedBy.kind === 'api');
}

/** As the register has it, under the number of its version. */
export function declarationOf({ values, version }: PipelineResource): PipelineDeclaration {
  return { ...values, version };
}

/** @throws AwsError when there is no such pipeline */
export async function readPipeline<T>(
  call: ServiceCall,
  name: string,
  read: (state: StateFolder, declaration: PipelineDeclaration) => T,
): Promise<T> {
  const made = madeByApi(call, name);
  if (made !== undefined) {
    await using state = await openState(call.ground.stateFolder, { owner: false });
    return read(state, declarationOf(made));
  }
  const found = await readState(call, (state) => {
    const declaration = isDeclared(call, name) ? latestDeclaration(state, name) : undefined;
    return declaration === undefined ? undefined : { value: read(state, declaration) };
  });
  if (found === undefined) throw pipelineNotFound(call, name);
  return found.value;
}

/** Executions of one that was deleted stay in the history; the pipeline itself is gone. */
export function isDeclared({ ground }: ServiceCall, name: string): boolean {
  return ground.account
    .list()
    .some((each) => each.type === 'AWS::CodePipeline::Pipeline' && each.name === name);
}

export function pipelineNotFound({ place }: ServiceCall, name: string): Error {
  return refuse<CodePipelineApi>(
    'PipelineNotFoundException',
    `Account '${place.account}' does not have a pipeline with name '${name}'`,
  );
}

export const onWrongToken = (): Error =>
  refuse<CodePipelineApi>('InvalidNextTokenException', 'The next token was specified in an invalid format.');
