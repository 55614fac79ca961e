// Events as EventBridge would have received them, and how far each recipient has them.
import { createRoute } from '@hono/zod-openapi';
import { providers } from '../../../actions/registry.ts';
import { defined } from '../../../lib/defined.ts';
import { isFailed } from '../../../lib/result.ts';
import { parsePattern } from '../../../model/events/event-pattern.ts';
import { deliveryStates } from '../../../events/deliver-events.ts';
import { recentEvents } from '../../../events/event-reader.ts';
import { needs } from '../guard.ts';
import { newRoutes } from '../new-routes.ts';
import { awsEvent, deliveryState } from '../shapes/event-shapes.ts';
import { json, limit, pipelineName, refusals, z } from '../shapes.ts';

const awsEvents = createRoute({
  method: 'get',
  path: '/aws-events',
  middleware: [needs('read')] as const,
  request: {
    query: z.object({
      limit: limit.default(50),
      pipelineName: pipelineName.optional(),
      beforeSeq: z.coerce
        .number()
        .int()
        .min(1)
        .optional()
        .openapi({ description: 'Where an earlier answer says to go on' }),
      pattern: z
        .string()
        .max(4096)
        .optional()
        .openapi({ description: 'An event pattern of EventBridge, as JSON: only what it matches' }),
    }),
  },
  responses: {
    ...refusals,
    200: json(
      z.object({
        events: z.array(awsEvent),
        beforeSeq: z.number().optional(),
      }),
      'The events that EventBridge would have received, the newest first',
    ),
  },
});

const notifications = createRoute({
  method: 'get',
  path: '/notifications',
  middleware: [needs('read')] as const,
  responses: {
    ...refusals,
    200: json(
      z.object({
        targets: z.array(deliveryState),
      }),
      'The recipients of events',
    ),
  },
});

export const eventRoutes = newRoutes()
  .openapi(notifications, (c) => c.json({ targets: [...deliveryStates(c.get('served').state)] }, 200))
  .openapi(awsEvents, (c) => {
    const { pattern, pipelineName, beforeSeq, ...query } = c.req.valid('query');
    const matcher = pattern === undefined ? undefined : matcherOf(pattern);
    if (matcher !== undefined && isFailed(matcher))
      return c.json({ message: matcher.failed.join('; ') }, 400);
    const found = recentEvents(c.get('served').state.journal, providers, {
      ...query,
      ...(matcher === undefined ? {} : matcher),
      ...defined({ pipelineName, beforeSeq }),
    });
    return c.json({ ...found, events: [...found.events] }, 200);
  });

function matcherOf(pattern: string): ReturnType<typeof parsePattern> {
  try {
    return parsePattern(JSON.parse(pattern));
  } catch (error) {
    return { failed: [`The pattern is no JSON: ${(error as Error).message}`] };
  }
}
