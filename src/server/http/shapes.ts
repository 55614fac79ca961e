// Shapes of what comes in and goes out, for checking and for the OpenAPI document.
import { z } from '@hono/zod-openapi';
import type { Problem } from '../../lib/problem.ts';
import { described } from './shapes/described.ts';

export { z };

export const json = <T extends z.ZodType>(schema: T, description: string) => ({
  content: { 'application/json': { schema } },
  description,
});

const place = z.object({ file: z.string(), start: z.number(), end: z.number() });

const problem = described<Problem>()(
  'Problem',
  z.object({
    code: z.string(),
    severity: z.enum(['error', 'warning', 'notice']),
    whose: z.enum(['definition', 'call', 'machine']),
    message: z.string(),
    at: place.optional(),
    notes: z.array(z.object({ message: z.string(), at: place.optional() })),
    remedy: z.string().optional(),
    aws: z.string().optional(),
  }),
);

export const refusedSchema = z
  .object({
    message: z.string(),
    problems: z.array(problem).optional(),
  })
  .openapi('Refused');

type Refusal = ReturnType<typeof json<typeof refusedSchema>>;

/** What every operation may answer besides what it is for. */
interface Refusals {
  400: Refusal;
  401: Refusal;
  403: Refusal;
  404: Refusal;
  429: Refusal;
  507: Refusal;
}

/** Of operations that take a body, besides. */
interface BodyRefusals extends Refusals {
  413: Refusal;
  415: Refusal;
}

export const refusals: Refusals = {
  400: json(refusedSchema, 'The request is not what the operation takes'),
  401: json(refusedSchema, 'There is no token, or it is not valid'),
  403: json(refusedSchema, 'The token may not do this'),
  404: json(refusedSchema, 'There is no such thing'),
  429: json(refusedSchema, 'Too many requests'),
  507: json(refusedSchema, 'The disk of the server is full'),
};

export const bodyRefusals: BodyRefusals = {
  ...refusals,
  413: json(refusedSchema, 'The body is too large'),
  415: json(refusedSchema, 'The body is no JSON'),
};

export const executionId = z.string().min(1).max(100).openapi({ description: 'Of a pipeline execution' });
export const pipelineName = z.string().min(1).max(100);
export const limit = z.coerce.number().int().min(1).max(500);
export const ofAction = z.object({ executionId, actionExecutionId: z.string().min(1).max(100) });
