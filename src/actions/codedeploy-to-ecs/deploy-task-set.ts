// A deployment of CodeDeploy to a service of ECS, lifecycle event by lifecycle event (CodeDeploy user guide, "AppSpec 'hooks'
// section for an Amazon ECS deployment"): a new task set next to the old one, and the traffic from one to the other.
import { causeOf } from '../../model/deployment-requests.ts';
import { stepsOfConfig } from '../../model/traffic-steps.ts';
import { runDeploymentHook } from '../../targets/function/run-deployment-hook.ts';
import { newId } from '../../lib/id.ts';
import { watchOfGroup } from '../deployment/deployment-alarms.ts';
import { notExecutedHere } from '../deployment/resolve-group.ts';
import { unlessStopped } from '../deployment/deployment-requests.ts';
import { keepingRecord } from '../deployment/keep-record.ts';
import { recordTaskSets, taskSetRecord, type TaskSetToDeploy } from './task-set-record.ts';
import { waitForReroute, waitForTermination, type DeploymentWait } from './wait-to-continue.ts';
import { rollBackAsDeployment, wantsRollback } from '../deployment/rollback.ts';
import type { ActionContext, ActionResult } from '../provider.ts';
import type { DeploymentOptions } from '../deployment/deployment-options.ts';
import { serviceEvent, reportService } from '../service/service-event.ts';
import { hookCall } from '../service/hook-call.ts';
import { shiftTestTraffic, shiftTraffic } from '../service/shift-traffic.ts';
import { TaskSets } from '../service/task-sets.ts';
import { unlessAlarm } from '../deployment/unless-alarm.ts';
import { detailsOf, mark, tailOf, type ServiceUpdate, type UpdateFailure } from '../service/update.ts';
import type { DeploymentOutcome } from '../deployment/frame.ts';
import { withService } from '../service/with-service.ts';

/** CodeDeploy waits so long for the new task set to be steady, and for the word of a hook. */
const hourMs = 3_600_000;

export async function deployTaskSet(
  context: ActionContext<DeploymentOptions>,
  what: TaskSetToDeploy,
): Promise<ActionResult> {
  const { group } = what;
  for (const each of notExecutedHere(group, context.resources.valuesOf('AWS::CloudWatch::Alarm')))
    context.report(each);
  for (const each of what.appSpec.notExecuted ?? []) context.report({ kind: 'NotExecuted', ...each });
  const named = {
    ...what,
    groupName: group.deploymentGroupName,
    busyCode: 'DeploymentLimitExceededException',
    timeoutMs: hourMs,
  };
  const recorded = keepingRecord(context, taskSetRecord(what));
  return await withService(recorded, named, {
    run: async (update) => run(update, what),
    rollBack: async (update) => (await TaskSets.of(update)).rollBack(),
  });
}

async function run(update: ServiceUpdate, what: TaskSetToDeploy): Promise<DeploymentOutcome> {
  const { context, service, deployment } = update;
  const { group } = what;
  const sets = await TaskSets.of(update);
  const targetId = `${service.cluster}:${service.serviceName}`;
  recordTaskSets(context, deployment.id, sets);
  reportService(update, targetId, 'InProgress');
  const failure = await unlessStopped<UpdateFailure>(context, deployment.id, async (stopped) =>
    unlessAlarm(
      { context: { ...context, signal: stopped }, ...watchOfGroup(group, context.resources) },
      async (until) => new Events({ update, sets, what }, until).run(),
    ),
  );
  reportService(update, targetId, failure === undefined ? 'Succeeded' : 'Failed');
  if (failure !== undefined) return await takeBack({ update, sets, what }, failure);
  const { family, revision } = deployment.revision;
  return { status: 'Succeeded', summary: `${family}:${revision} by ${deployment.id}` };
}

interface DeployedTaskSet {
  readonly update: ServiceUpdate;
  readonly sets: TaskSets;
  readonly what: TaskSetToDeploy;
}

