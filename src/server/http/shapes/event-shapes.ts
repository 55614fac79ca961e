// Shapes of what lies next to the executions: events of AWS, deliveries, tokens, the audit log.
import { z } from '@hono/zod-openapi';
import type { AwsEvent } from '../../../model/events/aws-event.ts';
import type { DeliveryState } from '../../../events/deliver-events.ts';
import type { AuditEntry, Token } from '../../../state/access/access-store.ts';
import { described, optionalText, text, time } from './described.ts';

const count = z.number().int();

export const awsEvent = described<AwsEvent>()(
  'AwsEvent',
  z.object({
    version: z.literal('0'),
    id: text,
    'detail-type': text,
    source: z.enum(['aws.codepipeline', 'aws.codebuild', 'aws.codedeploy', 'aws.cloudwatch', 'aws.ecs']),
    account: text,
    time: text.openapi({ description: 'ISO 8601' }),
    region: text,
    resources: z.array(text),
    detail: z.record(z.string(), z.unknown()),
  }),
);

export const deliveryState = described<DeliveryState>()(
  'DeliveryState',
  z.object({
    pipelineName: text,
    name: text,
    seq: count.openapi({ description: 'Everything up to this entry has been delivered' }),
    delivered: count,
    failing: z.object({ since: time, attempts: count, error: text, nextAt: time }).optional(),
  }),
);

export const token = described<Token>()(
  'Token',
  z.object({
    id: text,
    name: text,
    scopes: z.array(z.enum(['read', 'run', 'approve', 'admin'])),
    createdAt: time,
    expiresAt: time.optional(),
    lastUsedAt: time.optional(),
    revokedAt: time.optional(),
  }),
);

export const auditEntry = described<AuditEntry>()(
  'AuditEntry',
  z.object({
    seq: count,
    at: time,
    who: text,
    what: text,
    pipelineName: optionalText,
    executionId: optionalText,
    detail: z.record(z.string(), z.unknown()),
    outcome: text,
  }),
);
