// Shapes of the resources of the account.
import { z } from '@hono/zod-openapi';
import type { ListedResource } from '../../../account/listed-resources.ts';
import type { ResourceLink } from '../../../account/resource-links.ts';
import type { Maker } from '../../../account/resource.ts';
import { described, optionalText, text, texts, time } from './described.ts';

const maker = described<Maker>()(
  'Maker',
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('definition'), file: text, pipelineName: text }),
    z.object({ kind: z.literal('deployment'), pipelineName: text, executionId: text, actionName: text }),
    z.object({ kind: z.literal('api'), operation: text, principal: optionalText }),
    z.object({ kind: z.literal('stack'), stackName: text }),
    z.object({ kind: z.literal('command'), command: text }),
  ]),
);

export const listedResource = described<ListedResource>()(
  'Resource',
  z.object({
    account: text,
    region: text.openapi({ description: 'Empty for a type that is in no region' }),
    type: text.openapi({ description: "CloudFormation's name of it" }),
    name: text,
    arn: optionalText,
    here: z.enum(['ran', 'recorded']),
    madeBy: maker,
    madeAt: time,
    version: z.number().int().optional(),
    tags: texts.optional(),
    changedBy: maker.optional(),
    changedAt: time.optional(),
  }),
);

export const resourceLink = described<ResourceLink>()(
  'ResourceLink',
  z.object({
    from: text.openapi({ description: 'Account, region, type and name, with spaces between them' }),
    to: text,
    by: text.openapi({ description: 'The setting, the right or the rule that names it' }),
  }),
);
