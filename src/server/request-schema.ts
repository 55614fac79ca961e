// What may be asked of a pipeline, as schemas: they check what comes in and describe it in the OpenAPI document.
import { z } from '@hono/zod-openapi';
import type { Request } from '../runtime/contract.ts';

const text = z.string().max(100_000);
const name = text.min(1);
const texts = z.record(z.string(), text);
const transition = {
  stageName: name,
  transitionType: z.enum(['Inbound', 'Outbound']),
  reason: text,
};

/** By the operation's name in CodePipeline's API. Who asks is not said here: the server knows it. */
const operations = {
  StartPipelineExecution: {
    variables: texts,
    sourceRevisions: texts,
    /** CodePipeline API reference, StartPipelineExecution: at most 128 letters, digits and hyphens. */
    clientRequestToken: z
      .string()
      .regex(/^[a-zA-Z0-9-]{1,128}$/)
      .optional(),
    /** Stages, `STAGE/ACTION` or actions that this execution leaves out. */
    selection: z
      .strictObject({
        skip: z.array(name).optional(),
        only: z.array(name).optional(),
        until: name.optional(),
      })
      .optional(),
  },
  StopPipelineExecution: { executionId: name, abandon: z.boolean(), reason: text },
  RetryStageExecution: {
    executionId: name,
    stageName: name,
    retryMode: z.enum(['FAILED_ACTIONS', 'ALL_ACTIONS']),
  },
  RollbackStage: { stageName: name, targetExecutionId: name.optional() },
  PutApprovalResult: {
    executionId: name,
    stageName: name,
    actionName: name,
    status: z.enum(['Approved', 'Rejected']),
    summary: text,
  },
  EnableStageTransition: transition,
  DisableStageTransition: transition,
  OverrideStageCondition: {
    executionId: name,
    stageName: name,
    conditionType: z.enum(['BEFORE_ENTRY', 'ON_SUCCESS']),
  },
} as const satisfies Readonly<Record<Request['type'], z.ZodRawShape>>;

export type RequestType = keyof typeof operations;

export const requestTypes = Object.keys(operations) as readonly RequestType[];

const by = { by: text };

/** Whole requests, with who asks. A retry is recorded without a name, as CodePipeline does. */
export const requestSchemas = {
  StartPipelineExecution: whole('StartPipelineExecution', by),
  StopPipelineExecution: whole('StopPipelineExecution', by),
  RetryStageExecution: whole('RetryStageExecution', {}),
  RollbackStage: whole('RollbackStage', by),
  PutApprovalResult: whole('PutApprovalResult', by),
  EnableStageTransition: whole('EnableStageTransition', by),
  DisableStageTransition: whole('DisableStageTransition', by),
  OverrideStageCondition: whole('OverrideStageCondition', by),
} as const;

function whole<Type extends RequestType, More extends z.ZodRawShape>(type: Type, more: More) {
  return z.strictObject({ type: z.literal(type), ...operations[type], ...more });
}

/** What a client sends: the same, and the server adds who asks. */
export const askedSchema = z
  .discriminatedUnion('type', [
    asked('StartPipelineExecution'),
    asked('StopPipelineExecution'),
    asked('RetryStageExecution'),
    asked('RollbackStage'),
    asked('PutApprovalResult'),
    asked('EnableStageTransition'),
    asked('DisableStageTransition'),
    asked('OverrideStageCondition'),
  ])
  .openapi('Request');

function asked<Type extends RequestType>(type: Type) {
  return z.strictObject({ type: z.literal(type), ...operations[type] });
}
