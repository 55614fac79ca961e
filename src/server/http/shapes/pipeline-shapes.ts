// Shapes of pipelines: their declaration, where they stand, and what comes of them.
import { z } from '@hono/zod-openapi';
import type {
  ActionDeclaration,
  ArtifactStore,
  PipelineDeclaration,
  PipelineTriggerDeclaration,
  RuleDeclaration,
} from '../../../model/pipeline.ts';
import type { CommitsBetween } from '../../read-commits.ts';
import type { DeliveryMeasures } from '../../../view/delivery-measures.ts';
import type { PipelineOverview } from '../../../view/pipeline-overview.ts';
import type { PipelineStatus } from '../../../view/pipeline-status.ts';
import type { ValueStream } from '../../../view/value-stream.ts';
import { described, optionalText, text, texts, time } from './described.ts';
import {
  sourceRevisions,
  artifact,
  closed,
  endpoint,
  execution,
  executionSummary,
  displayStatus,
  stage,
} from './execution-shapes.ts';

/** A pipeline as it is declared, and where its executions stand. */
export interface PipelineState extends PipelineStatus {
  readonly declaration: PipelineDeclaration;
}

const count = z.number().int();
const names = z.array(z.object({ name: text }));

const artifactStore = described<ArtifactStore>()(
  'ArtifactStore',
  z.object({
    type: z.literal('S3'),
    location: text,
    encryptionKey: z.object({ id: text, type: z.literal('KMS') }).optional(),
  }),
);

const rule = described<RuleDeclaration>()(
  'RuleDeclaration',
  z.object({
    name: text,
    ruleTypeId: z.object({
      category: z.literal('Rule'),
      owner: z.literal('AWS').optional(),
      provider: text,
      version: optionalText,
    }),
    configuration: texts.optional(),
    commands: z.array(text).optional(),
    inputArtifacts: names.optional(),
    roleArn: optionalText,
    region: optionalText,
    timeoutInMinutes: count.optional(),
  }),
);

const result = z.enum(['ROLLBACK', 'FAIL', 'RETRY', 'SKIP']);
const conditions = z.array(z.object({ result: result.optional(), rules: z.array(rule) }));

const action = described<ActionDeclaration>()(
  'ActionDeclaration',
  z.object({
    name: text,
    actionTypeId: z.object({
      category: z.enum(['Source', 'Build', 'Test', 'Deploy', 'Approval', 'Invoke', 'Compute']),
      owner: z.enum(['AWS', 'ThirdParty', 'Custom']),
      provider: text,
      version: text,
    }),
    runOrder: count.optional(),
    configuration: texts.optional(),
    inputArtifacts: names.optional(),
    outputArtifacts: z.array(z.object({ name: text, files: z.array(text).optional() })).optional(),
    commands: z.array(text).optional(),
    outputVariables: z.array(text).optional(),
    environmentVariables: z
      .array(z.object({ name: text, value: text, type: z.enum(['PLAINTEXT', 'SECRETS_MANAGER']).optional() }))
      .optional(),
    roleArn: optionalText,
    region: optionalText,
    namespace: optionalText,
    timeoutInMinutes: count.optional(),
  }),
);

const filter = z
  .object({ includes: z.array(text).optional(), excludes: z.array(text).optional() })
  .optional();

const pipelineTrigger = described<PipelineTriggerDeclaration>()(
  'TriggerDeclaration',
  z.object({
    providerType: z.literal('CodeStarSourceConnection'),
    gitConfiguration: z.object({
      sourceActionName: text,
      push: z.array(z.object({ branches: filter, filePaths: filter, tags: filter })).optional(),
      pullRequest: z
        .array(
          z.object({
            events: z.array(z.enum(['OPEN', 'UPDATED', 'CLOSED'])).optional(),
            branches: filter,
            filePaths: filter,
          }),
        )
        .optional(),
    }),
  }),
);

