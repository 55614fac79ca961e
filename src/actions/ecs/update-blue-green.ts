// Blue/green, linear and canary deployments by ECS's own controller (Amazon ECS developer guide, "Amazon ECS blue/green
// deployments"): stage by stage, each with the functions that the service hooks to it.
import { defined } from '../../lib/defined.ts';
import { formatArn } from '../../model/arn.ts';
import { newId } from '../../lib/id.ts';
import type { ServiceStage } from '../../model/service.ts';
import { stepsOfService } from '../../model/traffic-steps.ts';
import { runServiceHook } from '../../targets/function/run-service-hook.ts';
import { alarmsOfService } from './service-alarms.ts';
import { serviceEvent, reportService } from '../service/service-event.ts';
import { hookCall } from '../service/hook-call.ts';
import { shiftTestTraffic, shiftTraffic, waitMinutes } from '../service/shift-traffic.ts';
import { TaskSets } from '../service/task-sets.ts';
import { unlessAlarm } from '../deployment/unless-alarm.ts';
import { tailOf, type ServiceUpdate, type UpdateFailure } from '../service/update.ts';

/** Undefined when the service runs the deployment alone. After a failure everything is as it was before. */
export async function updateBlueGreen(
  update: ServiceUpdate,
): Promise<{ readonly failure: UpdateFailure; readonly left: string } | undefined> {
  const { service, context } = update;
  const sets = await TaskSets.of(update);
  const { watched } = alarmsOfService(service, context.resources.valuesOf('AWS::CloudWatch::Alarm'));
  const watch = { context, alarms: watched, ignoresThoseInAlarm: true, ignoresUnreadable: true };
  const targetId = `service/${service.serviceName}`;
  reportService(update, targetId, 'InProgress');
  const failure = await unlessAlarm(watch, async (until) => new Stages(update, sets, until).run());
  reportService(update, targetId, failure === undefined ? 'Succeeded' : 'Failed');
  if (failure === undefined) return undefined;
  return { failure, left: await sets.rollBack() };
}

class Stages {
  readonly #update: ServiceUpdate;
  readonly #sets: TaskSets;
  readonly #until: AbortSignal;

  constructor(update: ServiceUpdate, sets: TaskSets, until: AbortSignal) {
    this.#update = update;
    this.#sets = sets;
    this.#until = until;
  }

  async run(): Promise<UpdateFailure | undefined> {
    return (
      (await this.#stage('PRE_SCALE_UP')) ??
      (await this.#stage('SCALE_UP', async () => this.#sets.scaleUp(this.#until))) ??
      (await this.#stage('POST_SCALE_UP')) ??
      (await this.#stage('TEST_TRAFFIC_SHIFT', async () => shiftTestTraffic(this.#update, this.#sets))) ??
      (await this.#stage('POST_TEST_TRAFFIC_SHIFT')) ??
      (await this.#stage('PRE_PRODUCTION_TRAFFIC_SHIFT')) ??
      (await this.#stage('PRODUCTION_TRAFFIC_SHIFT', async () => this.#shift())) ??
      (await this.#stage('POST_PRODUCTION_TRAFFIC_SHIFT')) ??
      (await this.#stage('BAKE_TIME', async () => this.#bake())) ??
      (await this.#stage('CLEAN_UP', async () => this.#cleanUp()))
    );
  }

  /**
   * Its hooks come after what it does by itself: they see the weights that it has set. Without either it is not
   * reported.
   */
  async #stage(
    name: ServiceStage,
    work?: () => Promise<UpdateFailure | undefined>,
  ): Promise<UpdateFailure | undefined> {
    const { service } = this.#update;
    const hooks = service.lifecycleHooks.filter(({ stages }) => stages.includes(name));
    if (work === undefined && hooks.length === 0) return undefined;
    return await serviceEvent(
      this.#update,
      { targetId: `service/${service.serviceName}`, name },
      async () => {
        const failure = await work?.();
        if (failure !== undefined) return failure;
        // A shift runs its hooks by itself, after each of its steps.
        return name === 'PRODUCTION_TRAFFIC_SHIFT' ? undefined : await this.#runHooks(name);
      },
    );
  }

  async #runHooks(stage: ServiceStage): Promise<UpdateFailure | undefined> {
    for (const hook of this.#update.service.lifecycleHooks) {
      const wrong = hook.stages.includes(stage) ? await this.#runHook(stage, hook) : undefined;
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  }

  async #runHook(
    stage: ServiceStage,
    { functionName, details, timeoutMinutes, onTimeout }: ServiceUpdate['service']['lifecycleHooks'][number],
  ): Promise<UpdateFailure | undefined> {
    const { status, message, logTail } = await runServiceHook({
      ...(await hookCall(this.#update, functionName, this.#until)),
      stage,
      payload: this.#payload(stage, details),
      timeoutMs: timeoutMinutes * 60_000,
    });
    if (status === 'SUCCEEDED') return undefined;
    if (status === 'TIMED_OUT' && onTimeout === 'CONTINUE') {
      this.#update.context.report({
        kind: 'Notice',
        message: `${message}; the deployment goes on, as the hook asks`,
      });
      return undefined;
    }
    return {
      reason: `Lifecycle hook of ${stage}: ${message}`,
      isHook: true,
      logTail: tailOf(logTail),
    };
  }

  /** As ECS gives it (Amazon ECS developer guide, "Lambda hooks for Amazon ECS service deployments"). */
  #payload(stage: ServiceStage, details: unknown): Readonly<Record<string, unknown>> {
    const { context, service, deployment, running } = this.#update;
    const { cluster, serviceName } = service;
    const arn = (kind: string, id = ''): string =>
      formatArn({ ...context.place, service: 'ecs', resource: `${kind}/${cluster}/${serviceName}${id}` });
    const revision = (id: string): string => arn('service-revision', `/${id.split('/').at(-1) ?? ''}`);
    const target = revision(deployment.id);
    // Of both revisions, while there are two.
    const { blue } = this.#sets;
    const weights = (share: number): Readonly<Record<string, number>> => ({
      ...(blue === undefined ? {} : { [revision(blue)]: 100 - share }),
      [target]: share,
    });
    const { percent = 0, testPercent = 0 } = running.record.route ?? {};
    return {
      executionId: newId(),
      lifecycleStage: stage,
      resourceArn: arn('service-deployment', `/${deployment.id.split('/').at(-1) ?? ''}`),
      executionDetails: {
        serviceArn: arn('service'),
        targetServiceRevisionArn: target,
        productionTrafficWeights: weights(percent),
        testTrafficWeights: weights(testPercent),
      },
      ...defined({ hookDetails: details }),
    };
  }

  async #shift(): Promise<UpdateFailure | undefined> {
    const failure = await shiftTraffic(this.#update, this.#sets, {
      steps: stepsOfService(this.#update.service),
      until: this.#until,
      afterStep: async () => this.#runHooks('PRODUCTION_TRAFFIC_SHIFT'),
    });
    if (failure === undefined) await this.#sets.makePrimary();
    return failure;
  }

  async #bake(): Promise<UpdateFailure | undefined> {
    const minutes = this.#sets.hasBlue ? this.#update.service.bakeTimeMinutes : 0;
    return await waitMinutes(this.#update, this.#sets, { name: 'bake', minutes, until: this.#until });
  }

  async #cleanUp(): Promise<undefined> {
    await this.#sets.cleanUp();
  }
}
