// The CodePipeline invoke action: starts another pipeline and does not wait for it (CodePipeline user guide, "AWS CodePipeline
// invoke action reference"). After a crash the same start is asked for again, and gives the same execution.
import { defined } from '../../lib/defined.ts';
import { isFailed } from '../../lib/result.ts';
import type { FailureDetails } from '../../model/progress.ts';
import type { ActionResult, RunOf } from '../provider.ts';
import { readSourceRevisions, readVariables } from './start-lists.ts';

export const runPipelineInvoke: RunOf<object> = async (context) => {
  const { configuration, startPipeline, pipelineName, executionId, actionExecutionId, signal } = context;
  const { PipelineName: name = '', SourceRevisions, Variables } = configuration;
  signal.throwIfAborted();
  const revisions = readSourceRevisions(SourceRevisions);
  if (isFailed(revisions)) return wrongList('SourceRevisions', revisions.failed);
  const variables = readVariables(Variables);
  if (isFailed(variables)) return wrongList('Variables', variables.failed);
  if (startPipeline === undefined)
    return failed({
      code: 'ConfigurationError',
      message: `The pipeline "${name}" cannot be started from here: this command drives "${pipelineName}" alone`,
      remedy: 'Run both with slipway up and their folders.',
    });
  const started = await startPipeline(name, {
    variables: variables.values,
    sourceRevisions: revisions.values,
    by: `execution ${executionId} of ${pipelineName}`,
    clientRequestToken: actionExecutionId,
  });
  if (isFailed(started)) {
    const { message, remedy, code } = started.failed;
    return failed({ code, message, ...defined({ remedy }) });
  }
  context.log.line(`Started execution ${started.executionId} of ${name}`);
  return {
    status: 'Succeeded',
    outputVariables: {},
    outputArtifacts: [],
    externalExecutionId: started.executionId,
    summary: `started ${name}`,
  };
};

function wrongList(key: string, wrong: string): ActionResult {
  return failed({ code: 'ConfigurationError', message: `"${key}" cannot be used: ${wrong}` });
}

function failed(error: FailureDetails): ActionResult {
  return { status: 'Failed', error };
}
