// The Step Functions action: an execution of a state machine of the account is started once and followed to its end (CodePipeline
// user guide, "AWS Step Functions invoke action reference"). One of an express machine counts as soon as it has begun.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CallRefused } from '../../aws/client/decode-response.ts';
import type { Values } from '../../aws/wire/message.ts';
import type { CallAws } from '../../account/call-aws.ts';
import { sessionUse, type AccessOptions } from '../session-use.ts';
import { openAccountCalls, textOf } from '../account-calls.ts';
import { InputError } from '../artifact-text.ts';
import type { ActionContext, ActionResult, RunOf } from '../provider.ts';

type Context = ActionContext<AccessOptions>;

export const runStepFunctions: RunOf<AccessOptions> = async (context): Promise<ActionResult> => {
  try {
    const call = await openAccountCalls(context, { signal: context.signal, use: sessionUse(context) });
    return await performed(context, call);
  } catch (error) {
    if (error instanceof InputError) return failed(error.message, 'ConfigurationError');
    if (error instanceof CallRefused) return failed(`${error.code}: ${error.message}`);
    throw error;
  }
};

function failed(message: string, code = 'JobFailed'): Extract<ActionResult, { status: 'Failed' }> {
  return { status: 'Failed', error: { code, message } };
}

async function performed(context: Context, call: CallAws): Promise<ActionResult> {
  const { configuration, declaration, actionExecutionId, log } = context;
  const { StateMachineArn: stateMachineArn = '', ExecutionNamePrefix: prefix } = configuration;
  const { type } = await call('stepfunctions', 'DescribeStateMachine', { stateMachineArn });
  const input = await inputOf(context);
  const executionArn = await context.step('execution', async () => {
    const name = prefix === undefined ? actionExecutionId : `${prefix}-${actionExecutionId}`;
    const started = await call('stepfunctions', 'StartExecution', { stateMachineArn, name, input });
    return textOf(started['executionArn']);
  });
  log.line(executionArn);
  const variables = { StateMachineArn: stateMachineArn };
  if (type === 'EXPRESS')
    return {
      status: 'Succeeded',
      outputVariables: variables,
      outputArtifacts: [],
      summary: `${executionArn} has begun`,
      externalExecutionId: executionArn,
    };
  const { status, output, error, cause } = await endOf(context, call, executionArn);
  if (status !== 'SUCCEEDED') {
    const reason = [error, cause].map(textOf).filter((text) => text !== '');
    return {
      ...failed([`The execution ${executionArn} has ${textOf(status)}`, ...reason].join(': ')),
      externalExecutionId: executionArn,
    };
  }
  const [artifact] = declaration.outputArtifacts ?? [];
  const stored = artifact === undefined ? [] : [await outputArtifact(context, artifact.name, textOf(output))];
  return {
    status: 'Succeeded',
    outputVariables: { ...variables, ExecutionArn: executionArn },
    outputArtifacts: stored,
    summary: `${executionArn} has succeeded`,
    externalExecutionId: executionArn,
  };
}

/** A text of the configuration, or a file of the input artifact. */
async function inputOf({ configuration, inputArtifacts, state }: Context): Promise<string> {
  const { InputType = 'Literal', Input } = configuration;
  if (InputType === 'Literal') return Input ?? '{}';
  const [artifact] = inputArtifacts;
  if (artifact === undefined) throw new InputError('InputType FilePath needs an input artifact');
  const bytes = await state.artifacts.readFile(artifact.digest, Input ?? '');
  if (bytes === undefined) throw new InputError(`The artifact ${artifact.name} has no file "${Input ?? ''}"`);
  return Buffer.from(bytes).toString('utf8');
}

const askEveryMs = 250;

/** An action that is stopped leaves the execution to go on, as one that is abandoned does. */
async function endOf({ signal }: Context, call: CallAws, executionArn: string): Promise<Values> {
  for (;;) {
    const execution = await call('stepfunctions', 'DescribeExecution', { executionArn });
    if (execution['status'] !== 'RUNNING') return execution;
    await delay(askEveryMs, undefined, { signal });
  }
}

/** AWS does not say what the file in the artifact is called. */
async function outputArtifact({ workFolder, state }: Context, name: string, output: string) {
  const folder = join(workFolder, 'output');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'output.json'), output);
  return { name, ...(await state.artifacts.save(folder)) };
}
