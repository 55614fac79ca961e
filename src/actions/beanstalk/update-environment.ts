// The deployment policies (Elastic Beanstalk developer guide, "Deployment policies and settings"): which instances get
// the new version when, and what a failure leaves behind.
import { noteDeployer } from '../../targets/deployers.ts';
import { setTimeout as delay } from 'node:timers/promises';
import { defined } from '../../lib/defined.ts';
import { instanceIdOf, type Fleet } from '../../model/fleet.ts';
import { unreachable } from '../../lib/unreachable.ts';
import { recordBalancer } from '../deployment/record-balancer.ts';
import type { Balancer } from '../../targets/balancer/balancer.ts';
import type { Host } from '../../targets/host/host.ts';
import type { openEnvironment } from '../../targets/environment/open-environment.ts';
import type { OpenFleet } from '../../targets/fleet/fleet-contract.ts';
import { canarySteps } from '../../model/traffic-steps.ts';
import { announceIsolation } from '../deployment/announce.ts';
import { shiftInSteps } from '../deployment/traffic-shift.ts';
import { startWhatRan } from '../deployment/start-what-ran.ts';
import { sessionUse } from '../session-use.ts';
import { instanceAccess } from '../deployment/instance-access.ts';
import { hostIsolation } from '../host-isolation.ts';
import {
  deployToInstance,
  putInService,
  takeOutOfService,
  type InstanceFailure,
} from './deploy-to-instance.ts';
import { environmentRecord, saveInstances } from './environment-record.ts';
import { startEnvironments } from './start-environments.ts';
import { whatIsLeft } from './what-is-left.ts';
import type { Update } from './update.ts';

export interface UpdateEnd {
  readonly url?: string;
  readonly instances: number;
  readonly failures: readonly InstanceFailure[];
  /** What the failure leaves behind. */
  readonly left?: string;
}

type Open = typeof openEnvironment;

export async function updateEnvironment(update: Update, open: Open): Promise<UpdateEnd> {
  const run = new Rollout(update, open);
  const { policy } = update.settings;
  if ((await run.known()).length === 0) return await run.launchAll();
  switch (policy) {
    case 'AllAtOnce':
      return await run.allAtOnce();
    case 'Rolling':
      return await run.rolling();
    case 'RollingWithAdditionalBatch':
      return await run.rollingWithAdditionalBatch();
    case 'Immutable':
      return await run.immutable();
    case 'TrafficSplitting':
      return await run.trafficSplitting();
    default:
      return unreachable(policy);
  }
}

const untouched = 'The instances with the version before serve as they did; the new ones are gone';

class Rollout {
  readonly #update: Update;
  readonly #openEnvironment: Open;
  #opened: OpenFleet | undefined;
  #leader: string | undefined;

  constructor(update: Update, open: Open) {
    this.#update = update;
    this.#openEnvironment = open;
  }

  /** The instances that the environment has before the update, also after a crash in the middle of it. */
  async known(): Promise<readonly string[]> {
    const { context, environment, label } = this.#update;
    return await context.step(`${label}/known`, async () => [
      ...environmentRecord(context.state.records, environment).instanceIds,
    ]);
  }

  async launchAll(): Promise<UpdateEnd> {
    const ids = await this.#launch('all', this.#update.settings.instances);
    const fleet = await this.#open(ids);
    return await this.#end(fleet, await this.#bring(fleet, ids), 'The environment has no version that works');
  }

  async allAtOnce(): Promise<UpdateEnd> {
    const ids = await this.#resized();
    const fleet = await this.#open(ids);
    const failures = await this.#bring(fleet, ids);
    return await this.#end(fleet, failures, await this.#left(ids, failures));
  }

  async rolling(): Promise<UpdateEnd> {
    const ids = await this.#resized();
    const fleet = await this.#open(ids);
    const { failures, reached } = await this.#inBatches(fleet, ids);
    return await this.#end(fleet, failures, await this.#left(ids, failures, reached));
  }

