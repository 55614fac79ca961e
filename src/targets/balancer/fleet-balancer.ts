// A fleet's balancer: applies what the fleet is, keeps the ports, answers requests of Slipway.
import { counted } from '../../lib/counted.ts';
import { join } from 'node:path';
import { debugOf } from '../../lib/debug.ts';
import { defined } from '../../lib/defined.ts';
import { unreachable } from '../../lib/unreachable.ts';
import { readBalancerState, writeBalancerState, type BalancerState } from './balancer-state.ts';
import { openHostPort, openListener, type Listener } from './listener.ts';
import { runningPort } from '../endpoint/open-endpoint.ts';
import { publishedHosts } from '../endpoint/published-hosts.ts';
import { isHostOfAccount } from '../../aws/api-hosts.ts';
import { authorityIn } from '../endpoint/tls-door.ts';
import { createOutboundProxy, type OutboundProxy } from './outbound-proxy.ts';
import type { BalancerDescription, BalancerHost, BalancerRequest } from './protocol.ts';
import { Targets } from './targets.ts';

type Configure = Extract<BalancerRequest, { type: 'configure' }>;

const debug = debugOf('targets');

export class FleetBalancer {
  readonly #stateFile: string;
  readonly #targets: Targets;
  readonly #proxy: OutboundProxy;
  readonly #hostPorts = new Map<string, Listener>();
  #state: BalancerState;
  #listener: Listener | undefined;
  #testListener: Listener | undefined;
  #configuring: Promise<unknown> = Promise.resolve();

  constructor(stateFile: string, targetsFolder: string) {
    this.#proxy = createOutboundProxy(
      async () => endpointHere(targetsFolder),
      (host) => isHostOfAccount(host) || publishedHosts(targetsFolder).includes(host),
    );
    this.#stateFile = stateFile;
    this.#state = readBalancerState(stateFile);
    this.#targets = new Targets((registered) => this.#keep({ registered }));
  }

  async handle(request: BalancerRequest, signal: AbortSignal): Promise<unknown> {
    if (request.type !== 'series') debug(() => `balancer: ${describeRequest(request)}`);
    switch (request.type) {
      case 'configure': {
        const configured = this.#configuring.then(() => this.#configure(request));
        this.#configuring = configured.catch(() => undefined);
        return await configured;
      }
      case 'register':
        return await this.#targets.register(request.instanceId, signal);
      case 'deregister':
        return await this.#targets.deregister(request.instanceId, signal);
      case 'split': {
        const { split: _before, ...rest } = this.#state;
        this.#replace({ ...rest, ...defined({ split: request.split }) });
        this.#targets.split(request.split);
        return null;
      }
      case 'series':
        return this.#targets.series.since(request.since);
      case 'hosts':
        return this.#targets.hosts.since(request.since);
      case 'describe':
        return this.#describe();
      default:
        return unreachable(request);
    }
  }

  /** The targets come first, so that the port never answers for a fleet that the balancer does not know yet. */
  async #configure({ targetGroup, testListener, hosts }: Configure): Promise<BalancerDescription> {
    this.#targets.configure(targetGroup, hosts, this.#state.registered);
    this.#targets.split(this.#state.split);
    for (const { address } of hosts)
      if (address.type === 'relay') this.#proxy.serve(join(address.socketsFolder, 'proxy.sock'));
    await this.#openListener(targetGroup);
    await this.#openTestListener(testListener);
    await this.#openHostPorts(targetGroup === undefined ? [] : hosts);
    return this.#describe();
  }

  async #openListener(group: Configure['targetGroup']): Promise<void> {
    const wanted = group?.listenerPort ?? this.#state.listenerPort;
    if (group !== undefined && this.#listener !== undefined && this.#listener.port === wanted) return;
    const before = this.#listener;
    this.#listener = undefined;
    if (group !== undefined) {
      this.#listener = await openListener(this.#targets, wanted, this.#stateFile);
      this.#keep({ listenerPort: this.#listener.port });
    }
    await before?.[Symbol.asyncDispose]();
  }

  async #openTestListener(test: Configure['testListener']): Promise<void> {
    const wanted = test?.port ?? this.#state.testListenerPort;
    if (test !== undefined && this.#testListener !== undefined && this.#testListener.port === wanted) return;
    await this.#testListener?.[Symbol.asyncDispose]();
    this.#testListener = undefined;
    if (test === undefined) return;
    const seed = `${this.#stateFile} test`;
    this.#testListener = await openListener(this.#targets.testRoute, wanted, seed);
    this.#keep({ testListenerPort: this.#testListener.port });
  }

  /** A process host has a port of its own already; a namespace host gets one that leads into it. */
  async #openHostPorts(hosts: readonly BalancerHost[]): Promise<void> {
    const relayed = new Set(
      hosts.filter(({ address }) => address.type === 'relay').map((host) => host.instanceId),
    );
    for (const [instanceId, open] of this.#hostPorts) {
      if (relayed.has(instanceId)) continue;
      this.#hostPorts.delete(instanceId);
      await open[Symbol.asyncDispose]();
    }
    for (const instanceId of relayed) {
      if (this.#hostPorts.has(instanceId)) continue;
      const kept = this.#state.hostPorts[instanceId];
      const seed = `${this.#stateFile} ${instanceId}`;
      this.#hostPorts.set(instanceId, await openHostPort(() => this.#targets.find(instanceId), kept, seed));
    }
    const ports = [...this.#hostPorts].map(([instanceId, { port }]) => [instanceId, port] as const);
    this.#keep({ hostPorts: Object.fromEntries(ports) });
  }

  #describe(): BalancerDescription {
    return {
      ...defined({ listenerPort: this.#listener?.port, testListenerPort: this.#testListener?.port }),
      targets: this.#targets
        .all()
        .map((target) => target.describe(this.#hostPorts.get(target.instanceId)?.port)),
      ...defined({ split: this.#state.split }),
    };
  }

  #keep(change: Partial<BalancerState>): void {
    this.#replace({ ...this.#state, ...change });
  }

  /** What cannot be written does not take effect. */
  #replace(state: BalancerState): void {
    writeBalancerState(this.#stateFile, state);
    this.#state = state;
  }
}

/** For maintainers. */
function describeRequest(request: BalancerRequest): string {
  if ('instanceId' in request) return `${request.type} ${request.instanceId}`;
  if (request.type !== 'configure') return request.type;
  return `configure ${counted(request.hosts.length, 'host')}, listener port ${request.targetGroup?.listenerPort ?? 'not given'}`;
}

/** Undefined while it does not run. */
async function endpointHere(targetsFolder: string) {
  const port = runningPort(targetsFolder);
  return port === undefined ? undefined : { port, authority: await authorityIn(targetsFolder) };
}
