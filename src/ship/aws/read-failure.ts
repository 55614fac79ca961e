// What AWS knows of a failure, by calls that only read: an execution, a build, a deployment or a stack by its id.
import type { ActionExecutionDetail, RuleExecutionDetail } from '@aws-sdk/client-codepipeline';
import { quoteForShell } from '../../lib/quote-for-shell.ts';
import type { FailureBundle } from '../explain/bundle.ts';
import { lastFailedRule, firstFailure } from '../explain/first-failure.ts';
import { calling, type AwsAccess } from './access.ts';
import { openStack, refused, stackFailures, stackNow } from './stack.ts';

type Failure = Omit<FailureBundle, 'kind'>;
/** `absent`: there is nothing of that id. Undefined: it has not failed. */
type Found = Failure | 'absent' | undefined;

/** Undefined when there is none of that id. Throws a ProblemError when it has not failed. */
export async function readFailure(access: AwsAccess, id: string): Promise<FailureBundle | undefined> {
  const found = await readerOf(id)(access, id);
  if (found === 'absent') return undefined;
  if (found === undefined) throw refused(`${id} has not failed`, 'Name one that has, or a stack');
  return { kind: 'slipway-failure', ...found };
}

function readerOf(id: string): (access: AwsAccess, id: string) => Promise<Found> {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return readExecution;
  if (/^d-[A-Z0-9]+$/.test(id)) return readDeployment;
  if (/^[0-9a-f]{8}$/.test(id)) return readShortened;
  return /:build\/|^[^:/]+:[0-9a-f-]{36}$/.test(id) ? readBuild : readStack;
}

/** The beginning of an execution's id, as status and history show it, or the name of a stack that looks like one. */
async function readShortened(access: AwsAccess, id: string): Promise<Found> {
  const aws = await import('@aws-sdk/client-codepipeline');
  const client = new aws.CodePipelineClient(access.config);
  const whole = await calling(`the execution ${id}`, async () => {
    for await (const { pipelines = [] } of aws.paginateListPipelines({ client }, {}))
      for (const { name: pipelineName = '' } of pipelines) {
        const answer = await client.send(new aws.ListPipelineExecutionsCommand({ pipelineName }));
        const ids = (answer.pipelineExecutionSummaries ?? []).map((each) => each.pipelineExecutionId ?? '');
        const found = ids.find((each) => each.startsWith(id));
        if (found !== undefined) return found;
      }
    return undefined;
  });
  return whole === undefined ? await readStack(access, id) : await readExecution(access, whole);
}

async function readExecution(access: AwsAccess, id: string): Promise<Found> {
  const aws = await import('@aws-sdk/client-codepipeline');
  const client = new aws.CodePipelineClient(access.config);
  const pipelineName = await calling(`the execution ${id}`, async () => pipelineOf(access, id));
  if (pipelineName === undefined) return 'absent';
  const actions: ActionExecutionDetail[] = [];
  const pages = aws.paginateListActionExecutions(
    { client },
    { pipelineName, filter: { pipelineExecutionId: id } },
  );
  for await (const { actionExecutionDetails = [] } of pages) actions.push(...actionExecutionDetails);
  const failed = firstFailure(actions);
  if (failed === undefined) return await readFailedRule(access, pipelineName, id);
  const { externalExecutionId: external = '', errorDetails } = failed.output?.executionResult ?? {};
  const inner = await readInner(access, external, failed.input?.actionTypeId?.provider ?? '');
  const message = errorDetails?.message ?? failed.output?.executionResult?.externalExecutionSummary ?? '';
  return {
    what: [
      `execution ${id} of ${pipelineName} failed`,
      `action ${failed.stageName ?? ''}/${failed.actionName ?? ''}`,
      ...(inner?.what ?? []),
    ],
    messages: [...(inner?.messages ?? []), ...(message === '' ? [] : [message])],
    lines: inner?.lines ?? [],
    changes: await changesSince(access, pipelineName, id),
    // In the folder of the definition, or in that which slipway import has written of the pipeline.
    reproduce: `slipway run --only ${quoteForShell(`${failed.stageName ?? ''}/${failed.actionName ?? ''}`)}`,
  };
}

