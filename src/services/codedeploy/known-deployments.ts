// The deployments of a state folder: those of calls, each kept before it is begun, and those of pipelines.
import { deploymentRecords, type DeploymentRecord } from '../../actions/deployment/deployment-record.ts';
import type { CodeDeployApi } from '../../aws/operations/codedeploy.ts';
import { defined } from '../../lib/defined.ts';
import {
  frameOfDeployment,
  revisionSource,
  startedDeploymentKind,
  type StartedDeployment,
} from '../../model/started-deployment.ts';
import type { Request } from '../../runtime/contract.ts';
import { askDriver, ensureDriver } from '../ask-driver.ts';
import { documentsOf } from '../documents.ts';
import { readState } from '../read-state.ts';
import { refuse, type ServiceCall } from '../service.ts';
import { recordOutput, startedOutput, type NotBegun } from './deployment-output.ts';

type Shapes = CodeDeployApi['shapes'];

export const startedDeployments = documentsOf<StartedDeployment>(startedDeploymentKind);

export interface KnownDeployment {
  /** Absent as long as the deployment has not begun. */
  readonly record?: DeploymentRecord;
  readonly info: Shapes['DeploymentInfo'];
}

/** Newest first. */
export async function allDeployments(call: ServiceCall): Promise<readonly KnownDeployment[]> {
  const records = (await readState(call, (state) => deploymentRecords(state.records))) ?? [];
  const ids = new Set(records.map(({ deploymentId }) => deploymentId));
  const waiting: KnownDeployment[] = [];
  for (const each of startedDeployments.list(call))
    if (!ids.has(each.deploymentId)) waiting.push(await begunByNow(call, each));
  const known = records.map((record) => ({
    record,
    info: recordOutput(record, startedDeployments.get(call, record.deploymentId)),
  }));
  const timeOf = ({ info }: KnownDeployment) => info.createTime?.getTime() ?? 0;
  return [...waiting, ...known].toSorted((a, b) => timeOf(b) - timeOf(a));
}

/** One that a process has left before it was begun is begun now. */
async function begunByNow(call: ServiceCall, kept: StartedDeployment): Promise<KnownDeployment> {
  const begun = kept.executionId === undefined ? await handOver(call, kept) : kept;
  const failure = await failureOf(call, begun);
  if (failure === undefined) await ensureDriver(call);
  return { info: startedOutput(begun, failure) };
}

async function failureOf(
  call: ServiceCall,
  { executionId = '' }: StartedDeployment,
): Promise<NotBegun | undefined> {
  return await readState(call, ({ history }) => {
    const found = history.execution(executionId);
    if (found?.endedAt === undefined) return undefined;
    const failed = history.actions(executionId).find(({ error }) => error !== undefined);
    const { code = 'MANUAL_STOP', message = 'The deployment was stopped before it began' } =
      failed?.error ?? {};
    const isSource = failed?.actionName === revisionSource;
    return { code: isSource ? 'REVISION_MISSING' : code, message, at: found.endedAt };
  });
}

/** @throws AwsError when there is none */
export async function deploymentWithId(call: ServiceCall, deploymentId: string): Promise<KnownDeployment> {
  const found = (await allDeployments(call)).find(({ info }) => info.deploymentId === deploymentId);
  if (found === undefined)
    throw refuse<CodeDeployApi>(
      'DeploymentDoesNotExistException',
      `No deployment found for id: ${deploymentId}`,
    );
  return found;
}

/** Asked again with the same deployment it gives the execution that is there. */
export async function handOver(call: ServiceCall, deployment: StartedDeployment): Promise<StartedDeployment> {
  const { deploymentId, version } = deployment;
  const executionId = await ask(call, deployment, {
    type: 'StartPipelineExecution',
    variables: {},
    sourceRevisions: version === undefined ? {} : { [revisionSource]: version },
    by: call.caller.arn,
    clientRequestToken: deploymentId,
  });
  const begun = { ...deployment, ...defined({ executionId }) };
  startedDeployments.put(call, deploymentId, begun);
  return begun;
}

async function ask(
  call: ServiceCall,
  deployment: StartedDeployment,
  request: Request,
): Promise<string | undefined> {
  const result = await askDriver(call, frameOfDeployment(deployment), request);
  if ('because' in result)
    throw refuse<CodeDeployApi>('ValidationException', `Slipway cannot deploy now: ${result.because}`);
  if (result.accepted) return result.executionId;
  throw refuse<CodeDeployApi>(
    'ValidationException',
    result.problems.map(({ message }) => message).join('; '),
  );
}
