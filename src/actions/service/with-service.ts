// The frame of every deployment to a service: one at a time, told from its beginning to its end, and taken back when the action
// is stopped in the middle of it.
import { recordBalancer } from '../deployment/record-balancer.ts';
import type { FailureDetails, Progress } from '../../model/progress.ts';
import type { Service } from '../../model/service.ts';
import type { ContainerEngine } from '../../process/container-engine.ts';
import { readService, type ServiceDeployment } from '../../targets/service/service-record.ts';
import type { ActionContext, ActionResult } from '../provider.ts';
import { openForDeployment, type ServiceToOpen } from './open-service.ts';
import { holdServiceSoon } from './service-lock.ts';
import { TaskTeller } from './tell-tasks.ts';
import { begin, mark, type ServiceUpdate } from './update.ts';

export interface DeploymentToService {
  readonly service: Service;
  readonly engine: ContainerEngine;
  readonly deployment: ServiceDeployment;
  /** What it is a deployment to, as people know it. */
  readonly groupName: string;
  /** What the service that deploys says while another deployment is under way. */
  readonly busyCode: string;
  /** How long the new tasks may take to become healthy. */
  readonly timeoutMs: number;
}

type RollbackInfo = NonNullable<Extract<Progress, { kind: 'Deployment' }>['rollbackInfo']>;

export type DeploymentEnd =
  | { readonly status: 'Succeeded'; readonly summary: string }
  | {
      readonly status: 'Failed' | 'Stopped';
      readonly error: FailureDetails;
      readonly rollbackInfo: RollbackInfo;
    };

export interface DeploymentWork {
  /** Brings the service to the deployment, or back. */
  readonly run: (update: ServiceUpdate) => Promise<DeploymentEnd>;
  /** Brings it back after the action was stopped, as far as there is time. */
  readonly goBack: (update: ServiceUpdate) => Promise<unknown>;
}

export async function withService(
  context: ActionContext,
  what: DeploymentToService,
  work: DeploymentWork,
): Promise<ActionResult> {
  const { service, engine, deployment, timeoutMs } = what;
  const { signal } = context;
  const lock = await holdServiceSoon(context.state, service, { by: deployment.id, signal });
  if ('activeDeploymentId' in lock) return { status: 'Failed', error: busy(what, lock.activeDeploymentId) };
  using _lock = lock;
  const elsewhere = await tasksElsewhere(context, what);
  if (elsewhere !== undefined) return { status: 'Failed', error: elsewhere };
  tellBeginning(context, what);
  const hasTestListener = service.loadBalancer?.hasTestListener === true;
  const toOpen = { context, service, engine, hasTestListener };
  const teller = new TaskTeller(context, service.serviceName);
  using running = await openForDeployment(toOpen, (event) => teller.tell(event));
  const deadline = deployment.createdAt + timeoutMs;
  const update: ServiceUpdate = { context, service, running, teller, deployment, deadline };
  const { targetGroup } = running.record;
  if (targetGroup !== undefined)
    recordBalancer(context, { name: service.serviceName, url: running.url, targetGroup });
  context.report({ ...shownOf(what), status: 'InProgress' });
  try {
    await begin(update);
    const end = await work.run(update);
    if (end.status === 'Succeeded') await mark(update, 'COMPLETED');
    return tellEnd(update, what, end);
  } catch (error) {
    if (signal.aborted) await rescue(update, toOpen, work);
    else tellBroken(update, what, error);
    throw error;
  }
}

function busy({ busyCode, service }: DeploymentToService, activeDeploymentId: string): FailureDetails {
  return {
    code: busyCode,
    message: `The deployment ${activeDeploymentId} of ${service.serviceName} is under way`,
    remedy: 'Run it again when that is over.',
  };
}

/** Tasks that run on another engine would go on there, and nobody would know of them. */
async function tasksElsewhere(
  { state }: ActionContext,
  { service, engine }: DeploymentToService,
): Promise<FailureDetails | undefined> {
  const known = await readService(await state.folder('targets'), service);
  if (known === undefined || known.isDown || known.tasks.length === 0 || known.engine === engine.file)
    return undefined;
  return {
    code: 'ConfigurationError',
    message: `The tasks of ${service.serviceName} run on ${known.engine}, and this deployment would go to ${engine.file}`,
    remedy: `Start ${known.engine} ("${known.engine} info" must answer), or end the tasks there first: slipway down`,
  };
}

function shownOf({ deployment, groupName }: DeploymentToService) {
  return {
    kind: 'Deployment',
    deploymentId: deployment.id,
    deploymentGroupName: groupName,
    creator: 'user',
  } as const;
}

function tellBeginning({ report, resources }: ActionContext, what: DeploymentToService): void {
  const { service, deployment, engine } = what;
  const { targetGroupName = '' } = service.loadBalancer ?? {};
  const targetGroup = resources.find('AWS::ElasticLoadBalancingV2::TargetGroup', targetGroupName)?.values;
  const asked = [service, deployment.revision, targetGroup];
  for (const each of asked.flatMap((part) => part?.notExecuted ?? []))
    report({ kind: 'NotExecuted', what: each, reason: 'The tasks here run without it' });
  const message = `Tasks of ${service.serviceName} run on ${engine.name} ${engine.version}`;
  report({ kind: 'Notice', message });
}

/** Something on this machine has failed under it: an engine that is gone, a disk that is full. */
function tellBroken({ context, service }: ServiceUpdate, what: DeploymentToService, error: unknown): void {
  context.report({
    ...shownOf(what),
    status: 'Failed',
    errorInformation: {
      code: 'INTERNAL_ERROR',
      message: error instanceof Error ? error.message : String(error),
    },
    rollbackInfo: {
      rollbackMessage: `The deployment broke off, and ${service.serviceName} is as it was then; the next one goes on from there`,
    },
  });
}

function tellEnd(
  { context, service, running }: ServiceUpdate,
  what: DeploymentToService,
  end: DeploymentEnd,
): ActionResult {
  const { report } = context;
  const { serviceName: name } = service;
  const externalExecutionId = what.deployment.id;
  if (end.status !== 'Succeeded') {
    const { status, error, rollbackInfo } = end;
    report({ ...shownOf(what), status, errorInformation: error, rollbackInfo });
    return { status: 'Failed', error, externalExecutionId };
  }
  report({ ...shownOf(what), status: 'Succeeded' });
  const { url } = running;
  if (url !== undefined) report({ kind: 'Endpoint', name, url, detail: 'ECS service' });
  const { summary } = end;
  return { status: 'Succeeded', outputVariables: {}, outputArtifacts: [], externalExecutionId, summary };
}

const rescueMs = 20_000;

async function rescue(
  { context, service, teller, deployment, running: before }: ServiceUpdate,
  toOpen: ServiceToOpen,
  { goBack }: DeploymentWork,
): Promise<void> {
  // One at a time writes down what is known of the service.
  await before.settled();
  const own: ActionContext = { ...context, signal: AbortSignal.timeout(rescueMs) };
  using running = await openForDeployment({ ...toOpen, context: own }, (event) => teller.tell(event));
  const deadline = context.now() + rescueMs;
  await goBack({ context: own, service, running, teller, deployment, deadline }).catch(() => undefined);
}