/** A condition fails a stage whose actions have succeeded, or did not begin. Undefined when none has. */
async function readFailedRule(access: AwsAccess, pipelineName: string, id: string): Promise<Found> {
  const aws = await import('@aws-sdk/client-codepipeline');
  const client = new aws.CodePipelineClient(access.config);
  const rules: RuleExecutionDetail[] = [];
  const { pipelineExecution } = await client.send(
    new aws.GetPipelineExecutionCommand({ pipelineName, pipelineExecutionId: id }),
  );
  // A condition may also skip a stage.
  if (pipelineExecution?.status !== 'Failed') return undefined;
  const asked = { pipelineName, filter: { pipelineExecutionId: id } };
  for await (const { ruleExecutionDetails = [] } of aws.paginateListRuleExecutions({ client }, asked))
    rules.push(...ruleExecutionDetails);
  const failed = lastFailedRule(rules);
  if (failed === undefined) return undefined;
  const { stageName = '', ruleName = '', input, output } = failed;
  const { errorDetails, externalExecutionSummary } = output?.executionResult ?? {};
  const message = errorDetails?.message ?? externalExecutionSummary ?? '';
  const rule = input?.ruleTypeId?.provider;
  return {
    what: [
      `execution ${id} of ${pipelineName} failed`,
      `condition of stage ${stageName}: rule ${ruleName}${rule === undefined ? '' : ` (${rule})`}`,
    ],
    messages: message === '' ? [] : [message],
    lines: [],
    changes: await changesSince(access, pipelineName, id),
    reproduce: `slipway run --only ${quoteForShell(stageName)}`,
  };
}

/** The build or the deployment that an action has started; undefined for other work, and where it is no longer known. */
async function readInner(access: AwsAccess, id: string, provider: string): Promise<Failure | undefined> {
  const isKnown = /^d-[A-Z0-9]+$/.test(id) || /^[^:/]+:[0-9a-f-]{36}$/.test(id);
  if (!isKnown || !provider.startsWith('Code')) return undefined;
  const found = await readerOf(id)(access, id);
  return found === 'absent' ? undefined : found;
}

async function pipelineOf(access: AwsAccess, id: string): Promise<string | undefined> {
  const aws = await import('@aws-sdk/client-codepipeline');
  const client = new aws.CodePipelineClient(access.config);
  for await (const { pipelines = [] } of aws.paginateListPipelines({ client }, {}))
    for (const { name: pipelineName = '' } of pipelines) {
      const has = await client
        .send(new aws.GetPipelineExecutionCommand({ pipelineName, pipelineExecutionId: id }))
        .then(() => true)
        .catch((error: unknown) => {
          if (error instanceof Error && /NotFound/.test(error.name)) return false;
          throw error;
        });
      if (has) return pipelineName;
    }
  return undefined;
}

/** The revisions of this execution that are others than those of the last one before it that succeeded. */
async function changesSince(
  { config }: AwsAccess,
  pipelineName: string,
  id: string,
): Promise<readonly string[]> {
  const aws = await import('@aws-sdk/client-codepipeline');
  const client = new aws.CodePipelineClient(config);
  const { pipelineExecutionSummaries: all = [] } = await client.send(
    new aws.ListPipelineExecutionsCommand({ pipelineName }),
  );
  const at = all.findIndex(({ pipelineExecutionId }) => pipelineExecutionId === id);
  const green = all.slice(at + 1).find(({ status }) => status === 'Succeeded');
  const before = new Map(
    (green?.sourceRevisions ?? []).map(({ actionName, revisionId }) => [actionName, revisionId]),
  );
  return (all[at]?.sourceRevisions ?? [])
    .filter(({ actionName, revisionId }) => before.size > 0 && before.get(actionName) !== revisionId)
    .map(({ actionName = '', revisionId = '', revisionSummary = '' }) =>
      `${actionName}: ${before.get(actionName) ?? 'none'} → ${revisionId} ${revisionSummary}`.trimEnd(),
    );
}

