// The load balancer in front of a service's tasks: it knows every task that can be reached, and how the requests
// are shared while two task sets are there.
import { setTimeout as delay } from 'node:timers/promises';
import { defined } from '../../lib/defined.ts';
import type { Balancer } from '../balancer/balancer.ts';
import { configureBalancer, connectBalancer, startBalancer } from '../balancer/open-balancer.ts';
import type { BalancerDescription, BalancerHost } from '../balancer/protocol.ts';
import { programVersion } from '../daemon/program-version.ts';
import type { TaskObservation } from './observe-tasks.ts';
import { serviceBalancerFolder, type ServiceRecord } from './service-record.ts';

const registrationPollMs = 20;

export interface TrafficOptions {
  readonly targetsFolder: string;
  readonly signal: AbortSignal;
  /** The tasks as they are now, for a balancer that knows none. */
  readonly tasksNow: () => Promise<readonly TaskObservation[]>;
}

export class ServiceTraffic {
  readonly #options: TrafficOptions;
  /** Tasks that the balancer was asked to take, each with what ends the waiting for it. */
  readonly #registered = new Map<string, AbortController>();
  #balancer: Balancer | undefined;
  #configured = '';
  #splitNow = '';

  constructor(options: TrafficOptions) {
    this.#options = options;
  }

  /** The load balancer's address; undefined for a service without one. */
  get url(): string | undefined {
    return this.#balancer?.url;
  }

  /** Opens it where the service has one, for the tasks that there are. */
  async open(record: ServiceRecord): Promise<void> {
    if (record.targetGroup === undefined) return;
    const { targetsFolder, signal, tasksNow } = this.#options;
    const folder = serviceBalancerFolder(targetsFolder, record.service);
    const begin = async (): Promise<number> => {
      await startBalancer({ folder, version: programVersion(), targetsFolder, signal });
      this.#configured = '';
      this.#splitNow = '';
      const described = await this.#configure(record, hostsOf(await tasksNow()));
      return described?.listenerPort ?? 0;
    };
    const port = await begin();
    this.#balancer = connectBalancer(folder, port, async () => void (await begin()));
  }

  /** What it knows of its targets; undefined for a service without one. */
  async describe(): Promise<BalancerDescription | undefined> {
    return await this.#balancer?.describe();
  }

  /** It knows every task that can be reached, and sends requests to those that are in service. */
  async balance(record: ServiceRecord, observed: readonly TaskObservation[]): Promise<void> {
    const balancer = this.#balancer;
    if (balancer === undefined) return;
    // Whose requests a task may get is known before it is.
    await this.split(record);
    await this.#configure(record, hostsOf(observed));
    for (const { taskId, port, isStopping, isRegistered } of observed) {
      if (port === undefined || isStopping || isRegistered || this.#registered.has(taskId)) continue;
      const over = new AbortController();
      this.#registered.set(taskId, over);
      void this.#register(balancer, taskId, AbortSignal.any([over.signal, this.#options.signal]));
    }
  }

  /** The requests go as the record says from now on. */
  async split({ route, tasks }: ServiceRecord): Promise<void> {
    const split =
      route === undefined
        ? undefined
        : {
            instanceIds: tasks
              .filter(({ deploymentId }) => deploymentId === route.deploymentId)
              .map(({ taskId }) => taskId),
            percent: route.percent,
            testPercent: route.testPercent,
          };
    const text = JSON.stringify(split ?? null);
    if (this.#balancer === undefined || text === this.#splitNow) return;
    await this.#balancer.split(split);
    this.#splitNow = text;
  }

  /** Whether requests may be on their way to the task. */
  has(taskId: string): boolean {
    return this.#balancer !== undefined && this.#configured.includes(taskId);
  }

  /**
   * Resolves when it has been drained. Who ends Slipway meanwhile does not end the draining: the balancer goes on by
   * itself.
   */
  async deregister(taskId: string): Promise<void> {
    this.#registered.get(taskId)?.abort();
    if (this.has(taskId))
      await this.#balancer?.deregister(taskId, this.#options.signal).catch(() => undefined);
  }

  /**
   * Waits until the balancer has taken the tasks that it was asked to take. From then on it checks their health, whether
   * or not this process waits for it.
   */
  async settled(): Promise<void> {
    while (this.#registered.size > 0) {
      const known = new Map(
        (await this.describe())?.targets.map((target) => [target.instanceId, target.health]),
      );
      if ([...this.#registered.keys()].every((taskId) => known.get(taskId) !== 'unused')) return;
      await delay(registrationPollMs);
    }
  }

  /** Stops waiting for the health of any task. */
  stopWaiting(): void {
    for (const over of this.#registered.values()) over.abort();
  }

  /** The waiting for its health ends with the task, or with the caller. */
  async #register(balancer: Balancer, taskId: string, signal: AbortSignal): Promise<void> {
    await balancer.register(taskId, signal).catch(() => undefined);
    this.#registered.delete(taskId);
  }

  async #configure(
    { service, targetGroup, ports, hasTestListener }: ServiceRecord,
    hosts: readonly BalancerHost[],
  ): Promise<BalancerDescription | undefined> {
    const text = JSON.stringify(hosts);
    if (targetGroup === undefined || text === this.#configured) return undefined;
    const { production, test } = ports;
    const group = { ...targetGroup, ...defined({ listenerPort: production }) };
    const folder = serviceBalancerFolder(this.#options.targetsFolder, service);
    const testListener = test === undefined ? {} : { port: test };
    const described = await configureBalancer(folder, hosts, {
      targetGroup: group,
      testListener: hasTestListener ? testListener : undefined,
    });
    this.#configured = text;
    return described;
  }
}

function hostsOf(observed: readonly TaskObservation[]): readonly BalancerHost[] {
  return observed.flatMap(({ taskId, port }) =>
    port === undefined ? [] : [{ instanceId: taskId, address: { type: 'port' as const, port } }],
  );
}
