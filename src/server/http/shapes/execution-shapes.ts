// Shapes of executions: their summary, and everything that is seen of one.
import { z } from '@hono/zod-openapi';
import type { ArtifactReference, FailureDetails } from '../../../model/progress.ts';
import type { TriggerType } from '../../../model/status.ts';
import type { TreeEntry } from '../../../state/artifact-store.ts';
import type { ExecutionSummary } from '../../../state/execution-history.ts';
import type { LogLine } from '../../../state/log-store.ts';
import type {
  ActionView,
  DeploymentView,
  Endpoint,
  ExecutionView,
  DisplayStatus,
  JobView,
  StageView,
} from '../../../view/execution-view.ts';
import type { ExpectedTimes } from '../../../view/expected-times.ts';
import type { StepSummary } from '../../../view/step-summaries.ts';
import { described, optionalText, span, text, texts, time } from './described.ts';
import { reportProgress } from './report-shapes.ts';

export interface ExecutionDetail {
  readonly summary: ExecutionSummary;
  readonly view: ExecutionView;
  /** Of the last entry that the view contains: events after it are still to be folded in. */
  readonly seq: number;
  /** Of the pipeline, as this execution has them. */
  readonly variables: Readonly<Record<string, string>>;
  /** What actions gave, by `stage/action`. */
  readonly outputVariables: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const count = z.number().int();
const duration = z.number().optional();

/** How a thing stands, as it is shown. */
export const displayStatus = described<DisplayStatus>()(
  'DisplayStatus',
  z.enum([
    'Pending',
    'InProgress',
    'Waiting',
    'Succeeded',
    'Failed',
    'Cancelled',
    'Skipped',
    'Superseded',
    'NotExecuted',
    'Reused',
    'Declined',
  ]),
);

const triggerType = described<TriggerType>()(
  'TriggerType',
  z.enum([
    'CreatePipeline',
    'StartPipelineExecution',
    'PollForSourceChanges',
    'Webhook',
    'CloudWatchEvent',
    'PutActionRevision',
    'WebhookV2',
    'ManualRollback',
    'AutomatedRollback',
  ]),
);
const trigger = z.object({ triggerType, triggerDetail: text });

export const sourceRevisions = z.array(
  z.object({
    actionName: text,
    revisionId: text,
    revisionSummary: optionalText,
    branch: optionalText,
    committedAt: time.optional(),
  }),
);

export const executionSummary = described<ExecutionSummary>()(
  'ExecutionSummary',
  z.object({
    executionId: text,
    pipelineName: text,
    status: z.enum(['Cancelled', 'InProgress', 'Stopped', 'Stopping', 'Succeeded', 'Superseded', 'Failed']),
    statusSummary: optionalText,
    runName: optionalText.openapi({ description: 'Of a workflow with run-name' }),
    startedAt: time,
    endedAt: time.optional(),
    trigger,
    rollbackOf: optionalText.openapi({ description: 'Of a rollback: the execution that it went back to' }),
    sourceRevisions,
  }),
);

const phaseType = z.enum([
  'SUBMITTED',
  'QUEUED',
  'PROVISIONING',
  'DOWNLOAD_SOURCE',
  'INSTALL',
  'PRE_BUILD',
  'BUILD',
  'POST_BUILD',
  'UPLOAD_ARTIFACTS',
  'FINALIZING',
  'COMPLETED',
]);

const phase = z.object({
  ...span,
  type: phaseType,
  status: z.enum(['SUCCEEDED', 'FAILED', 'FAULT', 'TIMED_OUT', 'IN_PROGRESS', 'STOPPED']),
  durationMs: duration,
  usage: z.object({ cpuMs: duration, peakMemoryBytes: z.number().optional() }).optional(),
});

const failure = described<FailureDetails>()(
  'Failure',
  z.object({
    code: text,
    message: text,
    command: optionalText,
    exitCode: count.optional(),
    where: optionalText,
    logTail: z.array(text).optional(),
    remedy: optionalText,
    slowest: z.array(z.object({ phaseType, command: optionalText, durationMs: z.number() })).optional(),
  }),
);

export const artifact = described<ArtifactReference>()(
  'Artifact',
  z.object({
    name: text,
    digest: text,
    files: count,
    sizeBytes: count,
    revisionId: optionalText,
    revisionSummary: optionalText,
    repository: z.object({ url: text, commitId: text, origin: optionalText }).optional(),
    location: z
      .object({
        key: text,
        packaging: z.enum(['NONE', 'ZIP']),
        encryptionDisabled: z.literal(true).optional(),
      })
      .optional(),
    cloneReference: z.object({ url: text, commitId: text, branchName: text }).optional(),
  }),
);

export const endpoint = described<Endpoint>()(
  'Endpoint',
  z.object({ name: text, url: text, detail: optionalText, path: optionalText }),
);

const lifecycleEvent = z.object({
  ...span,
  name: text,
  status: z.enum(['Pending', 'InProgress', 'Succeeded', 'Failed', 'Skipped', 'Unknown']),
  durationMs: duration,
  diagnostics: z
    .object({
      errorCode: z.enum([
        'Success',
        'ScriptMissing',
        'ScriptNotExecutable',
        'ScriptTimedOut',
        'ScriptFailed',
        'UnknownError',
      ]),
      scriptName: text,
      message: text,
      logTail: text,
    })
    .optional(),
});

const target = z.object({
  ...span,
  targetId: text,
  status: z.enum(['Pending', 'InProgress', 'Succeeded', 'Failed', 'Skipped', 'Unknown', 'Ready']),
  events: z.array(lifecycleEvent),
});

const traffic = z.object({
  of: text,
  to: text,
  percent: z.number(),
  waitMinutes: z.number(),
  minuteMs: z.number().optional(),
  at: time,
});

const deployment = described<DeploymentView>()(
  'Deployment',
  z.object({
    deploymentId: text,
    deploymentGroupName: text,
    creator: z.enum([
      'user',
      'autoscaling',
      'codeDeployRollback',
      'CodeDeploy',
      'CodeDeployAutoUpdate',
      'CloudFormation',
      'CloudFormationRollback',
      'autoscalingTermination',
    ]),
    status: z.enum(['Created', 'Queued', 'InProgress', 'Baking', 'Succeeded', 'Failed', 'Stopped', 'Ready']),
    errorInformation: z.object({ code: text, message: text }).optional(),
    rollbackInfo: z
      .object({
        rollbackDeploymentId: optionalText,
        rollbackTriggeringDeploymentId: optionalText,
        rollbackMessage: optionalText,
      })
      .optional(),
    targets: z.array(target),
    traffic: z.array(traffic),
  }),
);

const approval = z.object({
  expiresAt: time,
  customData: optionalText,
  externalEntityLink: optionalText,
  answer: z.object({ status: z.enum(['Approved', 'Rejected']), summary: text, by: text }).optional(),
});

const cache = z.object({
  event: z.enum(['HIT', 'MISS', 'SAVED', 'UNCHANGED']),
  key: optionalText,
  files: count.optional(),
  sizeBytes: count.optional(),
});

const infrastructure = z.object({
  tool: z.enum(['Terraform', 'OpenTofu']),
  event: z.enum(['PLANNED', 'APPLIED', 'INCOMPLETE']),
  add: count,
  change: count,
  destroy: count,
  import: count.optional(),
  resources: z.array(
    z.object({ address: text, change: z.enum(['create', 'update', 'replace', 'destroy', 'import']) }),
  ),
});

const batchBuild = z.object({
  ...span,
  identifier: text,
  status: z.enum(['PENDING', 'IN_PROGRESS', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'STOPPED']),
  durationMs: duration,
  message: optionalText,
});

const step = z.object({
  ...span,
  name: text,
  status: z.enum(['InProgress', 'Succeeded', 'Failed', 'Cancelled', 'Skipped']),
  durationMs: duration,
  message: optionalText,
});

const action = described<ActionView>()(
  'Action',
  z.object({
    ...span,
    name: text,
    provider: text,
    runOrder: count,
    displayStatus,
    actionExecutionId: optionalText,
    attempt: count,
    recovered: z.enum(['Resumed', 'Restarted']).optional(),
    phases: z.array(phase),
    deployments: z.array(deployment),
    approval: approval.optional(),
    error: failure.optional(),
    summary: optionalText,
    outputArtifacts: z.array(artifact),
    endpoints: z.array(endpoint),
    reusedFrom: optionalText,
    reports: z.array(reportProgress),
    infrastructure: z.array(infrastructure),
    caches: z.array(cache),
    batch: z.array(batchBuild),
    steps: z.array(step).openapi({ description: 'Of a job of a workflow of GitHub' }),
    notices: z.array(text),
    stoodIn: z
      .array(z.object({ what: text, by: text }))
      .openapi({ description: 'What on this machine did what is asked of something else' }),
    notExecuted: z.array(z.object({ what: text, reason: text })),
    runsOn: z.array(text).optional(),
  }),
);

const condition = z.object({
  type: z.enum(['BEFORE_ENTRY', 'ON_SUCCESS', 'ON_FAILURE']),
  displayStatus,
  rules: z.array(
    z.object({
      name: text,
      succeeded: z.boolean(),
      message: optionalText,
      ruleExecutionId: optionalText.openapi({ description: 'In place of an action’s, for its log' }),
    }),
  ),
});

export const closed = z
  .object({ reason: text, by: text })
  .openapi({ description: 'Why nothing enters, when the inbound transition is disabled' });

const job = described<JobView>()(
  'Job',
  z.object({
    id: text,
    needs: z.array(text),
    calledBy: optionalText.openapi({ description: 'Of a called workflow: the job that has called it' }),
    legs: z
      .array(
        z.object({
          name: text.openapi({ description: 'Of its action' }),
          matrix: texts.optional(),
          approval: optionalText.openapi({ description: 'The action that must be approved before it' }),
          waitsUntil: time.optional(),
        }),
      )
      .openapi({ description: 'Its runs, once they are planned' }),
    maxParallel: count.optional(),
  }),
);

export const stage = described<StageView>()(
  'Stage',
  z.object({
    ...span,
    name: text,
    displayStatus,
    reason: optionalText,
    attempt: count,
    closed: closed.optional(),
    conditions: z.array(condition),
    actions: z.array(action),
    jobs: z.array(job).optional(),
  }),
);

export const execution = described<ExecutionView>()(
  'Execution',
  z.object({
    ...span,
    pipelineName: text,
    executionId: text,
    displayStatus,
    stopRequested: z.object({ abandon: z.boolean(), reason: text, by: text }).optional(),
    summary: optionalText,
    runName: optionalText.openapi({ description: 'Of a workflow of GitHub: its run-name' }),
    notices: z.array(text).optional().openapi({ description: 'What one should know of the run as a whole' }),
    supersededBy: optionalText,
    trigger: trigger.optional(),
    rollback: z.object({ stageName: text, targetExecutionId: text }).optional(),
    stages: z.array(stage),
  }),
);

export const executionDetail = described<ExecutionDetail>()(
  'ExecutionDetail',
  z.object({
    summary: executionSummary,
    view: execution,
    seq: count.openapi({ description: 'The last event that is in it: a stream of events goes on after it' }),
    variables: texts.openapi({ description: 'Of the pipeline, as this execution has them' }),
    outputVariables: z
      .record(z.string(), texts)
      .openapi({ description: 'What actions gave, by stage/action' }),
  }),
);

export const stepSummary = described<StepSummary>()(
  'StepSummary',
  z.object({
    stageName: text,
    actionName: text,
    actionExecutionId: text,
    stepName: optionalText,
    markdown: text.openapi({ description: 'Whatever the step has written: it is not to be taken as HTML' }),
  }),
);

export const expectedTimes = described<ExpectedTimes>()(
  'ExpectedTimes',
  z.object({
    executions: count.openapi({ description: 'How many executions the medians are of' }),
    stages: z.array(
      z.object({
        name: text,
        durationMs: count,
        actions: z.array(
          z.object({
            name: text,
            offsetMs: count.openapi({ description: 'From the beginning of the stage' }),
            durationMs: count,
          }),
        ),
      }),
    ),
  }),
);

export const logLine = described<LogLine>()(
  'LogLine',
  z.object({
    at: time,
    text,
    unfinished: z.boolean().optional().openapi({ description: 'The line may still grow' }),
  }),
);

export const treeEntry = described<TreeEntry>()(
  'TreeEntry',
  z.object({
    path: text,
    type: z.enum(['file', 'symlink', 'directory']),
    mode: count.openapi({ description: 'Permission bits' }),
    sizeBytes: count,
    digest: optionalText,
    target: optionalText,
  }),
);