  async rollingWithAdditionalBatch(): Promise<UpdateEnd> {
    const before = await this.#resized();
    const { batch } = this.#update.settings;
    const added = await this.#launch('additional', batch);
    const all = await this.#open([...before, ...added]);
    const staying = before.slice(0, before.length - batch);
    const first = await this.#bring(all, added);
    if (first.length > 0) return await this.#rollBack(before, first);
    const { failures, reached } = await this.#inBatches(all, staying);
    if (failures.length > 0)
      return await this.#end(
        all,
        failures,
        await this.#left([...added, ...before], failures, [...added, ...reached]),
      );
    return await this.#end(await this.#open([...added, ...staying]), [], untouched);
  }

  /** One new instance first, so that a version that does not work costs no more than that. */
  async immutable(): Promise<UpdateEnd> {
    const before = await this.known();
    const added = await this.#launch('immutable', this.#update.settings.instances);
    const probe = await this.#open([...before, ...added.slice(0, 1)]);
    const first = await this.#bring(probe, added.slice(0, 1));
    if (first.length > 0) return await this.#rollBack(before, first);
    const all = await this.#open([...before, ...added]);
    const rest = await this.#bring(all, added.slice(1));
    if (rest.length > 0) return await this.#rollBack(before, rest);
    return await this.#end(await this.#open(added), [], untouched);
  }

  /** A whole new set, healthy without a request, takes part of them for a while before it takes all. */
  async trafficSplitting(): Promise<UpdateEnd> {
    const before = await this.known();
    const added = await this.#launch('split', this.#update.settings.instances);
    const all = await this.#open([...before, ...added]);
    const { newVersionPercent, evaluationMinutes } = this.#update.settings;
    const { context } = this.#update;
    // Before any is registered: what is registered would take its turn.
    await balancerOf(all).split({ instanceIds: added, percent: 0 });
    const failures = await this.#bring(all, added);
    if (failures.length > 0) return await this.#rollBack(before, failures);
    const { environmentName } = this.#update.environment;
    const { minuteMs = 60_000 } = context.options;
    const steps = canarySteps(newVersionPercent, evaluationMinutes);
    const sick = await shiftInSteps<readonly InstanceFailure[]>(steps, {
      shift: async (percent) =>
        await balancerOf(all).split(percent === 100 ? undefined : { instanceIds: added, percent }),
      report: (percent, waitMinutes) =>
        context.report({
          kind: 'Traffic',
          deploymentId: this.#update.label,
          of: environmentName,
          to: this.#update.label,
          percent,
          waitMinutes,
          ...(minuteMs === 60_000 ? {} : { minuteMs }),
        }),
      wait: async ({ waitMinutes }) => {
        const found = await this.#watch(balancerOf(all), added, waitMinutes * minuteMs);
        return found.length === 0 ? undefined : found;
      },
    });
    if (sick !== undefined) return await this.#rollBack(before, sick);
    return await this.#end(await this.#open(added), [], untouched);
  }

  /** Ids of new instances, the same ones after a crash. */
  async #launch(step: string, count: number): Promise<readonly string[]> {
    const { context, environment, label } = this.#update;
    return await context.step(`${label}/launch/${step}`, async () => {
      const { instanceIds, nextIndex } = environmentRecord(context.state.records, environment);
      const ids = Array.from({ length: count }, (_, index) =>
        instanceIdOf(environment.environmentName, nextIndex + index),
      );
      saveInstances(context.state.records, environment, { instanceIds, nextIndex: nextIndex + count });
      return ids;
    });
  }

  /** As many as the environment must have now; those that are missing are launched with the update. */
  async #resized(): Promise<readonly string[]> {
    const before = await this.known();
    const { instances } = this.#update.settings;
    const missing = instances - before.length;
    return missing > 0
      ? [...before, ...(await this.#launch('missing', missing))]
      : before.slice(0, instances);
  }

  /** From now on the environment has these instances and no others. */
  async #open(instanceIds: readonly string[]): Promise<OpenFleet> {
    const { context, environment, settings } = this.#update;
    const record = environmentRecord(context.state.records, environment);
    saveInstances(context.state.records, environment, { instanceIds, nextIndex: record.nextIndex });
    const { isolation } = context.options;
    const { environmentName, applicationName } = environment;
    // What is so on this machine alone: a fleet and a port of the environment's name.
    const local = context.resources.find('Slipway::EC2::Fleet', environmentName)?.values;
    const port = context.definition.listeners.find(({ name }) => name === environmentName)?.port;
    const fleet: Fleet = {
      name: environment.environmentName,
      isolation: local?.isolation ?? 'auto',
      imageId: local?.imageId ?? 'elasticbeanstalk',
      programs: [...new Set([...this.#update.programs, ...(local?.programs ?? [])])],
      instances: instanceIds.map((instanceId) => ({ instanceId, tags: {}, availabilityZone: 'local-1a' })),
      targetGroup: {
        ...settings.targetGroup,
        ...defined({ listenerPort: port }),
      },
    };
    const options = {
      fleet,
      environment: { applicationName, environmentName },
      access: instanceAccess(settings.instanceProfile, context.place),
      use: sessionUse(context),
      targetsFolder: await context.state.folder('targets'),
      signal: context.signal,
      ...(isolation === undefined ? {} : { isolation: hostIsolation(isolation) }),
    };
    noteDeployer(context.state.records, { kind: 'environment', name: fleet.name }, context.pipelineName);
    const opened = await this.#openEnvironment(options);
    await startWhatRan(context, opened, { start: startEnvironments });
    if (this.#opened === undefined) {
      announceIsolation(context, [opened]);
      recordBalancer(context, {
        name: environmentName,
        url: opened.balancer?.url,
        targetGroup: fleet.targetGroup ?? settings.targetGroup,
      });
      this.#reportPort(opened);
    }
    this.#opened = opened;
    return opened;
  }

  /** Hosts that share a network cannot all listen on one port. */
  #reportPort({ isolation }: OpenFleet): void {
    const { context, settings } = this.#update;
    if (isolation === 'process' && settings.hasOwnPort)
      context.report({
        kind: 'Notice',
        message: `PORT is ${settings.port} in the environment; with isolation process each host has another PORT`,
      });
  }

  async #inBatches(
    fleet: OpenFleet,
    ids: readonly string[],
  ): Promise<{ readonly failures: readonly InstanceFailure[]; readonly reached: readonly string[] }> {
    const { batch } = this.#update.settings;
    for (let start = 0; start < ids.length; start += batch) {
      const some = hostsOf(fleet, ids.slice(start, start + batch));
      await Promise.all(some.map(async (host) => takeOutOfService(this.#update, host, balancerOf(fleet))));
      const failures = await this.#bring(
        fleet,
        some.map(({ instance }) => instance.instanceId),
      );
      if (failures.length > 0) return { failures, reached: ids.slice(0, start + batch) };
    }
    return { failures: [], reached: ids };
  }

  async #bring(fleet: OpenFleet, ids: readonly string[]): Promise<readonly InstanceFailure[]> {
    this.#leader ??= ids[0];
    const ends = await Promise.all(
      hostsOf(fleet, ids).map(
        async (host) =>
          (await deployToInstance(this.#update, host, host.instance.instanceId === this.#leader)) ??
          (await putInService(this.#update, host, balancerOf(fleet))),
      ),
    );
    return ends.filter((end) => end !== undefined);
  }

  /** Until the time is over, or one of them is not healthy any more. */
  async #watch(
    balancer: Balancer,
    ids: readonly string[],
    forMs: number,
  ): Promise<readonly InstanceFailure[]> {
    const { context } = this.#update;
    const endsAt = context.now() + forMs;
    while (context.now() < endsAt) {
      const health = await balancer.health();
      const sick = ids.filter((id) => health[id] !== 'healthy');
      if (sick.length > 0)
        return sick.map((instanceId) => ({
          instanceId,
          event: 'AllowTraffic' as const,
          message: `${instanceId} is ${health[instanceId] ?? 'unknown'} while it takes part of the requests`,
          logTail: '',
        }));
      await delay(Math.min(pollEveryMs, Math.max(0, endsAt - context.now())), undefined, {
        signal: context.signal,
      });
    }
    return [];
  }

  /** What instances that were deployed to in place have now; `reached` are those on which anything was done. */
  async #left(
    ids: readonly string[],
    failures: readonly InstanceFailure[],
    reached: readonly string[] = ids,
  ): Promise<string> {
    const { context, environment } = this.#update;
    const { versions } = environmentRecord(context.state.records, environment);
    const before = await this.known();
    return whatIsLeft({ before: versions.length === 0 ? [] : before, ids, reached, failures });
  }

  async #rollBack(before: readonly string[], failures: readonly InstanceFailure[]): Promise<UpdateEnd> {
    const fleet = await this.#open(before);
    await balancerOf(fleet).split(undefined);
    return await this.#end(fleet, failures, untouched);
  }

  async #end(fleet: OpenFleet, failures: readonly InstanceFailure[], left: string): Promise<UpdateEnd> {
    const { url } = balancerOf(fleet);
    const instances = fleet.hosts.length;
    return await Promise.resolve({ url, instances, failures, ...(failures.length === 0 ? {} : { left }) });
  }
}

const pollEveryMs = 250;

function hostsOf({ hosts }: OpenFleet, ids: readonly string[]): readonly Host[] {
  return hosts.filter(({ instance }) => ids.includes(instance.instanceId));
}

/** An environment has a load balancer always: also the single instance is behind its proxy. */
function balancerOf({ balancer, fleet }: OpenFleet): Balancer {
  if (balancer === undefined) throw new Error(`${fleet.name} was opened without its load balancer`);
  return balancer;
}
