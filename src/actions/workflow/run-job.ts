// Runs one job of a workflow on this machine: its folders and machine, its steps, what they ask for at the end, its outputs.
import { defined } from '../../lib/defined.ts';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isFailed, type Result } from '../../lib/result.ts';
import { removeTree } from '../../lib/remove-tree.ts';
import { valueAt, type JobContexts, type JobInWorkflow } from '../../model/workflow.ts';
import type { FailureDetails } from '../../model/progress.ts';
import { endMarked } from '../../process/end-marked.ts';
import { environmentOfJob } from '../../workflows/environments/environment-gate.ts';
import { lackingAccess } from '../../workflows/lacking-access.ts';
import { describePermissions, permissionsInRun, permissionsOf } from '../../workflows/permissions.ts';
import { describeMissing } from '../../workflows/missing-secrets.ts';
import { describeTrust, trustOf } from '../../workflows/trust.ts';
import { evaluateCondition, resolveValue, textOf } from '../../workflows/language/expressions.ts';
import { takeOutputs } from '../../workflows/runner/limits.ts';
import { mergeStatus } from '../../workflows/runner/step-status.ts';
import type { BuildOptions } from '../build/build-options.ts';
import { defaultMachineLimit, takeTurn } from '../build/build-queue.ts';
import { offerPlugins, shimTools } from '../build/shims/shim-tools.ts';
import type { ActionContext, ActionResult, RunOf } from '../provider.ts';
import { reachFromContainer } from '../../targets/endpoint/container-reach.ts';
import { countAnnotations, noAnnotations } from './annotations.ts';
import { leadNamesOfJob } from './aws-names.ts';
import { noBackgroundSteps } from './background-steps.ts';
import { containerOf } from './container/container-spec.ts';
import { baseInContainer, openJobContainer, type JobContainer } from './container/job-container.ts';
import { cancelledWhenInterrupted, endOfJob } from './end-of-job.ts';
import { cancelJob } from './interruption.ts';
import { openIdToken } from './id-token.ts';
import { makeJobFolders, layersFolder, removeJobFolders } from './job-folders.ts';
import { chooseIsolation, openJobMachine } from './job-machine.ts';
import { debugging, jobSecrets } from './job-secrets.ts';
import type { Frame, JobRun } from './job-run.ts';
import { runPreSteps } from './run-pre-steps.ts';
import { endBackground, jobFrame, runSteps } from './run-step.ts';
import { environmentOf } from './step-values.ts';
import { startServices } from './services/start-services.ts';
import { offerSudo } from './offer-sudo.ts';
import { baseOfJob } from './step-environment.ts';
import { eventPath, stepScope } from './step-scope.ts';

type JobContext = ActionContext<BuildOptions>;

export const runJob: RunOf<BuildOptions> = async (given) =>
  await runCancellable(cancelledWhenInterrupted(given));

async function runCancellable(context: JobContext): Promise<ActionResult> {
  const written = context.configuration['Definition'];
  if (written === undefined) return { status: 'Failed', error: noDefinition };
  const definition = JSON.parse(written) as JobInWorkflow;
  const contexts = JSON.parse(context.configuration['Contexts'] ?? '{}') as JobContexts;
  const machineLimit = context.options.maxBuilds ?? defaultMachineLimit;
  using turn = await takeTurn({ project: `${context.state.path} workflow`, machineLimit }, endOfJob(context));
  if (turn === undefined) return cancelledResult(context);
  const opened = await openJob(context, definition, contexts);
  if (isFailed(opened)) return notStarted(context, opened.failed);
  try {
    return await runOpened(opened);
  } finally {
    await closeJob(opened);
  }
}

/** What a cancelled job waited for is no failure of its own. */
function notStarted(context: JobContext, error: FailureDetails): ActionResult {
  return endOfJob(context).aborted ? cancelledResult(context) : { status: 'Failed', error };
}

/** The action is made for each job of a workflow, and its definition comes with it. */
const noDefinition: FailureDetails = {
  code: 'ConfigurationError',
  message: 'The action has no definition of a job. Run the workflow: slipway run FILE',
};

