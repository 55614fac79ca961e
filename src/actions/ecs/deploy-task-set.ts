// A deployment of CodeDeploy to a service of ECS, lifecycle event by lifecycle event (CodeDeploy user guide, "AppSpec 'hooks'
// section for an Amazon ECS deployment"): a new task set beside the old one, and the traffic from one to the other.
import type { DeploymentConfig, DeploymentGroup, EcsAppSpec } from '../../model/deployment.ts';
import type { FailureDetails } from '../../model/progress.ts';
import type { Service } from '../../model/service.ts';
import { stepsOfConfig } from '../../model/traffic-steps.ts';
import type { ContainerEngine } from '../../process/container-engine.ts';
import { runDeploymentHook } from '../../targets/function/run-deployment-hook.ts';
import type { ServiceDeployment } from '../../targets/service/service-record.ts';
import { newId } from '../../lib/id.ts';
import { awsPlace } from '../codebuild/aws-place.ts';
import { alarmsOf } from '../codedeploy/deployment-alarms.ts';
import { notExecutedHere } from '../codedeploy/resolve-group.ts';
import { newDeploymentId } from '../codedeploy/rollback.ts';
import type { ActionContext, ActionResult } from '../provider.ts';
import { openService, type ServiceToOpen } from './open-service.ts';
import { serviceEvent, tellService } from './service-event.ts';
import { holdServiceSoon } from './service-lock.ts';
import { addressesOf, shiftTestTraffic, shiftTraffic, waitMinutes } from './shift-traffic.ts';
import { TaskSets } from './task-sets.ts';
import { TaskTeller } from './tell-tasks.ts';
import { unlessAlarm } from './unless-alarm.ts';
import { begin, mark, tailOf, type ServiceUpdate, type UpdateFailure } from './update.ts';

export interface TaskSetToDeploy {
  readonly group: DeploymentGroup;
  readonly config: DeploymentConfig;
  readonly service: Service;
  readonly engine: ContainerEngine;
  readonly deployment: ServiceDeployment;
  readonly appSpec: EcsAppSpec;
}

/** CodeDeploy waits so long for the new task set to be steady, and for the word of a hook. */
const hourMs = 3_600_000;

export async function deployTaskSet(context: ActionContext, what: TaskSetToDeploy): Promise<ActionResult> {
  const { service, engine, deployment, group } = what;
  const { signal } = context;
  const lock = await holdServiceSoon(context.state, service, { by: deployment.id, signal });
  if ('activeDeploymentId' in lock)
    return failed({
      code: 'DeploymentLimitExceededException',
      message: `The deployment ${lock.activeDeploymentId} of ${service.serviceName} is under way`,
      remedy: 'Run it again when that is over.',
    });
  using _lock = lock;
  for (const each of notExecutedHere(group, context.definition.alarms)) context.report(each);
  for (const each of [...service.notExecuted, ...deployment.revision.notExecuted])
    context.report({ kind: 'NotExecuted', what: each, reason: 'It means services of AWS that are not here' });
  context.report({
    kind: 'Notice',
    message: `Tasks of ${service.serviceName} run on ${engine.name} ${engine.version}`,
  });
  const hasTestListener = service.loadBalancer?.hasTestListener === true;
  const toOpen = { context, service, engine, hasTestListener };
  const teller = new TaskTeller(context, service.serviceName);
  using running = await openService(toOpen, (event) => teller.tell(event));
  const deadline = deployment.createdAt + hourMs;
  const update: ServiceUpdate = { context, service, running, teller, deployment, deadline };
  context.report({ ...shownOf(what), status: 'InProgress' });
  try {
    return await run(update, what);
  } catch (error) {
    if (signal.aborted) await rescue(update, toOpen);
    throw error;
  }
}

function shownOf({ deployment, group }: TaskSetToDeploy) {
  return {
    kind: 'Deployment',
    deploymentId: deployment.id,
    deploymentGroupName: group.deploymentGroupName,
    creator: 'user',
  } as const;
}