const declaration = described<PipelineDeclaration>()(
  'PipelineDeclaration',
  z.object({
    name: text,
    roleArn: optionalText,
    artifactStore: artifactStore.optional(),
    artifactStores: z.record(z.string(), artifactStore).optional(),
    stages: z.array(
      z.object({
        name: text,
        actions: z.array(action),
        blockers: z.array(z.object({ name: text, type: z.literal('Schedule') })).optional(),
        beforeEntry: z.object({ conditions }).optional(),
        onSuccess: z.object({ conditions }).optional(),
        onFailure: z
          .object({
            result: result.optional(),
            retryConfiguration: z
              .object({ retryMode: z.enum(['FAILED_ACTIONS', 'ALL_ACTIONS']).optional() })
              .optional(),
            conditions: conditions.optional(),
          })
          .optional(),
      }),
    ),
    version: count.optional(),
    executionMode: z.enum(['SUPERSEDED', 'QUEUED', 'PARALLEL']).optional(),
    pipelineType: z.enum(['V1', 'V2']).optional(),
    variables: z
      .array(z.object({ name: text, defaultValue: optionalText, description: optionalText }))
      .optional(),
    triggers: z.array(pipelineTrigger).optional(),
  }),
);

const actionPlace = z.object({
  executionId: text,
  stageName: text,
  actionName: text,
  since: time.optional(),
});

export const pipelineOverview = described<PipelineOverview>()(
  'PipelineOverview',
  z.object({
    pipelineName: text,
    stages: z.array(
      z.object({ name: text, displayStatus, executionId: optionalText, isClosed: z.boolean() }),
    ),
    recent: z.array(executionSummary).openapi({ description: 'Newest first' }),
    running: z.array(actionPlace),
    waiting: z.array(actionPlace),
    underWay: count.openapi({ description: 'How many executions have not ended' }),
    failure: z
      .object({ stageName: text, actionName: text, what: text, more: count, isRolledBack: z.boolean() })
      .optional()
      .openapi({ description: 'Why the newest execution failed' }),
    endpoints: z.array(endpoint),
  }),
);

export const pipelineState = described<PipelineState>()(
  'PipelineState',
  z.object({
    pipelineName: text,
    stages: z.array(
      z.object({
        name: text,
        closed: closed.optional(),
        latest: z.object({ execution, stage }).optional(),
      }),
    ),
    inFlight: z.array(execution),
    declaration,
  }),
);

export const valueStream = described<ValueStream>()(
  'ValueStream',
  z.object({
    pipelineName: text,
    stations: z.array(
      z.object({
        name: text,
        displayStatus,
        latest: z.object({ executionId: text, revisions: sourceRevisions }).optional(),
        holds: z
          .object({
            executionId: text,
            endedAt: time.optional(),
            revisions: sourceRevisions,
            artifacts: z.array(artifact),
            endpoints: z.array(endpoint),
          })
          .optional(),
        lacks: z.array(z.object({ executionId: text, revisions: sourceRevisions, startedAt: time })).openapi({
          description: 'Changes that the stage before holds and this one does not, newest first',
        }),
        isAhead: z.boolean(),
        differingArtifacts: z.array(text),
        workedMs: z.number().optional(),
        waitedBeforeMs: z.number().optional(),
      }),
    ),
    throughMs: z.number().optional(),
    workShare: z.number().optional().openapi({ description: 'From 0 to 1' }),
    measured: count,
  }),
);

export const commitsBetween = described<CommitsBetween>()(
  'CommitsBetween',
  z.object({
    commits: z
      .array(z.object({ commitId: text, summary: text, author: text, committedAt: time }))
      .openapi({ description: 'Newest first' }),
    behind: count.openapi({ description: 'How many commits `from` has and `to` has not' }),
    files: z.array(z.object({ path: text, added: count.optional(), removed: count.optional() })),
    isCut: z.boolean().openapi({ description: 'Whether there are more than are listed' }),
    reason: optionalText.openapi({ description: 'Why nothing could be read' }),
  }),
);

const share = z.number().optional().openapi({ description: 'From 0 to 1' });

const periodMeasures = {
  deployments: count,
  deploymentsPerDay: z.number(),
  leadTimeMs: z.number().optional(),
  changeFailureRate: share,
  timeToRestoreMs: z.number().optional(),
  reworkRate: share,
  samples: z.object({ leadTime: count, changes: count, restored: count, all: count }),
};

export const deliveryMeasures = described<DeliveryMeasures>()(
  'DeliveryMeasures',
  z.object({
    ...periodMeasures,
    executions: z.object({ succeeded: count, failed: count }),
    before: z.object(periodMeasures),
    trend: z.array(
      z.object({
        from: time,
        succeeded: count,
        failed: count,
        leadTimeMs: z.number().optional(),
        changeFailureRate: share,
        timeToRestoreMs: z.number().optional(),
        reworkRate: share,
      }),
    ),
  }),
);
