// The pipelines that calls of AWS's API have made, and the builds that they have started.
import { openAccount } from '../../account/open-account.ts';
import type { Resource } from '../../account/resource.ts';

export type MadePipeline = Resource<'AWS::CodePipeline::Pipeline'>;

/** In order of name. */
export function madePipelines(stateFolder: string): readonly MadePipeline[] {
  using account = openAccount(stateFolder);
  return account.list().filter(isMade);
}

function isMade(resource: Resource): resource is MadePipeline {
  return resource.type === 'AWS::CodePipeline::Pipeline' && resource.changedBy.kind === 'api';
}

/** A build has its id as the name of the pipeline around it. */
export function isBuildId(pipelineName: string): boolean {
  return pipelineName.includes(':');
}

export function isMadeByApi(stateFolder: string, pipelineName: string): boolean {
  return isBuildId(pipelineName) || madePipelines(stateFolder).some(({ name }) => name === pipelineName);
}

/** Words of a command that starts it in the account of this machine. */
export function startCommand(pipelineName: string): readonly string[] {
  return ['aws', 'codepipeline', 'start-pipeline-execution', '--name', pipelineName];
}