async function run(update: ServiceUpdate, what: TaskSetToDeploy): Promise<ActionResult> {
  const { context, service, running, deployment } = update;
  const { group } = what;
  await begin(update);
  const sets = await TaskSets.of(update);
  const { watched } = alarmsOf(group, context.definition.alarms);
  const ignoresUnreadable = group.alarmConfiguration?.ignorePollAlarmFailure === true;
  const targetId = `${service.cluster}:${service.serviceName}`;
  tellService(update, targetId, 'InProgress');
  const failure = await unlessAlarm({ context, alarms: watched, ignoresUnreadable }, async (until) =>
    new Events(update, sets, what, until).run(),
  );
  tellService(update, targetId, failure === undefined ? 'Succeeded' : 'Failed');
  if (failure !== undefined) return await end(update, sets, what, failure);
  await mark(update, 'COMPLETED');
  context.report({ ...shownOf(what), status: 'Succeeded' });
  const { url } = running;
  if (url !== undefined)
    context.report({ kind: 'Endpoint', name: service.serviceName, url, detail: 'ECS service' });
  const { family, revision } = deployment.revision;
  return {
    status: 'Succeeded',
    outputVariables: {},
    outputArtifacts: [],
    externalExecutionId: deployment.id,
    summary: `${family}:${revision} by ${deployment.id}`,
  };
}

class Events {
  readonly #update: ServiceUpdate;
  readonly #sets: TaskSets;
  readonly #what: TaskSetToDeploy;
  readonly #until: AbortSignal;

  constructor(update: ServiceUpdate, sets: TaskSets, what: TaskSetToDeploy, until: AbortSignal) {
    this.#update = update;
    this.#sets = sets;
    this.#what = what;
    this.#until = until;
  }

