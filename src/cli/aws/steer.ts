// Requests to a pipeline in an account of AWS: an approval is answered, a stage retried or rolled back, an execution stopped.
import type { StageState } from '@aws-sdk/client-codepipeline';
import { counted } from '../../lib/counted.ts';
import { defined } from '../../lib/defined.ts';
import { calling } from '../../ship/aws/access.ts';
import { shortExecutionId } from '../render/describe.ts';
import type { ApprovalOptions } from '../request/answer-approval.ts';
import type { RetryOptions } from '../request/retry-stage.ts';
import type { RollbackOptions } from '../request/roll-back-stage.ts';
import type { StopOptions } from '../request/stop-execution.ts';
import type { ApprovalChoice } from '../request/waiting-approval.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import {
  onlyPipeline,
  openOperation,
  refusedCall,
  type Operation,
  type OperationOptions,
} from './open-operation.ts';
import { chooseExecution, readExecutions } from './read-executions.ts';

const load = async () => await import('@aws-sdk/client-codepipeline');

export async function answerAwsApproval(
  { status, ...choice }: ApprovalChoice & { readonly status: 'Approved' | 'Rejected' },
  options: ApprovalOptions & OperationOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const operation = await openOperation(options, terminal);
  const pipelineName = onlyPipeline(operation);
  const all = (await stagesOf(operation, pipelineName)).flatMap(waitingIn);
  const [found, ...others] = all.filter(
    ({ stageName, actionName, executionId }) =>
      (choice.stage ?? stageName) === stageName &&
      (choice.action ?? actionName) === actionName &&
      executionId.startsWith(options.execution ?? ''),
  );
  if (found === undefined || others.length > 0) {
    const message =
      found === undefined ? 'No such approval is waiting' : `${others.length + 1} approvals are waiting`;
    const named = all.map(({ stageName, actionName }) => `${stageName} ${actionName}`).join(', ');
    throw refusedCall(message, named === '' ? 'See slipway status --aws' : `Waiting: ${named}`);
  }
  const { stageName, actionName, token } = found;
  const { PutApprovalResultCommand } = await load();
  // A summary is at least one character long (CodePipeline API, ApprovalResult).
  const result = { status, summary: options.summary === '' ? status : options.summary };
  await calling('the answer to the approval', async () =>
    operation.client.send(
      new PutApprovalResultCommand({ pipelineName, stageName, actionName, result, token }),
    ),
  );
  return say(`${status} ${stageName} › ${actionName}`, { pipelineName, ...found }, { options, terminal });
}

interface Waiting {
  readonly stageName: string;
  readonly actionName: string;
  readonly executionId: string;
  readonly token: string;
}

function waitingIn({ stageName = '', actionStates = [], latestExecution }: StageState): readonly Waiting[] {
  return actionStates.flatMap(({ actionName = '', latestExecution: latest }) =>
    latest?.status === 'InProgress' && latest.token !== undefined
      ? [
          {
            stageName,
            actionName,
            token: latest.token,
            executionId: latestExecution?.pipelineExecutionId ?? '',
          },
        ]
      : [],
  );
}

async function stagesOf({ client }: Operation, name: string): Promise<readonly StageState[]> {
  const { GetPipelineStateCommand } = await load();
  const { stageStates = [] } = await calling(`the state of ${name}`, async () =>
    client.send(new GetPipelineStateCommand({ name })),
  );
  return stageStates;
}

export async function retryAwsStage(
  execution: string,
  options: RetryOptions & OperationOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const operation = await openOperation(options, terminal);
  const pipelineName = onlyPipeline(operation);
  const { executionId: pipelineExecutionId } = await chooseExecution(operation, pipelineName, execution);
  const stageName = options.stage ?? (await failedStage(operation, pipelineName, pipelineExecutionId));
  const retryMode = options.allActions === true ? 'ALL_ACTIONS' : 'FAILED_ACTIONS';
  const { RetryStageExecutionCommand } = await load();
  await calling(`another try of ${stageName}`, async () =>
    operation.client.send(
      new RetryStageExecutionCommand({ pipelineName, stageName, pipelineExecutionId, retryMode }),
    ),
  );
  return say(
    `Retrying ${stageName}`,
    { pipelineName, executionId: pipelineExecutionId },
    { options, terminal },
  );
}

async function failedStage(operation: Operation, name: string, executionId: string): Promise<string> {
  const found = (await stagesOf(operation, name)).find(
    ({ latestExecution }) =>
      latestExecution?.pipelineExecutionId === executionId &&
      (latestExecution.status === 'Failed' || latestExecution.status === 'Stopped'),
  );
  if (found?.stageName !== undefined) return found.stageName;
  throw refusedCall(
    `No stage of execution ${shortExecutionId(executionId)} has failed`,
    'Name another execution; slipway history --aws lists them',
  );
}

