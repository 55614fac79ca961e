// One deployment of a service, from its beginning to what is told of its end.
import type { FailureDetails } from '../../model/progress.ts';
import type { Service } from '../../model/service.ts';
import type { ContainerEngine } from '../../process/container-engine.ts';
import type { ServiceDeployment } from '../../targets/service/service-record.ts';
import type { ActionContext, ActionResult } from '../provider.ts';
import { openService, type ServiceToOpen } from './open-service.ts';
import { alarmsOfService } from './service-alarms.ts';
import { holdServiceSoon } from './service-lock.ts';
import { TaskSets } from './task-sets.ts';
import { TaskTeller } from './tell-tasks.ts';
import { updateBlueGreen } from './update-blue-green.ts';
import { goBack, updateRolling } from './update-rolling.ts';
import { begin, mark, type ServiceUpdate, type UpdateFailure } from './update.ts';

export interface ServiceToDeploy {
  readonly service: Service;
  readonly engine: ContainerEngine;
  readonly deployment: ServiceDeployment;
  readonly timeoutMs: number;
}

export async function deployToService(
  context: ActionContext,
  { service, engine, deployment, timeoutMs }: ServiceToDeploy,
): Promise<ActionResult> {
  const { serviceName, cluster } = service;
  const lock = await holdServiceSoon(context.state, service, { by: deployment.id, signal: context.signal });
  if ('activeDeploymentId' in lock)
    return failed({
      code: 'ServiceBusy',
      message: `The deployment ${lock.activeDeploymentId} of ${serviceName} is under way`,
      remedy: 'Run it again when that is over.',
    });
  using _lock = lock;
  tellWhatDiffers(context, service, deployment);
  context.report({
    kind: 'Notice',
    message: `Tasks of ${serviceName} run on ${engine.name} ${engine.version}`,
  });
  const teller = new TaskTeller(context, serviceName);
  const shown = {
    kind: 'Deployment',
    deploymentId: deployment.id,
    deploymentGroupName: `${cluster}/${serviceName}`,
    creator: 'user',
  } as const;
  context.report({ ...shown, status: 'InProgress' });
  const hasTestListener = service.loadBalancer?.hasTestListener === true;
  const toOpen = { context, service, engine, hasTestListener };
  using running = await openService(toOpen, (event) => teller.tell(event));
  const update: ServiceUpdate = {
    context,
    service,
    running,
    teller,
    deployment,
    deadline: deployment.createdAt + timeoutMs,
  };
  try {
    await begin(update);
    const end = await bringTo(update);
    if (end === undefined) return await succeeded(update, shown);
    const { failure, left } = end;
    const error = describe(update, failure);
    context.report({
      ...shown,
      status: 'Failed',
      errorInformation: error,
      rollbackInfo: { rollbackMessage: left },
    });
    return failed(error, deployment.id);
  } catch (error) {
    if (context.signal.aborted) await rescue(update, toOpen);
    throw error;
  }
}

async function bringTo(
  update: ServiceUpdate,
): Promise<{ readonly failure: UpdateFailure; readonly left: string } | undefined> {
  if (update.service.strategy !== 'ROLLING') return await updateBlueGreen(update);
  const failure = await updateRolling(update);
  if (failure === undefined) return undefined;
  return { failure, left: await goBack(update, wantsRollback(update.service, failure)) };
}

/** An alarm asks by itself whether it rolls back, and so does the circuit breaker. */
function wantsRollback({ circuitBreaker, alarms }: Service, { isAlarm }: UpdateFailure): boolean {
  return isAlarm === true ? alarms.rollback : circuitBreaker.enable && circuitBreaker.rollback;
}

async function succeeded(
  update: ServiceUpdate,
  shown: Omit<Extract<Parameters<ActionContext['report']>[0], { kind: 'Deployment' }>, 'status'>,
): Promise<ActionResult> {
  const { context, service, running, deployment } = update;
  const { serviceName, desiredCount } = service;
  const { family, revision } = deployment.revision;
  await mark(update, 'COMPLETED');
  context.log.line(`(service ${serviceName}) (deployment ${deployment.id}) deployment completed.`);
  context.log.line(`(service ${serviceName}) has reached a steady state.`);
  context.report({ ...shown, status: 'Succeeded' });
  const { url } = running;
  if (url !== undefined) context.report({ kind: 'Endpoint', name: serviceName, url, detail: 'ECS service' });
  return {
    status: 'Succeeded',
    outputVariables: {},
    outputArtifacts: [],
    externalExecutionId: deployment.id,
    summary: `${family}:${revision} on ${desiredCount} ${desiredCount === 1 ? 'task' : 'tasks'}`,
  };
}

function tellWhatDiffers(
  { report, definition }: ActionContext,
  service: Service,
  { revision }: ServiceDeployment,
): void {
  for (const what of [...service.notExecuted, ...revision.notExecuted])
    report({ kind: 'NotExecuted', what, reason: 'It means services of AWS that are not here' });
  for (const name of alarmsOfService(service, definition.alarms).unknown)
    report({
      kind: 'NotExecuted',
      what: `the alarm ${name} of ${service.serviceName}`,
      reason: 'it is not part of the definition',
    });
}

function describe(
  { service }: ServiceUpdate,
  { reason, failure, remedy, logTail = failure?.logTail ?? [] }: UpdateFailure,
): FailureDetails {
  return {
    code: 'DeploymentFailed',
    message: reason,
    ...(failure === undefined
      ? {}
      : { where: `${service.serviceName} ${failure.container ?? ''} (task ${failure.taskId.slice(0, 8)})` }),
    ...(failure?.exitCode === undefined ? {} : { exitCode: failure.exitCode }),
    ...(logTail.length === 0 ? {} : { logTail }),
    ...(remedy === undefined ? {} : { remedy }),
  };
}

function failed(error: FailureDetails, externalExecutionId?: string): ActionResult {
  return { status: 'Failed', error, ...(externalExecutionId === undefined ? {} : { externalExecutionId }) };
}

const rescueMs = 20_000;

/** The action was stopped in the middle: the service goes back to what it had, as far as there is time. */
async function rescue(
  { context, service, teller, deployment, running: before }: ServiceUpdate,
  toOpen: ServiceToOpen,
): Promise<void> {
  // One at a time writes down what is known of the service.
  await before.settled();
  const own: ActionContext = { ...context, signal: AbortSignal.timeout(rescueMs) };
  using running = await openService({ ...toOpen, context: own }, (event) => teller.tell(event));
  const deadline = context.now() + rescueMs;
  const update = { context: own, service, running, teller, deployment, deadline };
  const going = service.strategy === 'ROLLING' ? goBack(update, true) : (await TaskSets.of(update)).goBack();
  await going.catch(() => undefined);
}