async function readBuild({ config }: AwsAccess, id: string): Promise<Found> {
  const aws = await import('@aws-sdk/client-codebuild');
  const client = new aws.CodeBuildClient(config);
  const { builds = [] } = await calling(`the build ${id}`, async () =>
    client.send(new aws.BatchGetBuildsCommand({ ids: [id] })),
  );
  const [build] = builds;
  if (build === undefined) return 'absent';
  if (build.buildStatus === 'SUCCEEDED' || build.buildStatus === 'IN_PROGRESS') return undefined;
  const phase = (build.phases ?? []).find(
    ({ phaseStatus }) => phaseStatus !== undefined && phaseStatus !== 'SUCCEEDED',
  );
  const messages = (phase?.contexts ?? []).flatMap(({ statusCode, message }) =>
    message === undefined || message === '' ? [] : [[statusCode, message].filter(Boolean).join(': ')],
  );
  return {
    what: [
      `build ${build.id ?? id} ${build.buildStatus ?? ''} in ${phase?.phaseType ?? build.currentPhase ?? ''}`,
    ],
    messages,
    lines: await lastLines({ config }, build.logs),
    changes: [],
  };
}

/** None where the log is gone, or was never written. */
async function lastLines(
  { config }: Pick<AwsAccess, 'config'>,
  logs: { readonly groupName?: string | undefined; readonly streamName?: string | undefined } = {},
): Promise<readonly string[]> {
  const { groupName: logGroupName, streamName: logStreamName } = logs;
  if (logGroupName === undefined || logStreamName === undefined) return [];
  const aws = await import('@aws-sdk/client-cloudwatch-logs');
  const client = new aws.CloudWatchLogsClient(config);
  const wanted = { logGroupName, logStreamName, limit: 100, startFromHead: false };
  const { events = [] } = await client.send(new aws.GetLogEventsCommand(wanted)).catch((error: unknown) => {
    if (error instanceof Error && /NotFound/.test(error.name)) return { events: [] };
    throw error;
  });
  return events.map(({ message = '' }) => message.replace(/\r?\n$/, '')).filter((line) => line !== '');
}

async function readDeployment({ config }: AwsAccess, deploymentId: string): Promise<Found> {
  const aws = await import('@aws-sdk/client-codedeploy');
  const client = new aws.CodeDeployClient(config);
  const { deploymentInfo } = await calling(`the deployment ${deploymentId}`, async () =>
    client.send(new aws.GetDeploymentCommand({ deploymentId })),
  );
  const {
    status = '',
    errorInformation,
    applicationName = '',
    deploymentGroupName = '',
  } = deploymentInfo ?? {};
  if (status !== 'Failed' && status !== 'Stopped') return undefined;
  const { targetIds = [] } = await client.send(new aws.ListDeploymentTargetsCommand({ deploymentId }));
  const { deploymentTargets = [] } =
    targetIds.length === 0
      ? {}
      : await client.send(
          new aws.BatchGetDeploymentTargetsCommand({ deploymentId, targetIds: targetIds.slice(0, 25) }),
        );
  const targets = deploymentTargets.flatMap(
    (each) => each.instanceTarget ?? each.ecsTarget ?? each.lambdaTarget ?? [],
  );
  const events = targets.flatMap((target) =>
    (target.lifecycleEvents ?? [])
      .filter((event) => event.status === 'Failed')
      .map((event) => ({ target: target.targetId ?? '', ...event })),
  );
  const [first] = events;
  const hook = first?.diagnostics;
  const message = [errorInformation?.code, errorInformation?.message].filter(Boolean).join(': ');
  return {
    what: [
      `deployment ${deploymentId} to ${applicationName}/${deploymentGroupName} ${status}`,
      ...(first === undefined ? [] : [`${first.lifecycleEventName ?? ''} on ${first.target}`]),
    ],
    messages: [
      ...(hook?.message === undefined
        ? []
        : [`${hook.errorCode ?? ''}: ${hook.scriptName ?? ''}: ${hook.message}`]),
      ...(message === '' ? [] : [message]),
    ],
    lines: (hook?.logTail ?? '').split('\n').filter((line) => line !== ''),
    changes: [],
  };
}

async function readStack(access: AwsAccess, name: string): Promise<Found> {
  const stack = await openStack(access, name);
  if ((await stackNow(stack)) === undefined) return 'absent';
  const failures = await stackFailures(stack);
  const [first] = failures;
  if (first === undefined) return undefined;
  return {
    what: [`stack ${name}`, `${first.type} ${first.logicalId} ${first.status}`],
    messages: [first.reason],
    lines: [],
    changes: [],
  };
}