export async function rollBackAwsStage(
  stage: string | undefined,
  options: RollbackOptions & OperationOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const operation = await openOperation(options, terminal);
  const pipelineName = onlyPipeline(operation);
  const stageName = stage ?? (await deployingStage(operation, pipelineName));
  const target = await rollbackTarget(operation, { pipelineName, stageName, to: options.to });
  const { RollbackStageCommand } = await load();
  const { pipelineExecutionId: executionId = '' } = await calling(`${stageName} back`, async () =>
    operation.client.send(
      new RollbackStageCommand({ pipelineName, stageName, targetPipelineExecutionId: target }),
    ),
  );
  const done = `Rolling ${stageName} back to ${shortExecutionId(target)}`;
  return say(done, { pipelineName, executionId }, { options, terminal });
}

/** The latest that succeeded before the one that the stage has now. */
async function rollbackTarget(
  operation: Operation,
  {
    pipelineName,
    stageName,
    to,
  }: { readonly pipelineName: string; readonly stageName: string; readonly to: string | undefined },
): Promise<string> {
  if (to !== undefined) return (await chooseExecution(operation, pipelineName, to)).executionId;
  const stages = await stagesOf(operation, pipelineName);
  const now = stages.find((each) => each.stageName === stageName)?.latestExecution?.pipelineExecutionId;
  const found = (await readExecutions(operation, pipelineName, searched)).find(
    ({ executionId, status, rollbackOf }) =>
      status === 'Succeeded' && rollbackOf === undefined && executionId !== now,
  );
  if (found !== undefined) return found.executionId;
  throw refusedCall(`No earlier execution of "${pipelineName}" has succeeded`, 'Name one with --to');
}

const searched = 100;

async function deployingStage({ client }: Operation, name: string): Promise<string> {
  const { GetPipelineCommand } = await load();
  const { pipeline } = await calling(`the pipeline ${name}`, async () =>
    client.send(new GetPipelineCommand({ name })),
  );
  const stages = (pipeline?.stages ?? []).filter(({ actions = [] }) =>
    actions.some(({ actionTypeId }) => actionTypeId?.category === 'Deploy'),
  );
  const [only, ...others] = stages.map((each) => each.name ?? '');
  if (only !== undefined && others.length === 0) return only;
  throw refusedCall(
    only === undefined ? 'No stage of this pipeline deploys' : 'More than one stage of this pipeline deploys',
    `Name the stage: ${[only ?? '', ...others].join(', ')}`,
  );
}

export async function stopAwsExecution(
  execution: string | undefined,
  options: StopOptions & OperationOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const operation = await openOperation(options, terminal);
  const pipelineName = onlyPipeline(operation);
  const executionId =
    execution === undefined
      ? await runningExecution(operation, pipelineName)
      : (await chooseExecution(operation, pipelineName, execution)).executionId;
  const abandon = options.abandon === true;
  const { StopPipelineExecutionCommand } = await load();
  const reason = options.reason === '' ? undefined : options.reason;
  await calling('the end of the execution', async () =>
    operation.client.send(
      new StopPipelineExecutionCommand({
        pipelineName,
        pipelineExecutionId: executionId,
        abandon,
        ...defined({ reason }),
      }),
    ),
  );
  const done = abandon ? 'Stopping, and ending what runs' : 'Stopping as soon as what runs has ended';
  return say(done, { pipelineName, executionId }, { options, terminal });
}

async function runningExecution(operation: Operation, pipelineName: string): Promise<string> {
  const running = (await readExecutions(operation, pipelineName, searched)).filter(
    ({ status }) => status === 'InProgress',
  );
  const [only, ...others] = running.map(({ executionId }) => executionId);
  if (only !== undefined && others.length === 0) return only;
  throw refusedCall(
    only === undefined ? 'No execution is running' : `${counted(running.length, 'execution')} are running`,
    only === undefined ? 'See slipway history --aws' : 'Name the one that is meant',
  );
}

interface About {
  readonly pipelineName: string;
  readonly executionId: string;
}

function say(
  done: string,
  { pipelineName, executionId }: About,
  { options, terminal }: { readonly options: OperationOptions; readonly terminal: Terminal },
): ExitStatus {
  if (options.json === true) terminal.write(`${JSON.stringify({ done, pipelineName, executionId })}\n`);
  else terminal.write(`${done}  (${pipelineName}, execution ${shortExecutionId(executionId)})\n`);
  return 0;
}