class Events {
  readonly #update: ServiceUpdate;
  readonly #sets: TaskSets;
  readonly #what: TaskSetToDeploy;
  readonly #until: AbortSignal;

  constructor({ update, sets, what }: DeployedTaskSet, until: AbortSignal) {
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
      (await this.#untilContinued()) ??
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
    const { deployment } = this.#update;
    return await this.#event(lifecycleEvent, async () => {
      const { status, message, logTail } = await runDeploymentHook({
        ...(await hookCall(this.#update, functionName, this.#until)),
        deploymentId: deployment.id,
        hookExecutionId: newId(),
        lifecycleEvent,
        timeoutMs: hourMs,
      });
      if (status === 'Succeeded') return undefined;
      const reason = `${lifecycleEvent}: ${message}`;
      return { reason, isHook: true, logTail: tailOf(logTail) };
    });
  }

  async #allowTraffic(): Promise<UpdateFailure | undefined> {
    const steps = stepsOfConfig(this.#what.config);
    const failure = await shiftTraffic(this.#update, this.#sets, { steps, until: this.#until });
    if (failure === undefined) await this.#sets.makePrimary();
    return failure;
  }

  async #untilContinued(): Promise<UpdateFailure | undefined> {
    const { actionOnTimeout, waitTimeInMinutes = 0 } =
      this.#what.group.blueGreenDeploymentConfiguration?.deploymentReadyOption ?? {};
    if (actionOnTimeout !== 'STOP_DEPLOYMENT') return undefined;
    return await waitForReroute(this.#waiting(waitTimeInMinutes));
  }

  /** The old task set stays for a while, so that there is something to go back to. */
  async #terminate(): Promise<UpdateFailure | undefined> {
    const { blueGreenDeploymentConfiguration: configuration } = this.#what.group;
    const { terminationWaitTimeInMinutes = 0 } =
      configuration?.terminateBlueInstancesOnDeploymentSuccess ?? {};
    const minutes = this.#sets.hasBlue ? terminationWaitTimeInMinutes : 0;
    const failure = await waitForTermination(this.#waiting(minutes));
    if (failure === undefined) await this.#sets.cleanUp();
    return failure;
  }

  #waiting(minutes: number): DeploymentWait {
    return {
      update: this.#update,
      sets: this.#sets,
      groupName: this.#what.group.deploymentGroupName,
      minutes,
      until: this.#until,
    };
  }
}

/** As a deployment of its own, when the group asks for it. */
async function takeBack(
  { update, sets, what: { group } }: DeployedTaskSet,
  failure: UpdateFailure,
): Promise<DeploymentOutcome> {
  const { context, running, service } = update;
  const error = { code: codeOf(failure), ...detailsOf(service, failure) };
  const cause = causeOf(failure);
  const status = cause === 'DEPLOYMENT_FAILURE' ? 'Failed' : 'Stopped';
  if (!wantsRollback(group, cause)) {
    await mark(update, 'FAILED');
    const { percent = 0 } = running.record.route ?? {};
    const rollbackMessage = `The deployment group has no rollback configured: ${percent} % of the requests go to the new tasks, and both task sets go on running`;
    return { status, error, rollbackInfo: { rollbackMessage } };
  }
  const rollbackInfo = await rollBackAsDeployment(
    context,
    group.deploymentGroupName,
    async () => await sets.rollBack(),
  );
  return { status, error, rollbackInfo };
}

/** CodeDeploy API reference, ErrorInformation. */
function codeOf({ isAlarm, isHook, stop, isTimeout }: UpdateFailure): string {
  if (isTimeout === true) return 'TIMEOUT';
  if (stop !== undefined) return 'MANUAL_STOP';
  if (isAlarm === true) return 'ALARM_ACTIVE';
  return isHook === true ? 'HOOK_EXECUTION_FAILURE' : 'ECS_UPDATE_ERROR';
}
