// Shapes of what a search found.
import { z } from '@hono/zod-openapi';
import type { LogSearchResult } from '../../search-logs.ts';
import { described, text } from './described.ts';

const count = z.number().int();

export const logSearchResult = described<LogSearchResult>()(
  'LogSearchResult',
  z.object({
    hits: z.array(
      z.object({
        pipelineName: text,
        executionId: text,
        stageName: text,
        actionName: text,
        actionExecutionId: text,
        line: count.openapi({ description: 'From 1' }),
        text,
      }),
    ),
    searchedExecutions: count.openapi({ description: 'The newest ones' }),
    isWhole: z.boolean().openapi({ description: 'Whether every execution was searched' }),
  }),
);