  async run(): Promise<UpdateFailure | undefined> {
    const { hasTestListener = false } = this.#update.service.loadBalancer ?? {};
    return (
      (await this.#hook('BeforeInstall')) ??
      (await this.#event('Install', async () => this.#sets.scaleUp(this.#until))) ??
      (await this.#hook('AfterInstall')) ??
      (hasTestListener
        ? await this.#event('AllowTestTraffic', async () => shiftTestTraffic(this.#update, this.#sets))
        : undefined) ??
      (await this.#hook('AfterAllowTestTraffic')) ??
      (await this.#hook('BeforeAllowTraffic')) ??
      (await this.#event('AllowTraffic', async () => this.#allowTraffic())) ??
      (await this.#hook('AfterAllowTraffic')) ??
      (await this.#terminate())
    );
  }

  async #event(
    name: string,
    work: () => Promise<UpdateFailure | undefined>,
  ): Promise<UpdateFailure | undefined> {
    const { cluster, serviceName } = this.#update.service;
    return await serviceEvent(this.#update, { targetId: `${cluster}:${serviceName}`, name }, work);
  }

  async #hook(lifecycleEvent: string): Promise<UpdateFailure | undefined> {
    const functionName = this.#what.appSpec.hooks[lifecycleEvent];
    if (functionName === undefined) return undefined;
    const { context, deployment } = this.#update;
    const { region, account } = awsPlace(context.definition, context.declaration);
    return await this.#event(lifecycleEvent, async () => {
      const { status, message, logTail } = await runDeploymentHook({
        functionName,
        definition: context.definition,
        definitionFolder: context.definitionFolder,
        region,
        accountId: account,
        environment: await addressesOf(this.#update),
        deploymentId: deployment.id,
        hookExecutionId: newId(),
        lifecycleEvent,
        timeoutMs: hourMs,
        onLine: (line) => context.log.line(`${functionName} | ${line}`),
        signal: this.#until,
      });
      if (status === 'Succeeded') return undefined;
      const reason = `${lifecycleEvent}: ${message}`;
      return { reason, isHook: true, logTail: tailOf(logTail) };
    });
  }

  async #allowTraffic(): Promise<UpdateFailure | undefined> {
    const steps = stepsOfConfig(this.#what.config);
    const failure = await shiftTraffic(this.#update, this.#sets, steps, this.#until);
    if (failure === undefined) await this.#sets.makePrimary();
    return failure;
  }

  /** The old task set stays for a while, so that there is something to go back to. */
  async #terminate(): Promise<UpdateFailure | undefined> {
    const { blueGreenDeploymentConfiguration: configuration } = this.#what.group;
    const { terminationWaitTimeInMinutes = 0 } =
      configuration?.terminateBlueInstancesOnDeploymentSuccess ?? {};
    const minutes = this.#sets.hasBlue ? terminationWaitTimeInMinutes : 0;
    const { context, service } = this.#update;
    if (minutes > 0)
      context.report({
        kind: 'Notice',
        message: `The old tasks of ${service.serviceName} are kept for ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`,
      });
    const failure = await waitMinutes(
      this.#update,
      this.#sets,
      { name: 'termination', minutes },
      this.#until,
    );
    if (failure === undefined) await this.#sets.cleanUp();
    return failure;
  }
}

async function end(
  update: ServiceUpdate,
  sets: TaskSets,
  what: TaskSetToDeploy,
  failure: UpdateFailure,
): Promise<ActionResult> {
  const { context, deployment } = update;
  const shown = shownOf(what);
  const error = describe(failure);
  const isWanted = wantsRollback(what.group, failure);
  const rollbackDeploymentId = await context.step('rollback', async () => newDeploymentId());
  if (!isWanted) {
    await mark(update, 'FAILED');
    const { percent = 0 } = update.running.record.route ?? {};
    const rollbackMessage = `The deployment group asks for no rollback: ${percent} % of the requests go to the new tasks, and both task sets go on running`;
    context.report({
      ...shown,
      status: 'Failed',
      errorInformation: error,
      rollbackInfo: { rollbackMessage },
    });
    return failed(error, deployment.id);
  }
  const back = { ...shown, deploymentId: rollbackDeploymentId, creator: 'codeDeployRollback' } as const;
  context.report({ ...back, status: 'InProgress' });
  const rollbackMessage = await sets.goBack();
  const status = failure.isAlarm === true ? 'Stopped' : 'Failed';
  const rollbackInfo = { rollbackDeploymentId, rollbackMessage };
  context.report({ ...shown, status, errorInformation: error, rollbackInfo });
  context.report({ ...back, status: 'Succeeded' });
  return failed(error, deployment.id);
}

function wantsRollback(
  { autoRollbackConfiguration: wanted }: DeploymentGroup,
  { isAlarm }: UpdateFailure,
): boolean {
  const event = isAlarm === true ? 'DEPLOYMENT_STOP_ON_ALARM' : 'DEPLOYMENT_FAILURE';
  return wanted?.enabled === true && wanted.events?.includes(event) === true;
}

function describe({
  reason,
  failure,
  isAlarm,
  isHook,
  logTail = failure?.logTail ?? [],
}: UpdateFailure): FailureDetails {
  const code = isHook === true ? 'HOOK_EXECUTION_FAILURE' : 'ECS_UPDATE_ERROR';
  return {
    code: isAlarm === true ? 'ALARM_ACTIVE' : code,
    message: reason,
    ...(failure === undefined
      ? {}
      : { where: `${failure.container ?? ''} (task ${failure.taskId.slice(0, 8)})` }),
    ...(failure?.exitCode === undefined ? {} : { exitCode: failure.exitCode }),
    ...(logTail.length === 0 ? {} : { logTail }),
  };
}

function failed(error: FailureDetails, externalExecutionId?: string): ActionResult {
  return { status: 'Failed', error, ...(externalExecutionId === undefined ? {} : { externalExecutionId }) };
}

const rescueMs = 20_000;

/** The action was stopped in the middle: every request goes back to the old tasks, and the new ones end. */
async function rescue(
  { context, service, teller, deployment, running: before }: ServiceUpdate,
  toOpen: ServiceToOpen,
): Promise<void> {
  // One at a time writes down what is known of the service.
  await before.settled();
  const own: ActionContext = { ...context, signal: AbortSignal.timeout(rescueMs) };
  using running = await openService({ ...toOpen, context: own }, (event) => teller.tell(event));
  const deadline = context.now() + rescueMs;
  const sets = await TaskSets.of({ context: own, service, running, teller, deployment, deadline });
  await sets.goBack().catch(() => undefined);
}
