// A deployment to a service, in the frame of all deployments: the service is opened for it, and brought back when the action is
// stopped in the middle of it.
import type { Result } from '../../lib/result.ts';
import type { FailureDetails } from '../../model/progress.ts';
import type { Service } from '../../model/service.ts';
import type { ContainerEngine } from '../../process/container-engine.ts';
import { claimServiceSoon } from '../../targets/service/claim-service.ts';
import type { RunningService } from '../../targets/service/running-service.ts';
import { readService, type ServiceDeployment } from '../../targets/service/service-record.ts';
import { deployInFrame, type DeploymentOutcome } from '../deployment/frame.ts';
import { recordBalancer } from '../deployment/record-balancer.ts';
import type { ActionContext, ActionResult } from '../provider.ts';
import type { DeploymentOptions } from '../deployment/deployment-options.ts';
import { openForDeployment } from './open-service.ts';
import { keeper, lockNameOf } from './service-lock.ts';
import { TaskReporter } from './report-tasks.ts';
import { begin, mark, type ServiceUpdate } from './update.ts';

export interface DeploymentToService {
  readonly service: Service;
  readonly engine: ContainerEngine;
  readonly deployment: ServiceDeployment;
  /** The display name of what it is a deployment to. */
  readonly groupName: string;
  /** What the service that deploys says while another deployment is under way. */
  readonly busyCode: string;
  /** How long the new tasks may take to become healthy. */
  readonly timeoutMs: number;
}

export interface DeploymentWork {
  /** Brings the service to the deployment, or back. */
  readonly run: (update: ServiceUpdate) => Promise<DeploymentOutcome>;
  /** Brings it back after the action was stopped, as far as there is time. */
  readonly rollBack: (update: ServiceUpdate) => Promise<unknown>;
}

export async function withService(
  context: ActionContext<DeploymentOptions>,
  what: DeploymentToService,
  work: DeploymentWork,
): Promise<ActionResult> {
  const { service, deployment } = what;
  const framed = {
    deployment: { deploymentId: deployment.id, groupName: what.groupName, creator: 'user' },
    lockName: lockNameOf(service),
    waitsFor: keeper,
    busy: (activeDeploymentId: string) => busy(what, activeDeploymentId),
  } as const;
  return await deployInFrame(context, framed, {
    open: async () => await open(context, what),
    run: async (update) => {
      await begin(update);
      const outcome = await work.run(update);
      if (outcome.status !== 'Succeeded') return outcome;
      await mark(update, 'COMPLETED');
      const { url } = update.running;
      if (url === undefined) return outcome;
      return { ...outcome, endpoint: { name: service.serviceName, url, detail: 'ECS service' } };
    },
    stop: async (update) => (update === undefined ? undefined : await rescue(update, what, work)),
    whenBroken: `The deployment broke off, and ${service.serviceName} is as it was then; the next one goes on from there`,
    close: async ({ running, claim }) => {
      running[Symbol.dispose]();
      claim[Symbol.dispose]();
      return await Promise.resolve();
    },
  });
}

async function open(
  context: ActionContext<DeploymentOptions>,
  what: DeploymentToService,
): Promise<Result<ServiceUpdate, FailureDetails>> {
  const elsewhere = await tasksElsewhere(context, what);
  if (elsewhere !== undefined) return { failed: elsewhere };
  reportBeginning(context, what);
  const { service, deployment, timeoutMs } = what;
  const reporter = new TaskReporter(context, service.serviceName);
  using claiming = new DisposableStack();
  const targetsFolder = await context.state.folder('targets');
  const claim = claiming.use(await claimServiceSoon(targetsFolder, service, context.signal));
  const running = await openRunning(context, what, reporter);
  claiming.move();
  const { targetGroup } = running.record;
  if (targetGroup !== undefined)
    recordBalancer(context, { name: service.serviceName, url: running.url, targetGroup });
  const deadline = deployment.createdAt + timeoutMs;
  return { context, service, running, claim, reporter, deployment, deadline };
}

async function openRunning(
  context: ActionContext<DeploymentOptions>,
  { service, engine }: DeploymentToService,
  reporter: TaskReporter,
): Promise<RunningService> {
  const hasTestListener = service.loadBalancer?.hasTestListener === true;
  return await openForDeployment({ context, service, engine, hasTestListener }, (event) =>
    reporter.report(event),
  );
}

function busy({ busyCode, service }: DeploymentToService, activeDeploymentId: string): FailureDetails {
  return {
    code: busyCode,
    message: `The deployment ${activeDeploymentId} of ${service.serviceName} is under way`,
    remedy: 'Run it again when that is over.',
  };
}

/** Tasks that run on another engine would go on there, and nothing would know of them. */
async function tasksElsewhere(
  { state }: ActionContext<DeploymentOptions>,
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

function reportBeginning(
  { report, resources }: ActionContext<DeploymentOptions>,
  what: DeploymentToService,
): void {
  const { service, deployment, engine } = what;
  const { targetGroupName = '' } = service.loadBalancer ?? {};
  const targetGroup = resources.find('AWS::ElasticLoadBalancingV2::TargetGroup', targetGroupName)?.values;
  for (const each of [service, deployment.revision].flatMap((part) => part.notExecuted))
    report({ kind: 'NotExecuted', what: each, reason: 'The tasks here run without it' });
  for (const { what: key, reason } of targetGroup?.notExecuted ?? [])
    report({ kind: 'NotExecuted', what: `${key} of the target group ${targetGroupName}`, reason });
  const message = `Tasks of ${service.serviceName} run on ${engine.name} ${engine.version}`;
  report({ kind: 'Notice', message });
}

const rescueMs = 20_000;

async function rescue(
  { context, service, reporter, deployment, claim, running: before }: ServiceUpdate,
  what: DeploymentToService,
  { rollBack }: DeploymentWork,
): Promise<undefined> {
  // One at a time writes down what is known of the service.
  await before.settled();
  const own: ActionContext<DeploymentOptions> = { ...context, signal: AbortSignal.timeout(rescueMs) };
  using running = await openRunning(own, what, reporter);
  const deadline = context.now() + rescueMs;
  await rollBack({ context: own, service, running, claim, reporter, deployment, deadline });
}
