// A blue/green deployment to servers, phase by phase (CodeDeploy user guide, "Overview of an EC2/On-Premises blue/green
// deployment"): the revision is installed on the replacement instances, the traffic goes over to them, the original instances
// are taken out of it, and end after a while.
import { counted } from '../../../lib/counted.ts';
import { allowTrafficEvents, blockTrafficEvents, installEvents } from '../../../model/deployment.ts';
import type { DeploymentEnd, Target } from '../../deployment/deployment.ts';
import { announceEndpoints } from '../../deployment/announce.ts';
import { currentFleet, forgetInstances, replaceInstances } from '../../deployment/fleet-instances.ts';
import { openTargets } from '../../deployment/open-targets.ts';
import { beginDeployment } from '../begin-deployment.ts';
import { endWithout, stoppedBy, tooFewHealthy, type Stopped } from '../deployment-errors.ts';
import { deploymentOf, type Work } from '../deployment-work.ts';
import { constraintsFor, minimumHealthyHosts } from '../next-targets.ts';
import { revisionZip } from '../revision-zip.ts';
import { DeploymentWatch } from '../rollout.ts';
import { EnvironmentRun, type RunningDeployment } from './environment-run.ts';
import type { OpenEnvironments } from './open-environments.ts';
import { recordingProgress } from './recording-progress.ts';
import { waitForCall } from './wait-for-call.ts';

type Ended = Stopped | (Required<Pick<DeploymentEnd, 'errorInformation'>> & { readonly status: 'Failed' });

const unhealthy: Ended = { status: 'Failed', errorInformation: tooFewHealthy };

/** Rejects only when the context's signal aborted; whatever was started has ended then. */
export async function runBlueGreen(work: Work, opened: OpenEnvironments): Promise<DeploymentEnd> {
  const context = recordingProgress(work.context);
  const deployment = deploymentOf(work, [...opened.green, ...opened.blue]);
  const { deploymentId } = deployment;
  await context.step(`${deploymentId}/created`, async () => beginDeployment(context, deployment));
  // Zones one after the other are for deployments in place alone.
  const { zonalConfig: _zones, ...config } = deployment.config;
  const constraints = constraintsFor(config, opened.green);
  if (constraints === undefined) return endWithout(deployment, 'HEALTH_CONSTRAINTS_INVALID');
  const zip = await revisionZip(context, deployment);
  if ('code' in zip) return endWithout(deployment, zip.code, `: ${zip.why}`);
  await using watch = new DeploymentWatch(context, deployment);
  const running = { context, deployment, bundle: zip.file, watch };
  const run = new EnvironmentRun(running);
  const phases = new Phases({ work, opened, running, run }, constraints.minimumHealthyHosts);
  const ended = await phases.run();
  const targets = await run.end();
  const failures = run.failures.toSorted((a, b) => a.at - b.at);
  return ended === undefined ? { status: 'Succeeded', targets, failures } : { ...ended, targets, failures };
}

interface PhasesOf {
  readonly work: Work;
  readonly opened: OpenEnvironments;
  readonly running: RunningDeployment;
  readonly run: EnvironmentRun;
}

class Phases {
  readonly #of: PhasesOf;
  readonly #minimum: number;
  #installed: readonly Target[] = [];

  /** @param minimum so many replacement instances have to be healthy at the end */
  constructor(of: PhasesOf, minimum: number) {
    this.#of = of;
    this.#minimum = minimum;
  }