async function openJob(
  context: JobContext,
  definition: JobInWorkflow,
  contexts: JobContexts,
): Promise<Result<JobRun, FailureDetails>> {
  const named = environmentOfJob(definition, contexts);
  const environment = isFailed(named) ? undefined : named.environment?.name;
  const trust = trustOf(contexts.github);
  const { values, missing } = jobSecrets(definition, { store: context.state.secrets, environment, trust });
  const hidden = Object.entries(values).filter(([name]) => !debugging.some((each) => each === name));
  context.log.redact(hidden.map(([name, value]) => ({ name, value })));
  for (const message of describeMissing(missing, trust)) context.report({ kind: 'Notice', message });
  const opened = await openPlace(context, definition, { contexts, secrets: values });
  if (isFailed(opened)) return opened;
  const names = await leadNamesOfJob(context, definition, { ...opened, contexts, secrets: values });
  const base = { ...opened.base, ...names?.variables };
  const place = { ...opened, base };
  const { folders } = place;
  const idToken = await openIdToken(context, { definition, contexts, environment, host: place.host });
  if (idToken !== undefined)
    context.log.redact([
      { name: 'the token of the job', value: idToken.variables['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? '' },
    ]);
  const minutes = resolveValue(definition.job.timeoutMinutes ?? null, { contexts: { ...contexts } });
  const limit = isFailed(minutes) ? 0 : Number(minutes.value ?? 0);
  const job: JobRun = {
    context,
    definition,
    contexts,
    ...place,
    secrets: values,
    lacksSecrets: missing.some(({ name }) => name !== 'GITHUB_TOKEN'),
    ...defined({ idToken }),
    env: new Map(),
    paths: [],
    status: 'success',
    prepared: new Map(),
    posts: [],
    endings: [],
    services: {},
    artifacts: [],
    matchers: [],
    annotations: noAnnotations(),
    reported: { annotations: 0, summaries: 0 },
    results: undefined,
    background: noBackgroundSteps(),
    leftFailed: 0,
    hasTimedOut: false,
    deadline: context.now() + (limit > 0 ? limit : defaultTimeoutMinutes) * 60_000,
  };
  const following = names?.follow();
  job.endings.push(async () => Promise.resolve(following?.[Symbol.dispose]()));
  if (job.container === undefined) await offerPlugins(folders.here(folders.home));
  const event = folders.here(eventPath(job));
  mkdirSync(dirname(event), { recursive: true });
  writeFileSync(event, JSON.stringify(contexts.github['event'] ?? {}, undefined, 2));
  return job;
}

type JobPlace = Pick<JobRun, 'folders' | 'machine' | 'container' | 'host' | 'base' | 'programs'>;
type Known = Pick<JobRun, 'contexts' | 'secrets'>;

/** Where the steps run: in a container when the job says so. */
async function openPlace(
  context: JobContext,
  definition: JobInWorkflow,
  { contexts, secrets }: Known,
): Promise<Result<JobPlace, FailureDetails>> {
  const said = containerOf(definition, contexts, secrets);
  if (isFailed(said)) return { failed: { code: 'ConfigurationError', message: said.failed } };
  if (said.spec === undefined) return await openOnMachine(context, definition);
  const folders = await makeJobFolders(context.workFolder, 'container', definition.repository.name);
  const opened = await openJobContainer(context, said.spec, folders);
  if (isFailed(opened)) return { failed: { code: 'JobFailed', ...opened.failed } };
  const base = baseInContainer(opened, said.spec, folders);
  const host = await hostOf(context, opened);
  // Programs of this machine would not run there.
  return { folders, machine: opened.machine, container: opened, host, base, programs: '' };
}

/** Where this process listens for what runs in the container. */
async function hostOf(context: JobContext, { container }: JobContainer): Promise<string> {
  const reach = await reachFromContainer(container, container.name);
  if (reach === 'loopback') return loopback;
  if (!isFailed(reach)) return reach.gateway;
  const message = `Actions in the container of the job reach no artifacts, caches and OIDC tokens of this machine: ${reach.failed}`;
  context.report({ kind: 'Notice', message });
  return loopback;
}

const loopback = '127.0.0.1';

async function openOnMachine(
  context: JobContext,
  definition: JobInWorkflow,
): Promise<Result<JobPlace, FailureDetails>> {
  const { isolation, because } = await chooseIsolation(context, definition);
  if (because !== undefined)
    context.report({ kind: 'Notice', message: `The job runs in a folder: ${because}` });
  const folders = await makeJobFolders(context.workFolder, isolation, definition.repository.name);
  const programs = await shimTools(context.state);
  const sudo = await offerSudo(context.state, isolation);
  const machine = await openJobMachine(context, folders, programs);
  if (!isFailed(machine))
    return { folders, machine, host: loopback, base: baseOfJob(process.env, folders, sudo), programs };
  await removeJobFolders(folders);
  return { failed: { code: 'JobFailed', message: machine.failed } };
}

/** GitHub: "Workflow syntax", jobs.<job_id>.timeout-minutes. */
const defaultTimeoutMinutes = 360;

async function runOpened(job: JobRun): Promise<ActionResult> {
  const { context, definition } = job;
  const steps = jobFrame(job);
  const wrong = setEnvironment(job, steps.frame);
  if (wrong !== undefined) return { status: 'Failed', error: { code: 'ConfigurationError', message: wrong } };
  const services = await startServices(job, steps.frame);
  if (isFailed(services)) return notStarted(context, { code: 'JobFailed', ...services.failed });
  showPermissions(job);
  if (context.cancelled?.aborted === true) cancelJob(job);
  await runPreSteps(job, definition.job.steps, steps);
  await runSteps(job, definition.job.steps, steps);
  await endBackground(job, steps);
  await runPosts(job, steps.frame);
  reportUrl(job, steps.frame);
  return resultOf(job, steps.frame);
}

/** A runner shows them, too. What they would refuse on GitHub goes on here, with the stored secret's own rights. */
function showPermissions({ context, contexts, definition }: JobRun): void {
  const permissions = permissionsInRun(definition, contexts.github);
  const shown = describePermissions(permissions);
  if (shown === undefined) return;
  const trust = trustOf(contexts.github);
  const isLess = shown !== describePermissions(permissionsOf(definition));
  const because = trust !== 'repository' && isLess ? `, at most, since it is ${describeTrust(trust)}` : '';
  context.log.line(`GITHUB_TOKEN permissions: ${shown}${because}`);
  for (const step of definition.job.steps)
    for (const { scope, needed } of lackingAccess(step, permissions)) {
      const message = `On GitHub ${step.uses ?? 'a step'} fails: the token of the job lacks "${scope}: ${needed}"`;
      context.report({ kind: 'Notice', message });
    }
}

/** Of the workflow, then of the job, which sees it. */
function setEnvironment(job: JobRun, frame: Frame): string | undefined {
  const { workflow, job: declared } = job.definition;
  for (const value of [workflow.env, declared.env]) {
    const env = environmentOf(value, stepScope(job, frame));
    if (isFailed(env)) return `"env" cannot be evaluated: ${env.failed}`;
    for (const [name, each] of Object.entries(env)) job.env.set(name, each);
  }
  return undefined;
}

/** The last one goes first. */
async function runPosts(job: JobRun, { failures }: Frame): Promise<void> {
  for (let post = job.posts.pop(); post !== undefined; post = job.posts.pop()) {
    const { name, condition, frame, work } = post;
    const holds = evaluateCondition(condition, stepScope(job, frame));
    if (isFailed(holds) || !holds.value || job.context.signal.aborted) continue;
    job.context.log.line(`▶ ${name}`);
    const end = await countAnnotations(job, work);
    job.status = mergeStatus(job.status, end.outcome);
    if (end.outcome !== 'failure') continue;
    job.context.log.line(`error: ${end.failure.message}`);
    failures.push({ step: name, ...end.failure });
  }
}

/** GitHub shows the URL of a deployment that has succeeded. */
function reportUrl(job: JobRun, frame: Frame): void {
  const { environment } = job.definition.job;
  const url = resolveValue(valueAt(environment, 'url') ?? null, stepScope(job, frame));
  const named = environmentOfJob(job.definition, job.contexts);
  if (job.status !== 'success' || isFailed(url) || isFailed(named) || named.environment === undefined) return;
  const text = textOf(url.value);
  const { name } = named.environment;
  if (job.context.log.hide(text) !== text)
    warn(job, `Skip setting environment url as environment '${name}' may contain secret.`);
  else if (text !== '') job.context.report({ kind: 'Endpoint', name, url: text });
}

function resultOf(job: JobRun, frame: Frame): ActionResult {
  const { context, definition, status } = job;
  const outputs = environmentOf(definition.job.outputs, stepScope(job, frame));
  const fails = (error: FailureDetails) =>
    ({
      status: 'Failed',
      outputArtifacts: job.artifacts,
      error: { logTail: context.log.tail(shownLines), ...error },
    }) as const;
  if (isFailed(outputs))
    return fails({
      code: 'ConfigurationError',
      message: `Its outputs cannot be evaluated: ${outputs.failed}`,
    });
  const { outputs: outputVariables, skipped, failed } = takeOutputs(outputs, context.log.hide);
  for (const message of skipped) warn(job, message);
  if (failed !== undefined) context.log.line(`error: ${failed}`);
  if (failed !== undefined && status === 'success') return fails({ code: 'JobFailed', message: failed });
  if (status === 'success') return { status: 'Succeeded', outputVariables, outputArtifacts: job.artifacts };
  if (status === 'cancelled') return { ...cancelledResult(context, job.hasTimedOut), outputVariables };
  const { step, message, exitCode, remedy, logTail } = frame.failures[0] ?? {
    step: '',
    message: 'A step failed',
  };
  const failure = { message: step === '' ? message : `${step}: ${message}`, where: step };
  return {
    ...fails({ code: 'JobFailed', ...failure, ...defined({ exitCode, remedy, logTail }) }),
    outputVariables,
  };
}

const shownLines = 20;

function warn({ context }: JobRun, message: string): void {
  context.log.line(`warning: ${message}`);
  context.report({ kind: 'Notice', message: `warning: ${message}` });
}

function cancelledResult({ cancelled }: JobContext, hasTimedOut = false) {
  const message = hasTimedOut
    ? 'The job did not end within its timeout-minutes'
    : String(cancelled?.reason ?? 'The job was cancelled');
  return { status: 'Failed', error: { code: 'JobCancelled', message } } as const;
}

/** Ends all that the steps have left running. */
async function closeJob({ context, folders, machine, idToken, endings }: JobRun): Promise<void> {
  await idToken?.[Symbol.asyncDispose]();
  await machine.end();
  for (const end of endings) await end();
  if (folders.isolation !== 'namespace') await endMarked(context.actionExecutionId);
  if (context.options.keepWork) {
    await removeTree(layersFolder(folders));
    return;
  }
  await removeJobFolders(folders);
}
