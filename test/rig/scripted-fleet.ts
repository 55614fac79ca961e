// A fleet whose hosts do what the test says, and which complains when a deployment treats them as real ones would not
// bear: events out of order or at once, a bundle that was never given, traffic to a host that is being installed.
import {
  allowTrafficEvents,
  blockTrafficEvents,
  installEvents,
  type ServerLifecycleEvent,
} from '../../src/model/deployment.ts';
import type { Fleet } from '../../src/model/fleet.ts';
import type { LifecycleCommand, LifecycleResult } from '../../src/targets/agent/lifecycle-event.ts';
import type { Balancer } from '../../src/targets/balancer/balancer.ts';
import type { Host } from '../../src/targets/host/host.ts';
import type { OpenFleetFunction } from '../../src/targets/fleet/fleet-contract.ts';
import type { TargetHealth } from '../../src/targets/balancer/protocol.ts';

export type Script = (
  targetId: string,
  command: LifecycleCommand,
  signal: AbortSignal,
) => LifecycleResult | undefined | Promise<LifecycleResult | undefined>;

const order: readonly ServerLifecycleEvent[] = [
  ...blockTrafficEvents,
  ...installEvents,
  ...allowTrafficEvents,
];
/** A host that is scripted has no machine. */
export const noShell: Host['openShell'] = async () =>
  await Promise.reject(new Error('This host has no shell'));

const succeeded: LifecycleResult = { status: 'Succeeded', noop: false, notExecuted: [] };

export class ScriptedFleet {
  /** `i-1 Install d-…`, in the order of the beginnings. */
  readonly calls: string[] = [];
  readonly commands: LifecycleCommand[] = [];
  readonly complaints: string[] = [];
  /** The most hosts that were busy at the same time. */
  mostBusy = 0;
  script: Script = () => undefined;
  /** After each call has begun, be it of a host or of the load balancer. */
  onCall: () => void = () => undefined;
  health: Record<string, TargetHealth> = {};
  refusesTraffic: string | undefined;
  #busy = new Set<string>();
  #last = new Map<string, ServerLifecycleEvent>();
  #given = new Set<string>();

  readonly open: OpenFleetFunction = async ({ fleet }) => ({
    fleet,
    isolation: 'process',
    isolationReason: 'The test says so.',
    begunAnew: [],
    hosts: fleet.instances.map((instance) => this.#host(fleet, instance)),
    ...(fleet.targetGroup === undefined ? {} : { balancer: this.#balancer() }),
    [Symbol.asyncDispose]: async () => {
      if (this.#busy.size > 0) this.#complain(`let go while busy: ${[...this.#busy].join(', ')}`);
    },
  });

  #host(fleet: Fleet, instance: Host['instance']): Host {
    const id = instance.instanceId;
    return {
      instance,
      url: `http://127.0.0.1:${20_000 + fleet.instances.indexOf(instance)}`,
      give: async (_file, name) => {
        this.#given.add(`${id}/${name}`);
        return `${id}/${name}`;
      },
      openShell: noShell,
      runLifecycleEvent: async (command, { onLine, signal }) => {
        this.commands.push(command);
        this.#begin(id, command.lifecycleEvent, command.deploymentId);
        if (command.lifecycleEvent === 'DownloadBundle' && !this.#given.has(command.bundle.file))
          this.#complain(`${id} was never given ${command.bundle.file}`);
        onLine(`[stdout]${command.lifecycleEvent} of ${command.deploymentId}`);
        try {
          return (await this.script(id, command, signal)) ?? succeeded;
        } finally {
          this.#busy.delete(id);
        }
      },
    };
  }

  #balancer(): Balancer {
    return {
      url: 'http://127.0.0.1:19999',
      register: async (id) => {
        this.#note(`${id} register`);
        if (this.#busy.has(id)) this.#complain(`${id} got traffic while an event ran`);
        if (this.refusesTraffic === id) throw new Error('target group is full');
        this.health[id] = 'healthy';
      },
      deregister: async (id) => {
        this.#note(`${id} deregister`);
        this.health[id] = 'unused';
      },
      split: async () => {},
      health: async () => this.health,
      describe: async () => ({ targets: [] }),
    };
  }

  #begin(id: string, event: ServerLifecycleEvent, deploymentId: string): void {
    this.#note(`${id} ${event}`);
    if (this.#busy.has(id)) this.#complain(`${id} got ${event} while busy`);
    this.#busy.add(id);
    this.mostBusy = Math.max(this.mostBusy, this.#busy.size);
    const last = this.#last.get(`${id}/${deploymentId}`);
    if (last !== undefined && order.indexOf(event) < order.indexOf(last))
      this.#complain(`${id} got ${event} after ${last}`);
    this.#last.set(`${id}/${deploymentId}`, event);
  }

  #note(call: string): void {
    this.calls.push(call);
    this.onCall();
  }

  #complain(text: string): void {
    this.complaints.push(text);
  }
}

/** A script that fails there, and succeeds everywhere else. */
export function scriptFailure(location: string): LifecycleResult {
  return {
    status: 'Failed',
    noop: false,
    diagnostics: {
      errorCode: 'ScriptFailed',
      scriptName: location,
      message: `Script at specified location: ${location} failed with exit code 1`,
      logTail: `Script - ${location}\n[stderr]no luck\n`,
    },
    exitCode: 1,
    notExecuted: [],
  };
}