  /** What has ended it before its time. */
  async run(): Promise<Ended | undefined> {
    return (
      (await this.#install()) ??
      (await this.#untilContinued()) ??
      (await this.#reroute()) ??
      (await this.#blockOriginals()) ??
      (await this.#terminate())
    );
  }

  async #install(): Promise<Ended | undefined> {
    const { run, opened } = this.#of;
    const phase = { targets: opened.green, events: installEvents, minimumHealthyHosts: this.#minimum };
    const { hasSucceeded, succeeded } = await run.phase(phase);
    this.#installed = succeeded;
    return this.#stopped() ?? (hasSucceeded ? undefined : unhealthy);
  }

  #stopped(): Ended | undefined {
    const { watch } = this.#of.running;
    watch.isStoppedByCall();
    const { stoppedBy: by } = watch;
    return by === undefined ? undefined : stoppedBy(by);
  }

  async #untilContinued(): Promise<Ended | undefined> {
    const { running } = this.#of;
    const { actionOnTimeout, waitTimeInMinutes: minutes = 0 } = this.#options.deploymentReadyOption ?? {};
    if (actionOnTimeout !== 'STOP_DEPLOYMENT') return undefined;
    const at = this.#installed.flatMap(({ host }) => host.url ?? []).join(', ');
    const message = `Before the traffic goes over to the replacement instances (${at}), the deployment waits ${counted(minutes, 'minute')} for ContinueDeployment`;
    const end = await waitForCall(running, { waitType: 'READY_WAIT', minutes, message });
    if (end.type === 'stopped') return stoppedBy(end.by);
    return end.type === 'over' ? notContinued(minutes) : undefined;
  }

  get #options() {
    return this.#of.running.deployment.group.blueGreenDeploymentConfiguration ?? {};
  }

  /** As many at once, and so many of them, as the configuration says of a deployment to those that have their revision. */
  async #reroute(): Promise<Ended | undefined> {
    const { run, running, opened } = this.#of;
    const targets = this.#installed;
    const { config } = running.deployment;
    const minimum = minimumHealthyHosts(config.minimumHealthyHosts, targets.length);
    const { hasSucceeded, succeeded } = await run.phase({
      targets,
      events: allowTrafficEvents,
      minimumHealthyHosts: Math.min(minimum, targets.length - 1),
    });
    const isEnough = hasSucceeded && succeeded.length >= Math.max(1, this.#minimum);
    const ended = this.#stopped() ?? (isEnough ? undefined : unhealthy);
    if (ended !== undefined) return ended;
    await this.#replace();
    await announceEndpoints(running.context, running.deployment, { ...opened.open, targets: succeeded });
    return undefined;
  }

  /** From here on the replacement instances are those of the fleet, whatever becomes of this deployment. */
  async #replace(): Promise<void> {
    const { work, opened, running } = this.#of;
    const { scalingGroups, green: copies } = opened.environments;
    if (scalingGroups === undefined) return;
    await running.context.step(`${running.deployment.deploymentId}/replaced`, async () => {
      const { records } = work.context.state;
      replaceInstances(records, opened.declared, { scalingGroup: scalingGroups.copy, copies });
      return null;
    });
  }

  async #blockOriginals(): Promise<Ended | undefined> {
    const { run, opened } = this.#of;
    const { blue: targets } = opened;
    if (targets.length === 0) return undefined;
    const { succeeded } = await run.phase({ targets, events: blockTrafficEvents, minimumHealthyHosts: 0 });
    return this.#stopped() ?? (succeeded.length === targets.length ? undefined : unhealthy);
  }

  async #terminate(): Promise<Ended | undefined> {
    const { running, opened } = this.#of;
    const { action, terminationWaitTimeInMinutes: minutes = 0 } =
      this.#options.terminateBlueInstancesOnDeploymentSuccess ?? {};
    if (action === 'KEEP_ALIVE' || opened.blue.length === 0) return undefined;
    if (minutes > 0) {
      const message = `The original instances are kept for ${counted(minutes, 'minute')}`;
      const end = await waitForCall(running, { waitType: 'TERMINATION_WAIT', minutes, message });
      if (end.type === 'stopped') return stoppedBy(end.by);
    }
    const { deploymentId } = running.deployment;
    await running.context.step(`${deploymentId}/terminated`, async () => this.#terminateOriginals());
    return undefined;
  }

  /** A fleet that is opened without them ends them. */
  async #terminateOriginals(): Promise<null> {
    const { work, opened, running } = this.#of;
    const { context, openFleet, resolved } = work;
    const ids = opened.blue.map(({ targetId }) => targetId);
    forgetInstances(context.state.records, opened.declared, new Set(ids));
    const fleet = currentFleet(context.state.records, opened.declared);
    const selected = fleet.instances.map((instance) => ({ fleet, instance }));
    await using _left = await openTargets(context, openFleet, { group: resolved.group, selected });
    running.context.log.line(`Terminated: ${ids.join(', ')}`);
    return null;
  }
}

function notContinued(minutes: number): Ended {
  const message = `No call of ContinueDeployment came within ${counted(minutes, 'minute')}`;
  return {
    status: 'Stopped',
    stop: 'DEPLOYMENT_STOP_ON_REQUEST',
    errorInformation: { code: 'TIMEOUT', message },
  };
}
