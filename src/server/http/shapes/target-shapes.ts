// Shapes of deployed things, one for each kind.
import { z } from '@hono/zod-openapi';
import type { FleetEndpoints, SiteEndpoints } from '../../../targets/earlier-lists.ts';
import type { AnyTargetView } from '../../../targets/kinds.ts';
import { described, optionalText, text, time } from './described.ts';

const count = z.number().int();
const health = z.enum(['initial', 'healthy', 'unhealthy', 'draining', 'unused']).optional();
const counters = z
  .object({
    requests: count,
    status2xx: count,
    status3xx: count,
    status4xx: count,
    status5xx: count,
    connectionErrors: count,
    latencyMs: z.number(),
  })
  .optional();

const host = z.object({
  instanceId: text,
  url: optionalText,
  isRunning: z.boolean(),
  health,
  description: optionalText,
  counters,
});

const distribution = z.object({
  name: text,
  url: optionalText,
  requests: count.optional(),
  hits: count.optional(),
});

const task = z.object({
  taskId: text,
  deploymentId: text,
  taskDefinition: text,
  isRunning: z.boolean().optional(),
  url: optionalText,
  health,
  description: optionalText,
  counters,
});

const deployment = z.object({
  id: text,
  rolloutState: z.enum(['IN_PROGRESS', 'COMPLETED', 'FAILED']),
  createdAt: time,
  isPrimary: z.boolean(),
  taskDefinition: text,
});

const named = {
  name: text,
  url: optionalText.openapi({ description: 'Where users reach it, while it answers' }),
};
const hosted = { ...named, isolation: z.enum(['process', 'namespace']), hosts: z.array(host) };

export const target = described<AnyTargetView>()(
  'Target',
  z.union([
    z
      .object({
        kind: z.enum([
          'fleet',
          'environment',
          'service',
          'site',
          'database',
          'registry',
          'function',
          'endpoint',
        ]),
        ...named,
        damaged: text,
      })
      .openapi({ description: 'Its record, a file, cannot be read' }),
    z.object({ kind: z.literal('fleet'), ...hosted }),
    z.object({ kind: z.literal('environment'), ...hosted, applicationName: optionalText }),
    z.object({
      kind: z.literal('service'),
      ...named,
      cluster: text,
      desiredCount: count,
      tasks: z.array(task),
      deployments: z.array(deployment),
      notObserved: optionalText,
    }),
    z.object({
      kind: z.literal('site'),
      ...named,
      objects: count.optional(),
      distributions: z.array(distribution),
    }),
    z.object({
      kind: z.literal('database'),
      ...named,
      address: optionalText,
      state: z.enum(['available', 'paused', 'not running']),
    }),
    z.object({ kind: z.literal('registry'), ...named, address: optionalText, servedBy: text }),
    z.object({ kind: z.literal('function'), ...named }),
    z.object({ kind: z.literal('endpoint'), ...named, address: optionalText }),
  ]),
);

export const fleetEndpoints = described<FleetEndpoints>()(
  'Fleet',
  z.object({
    fleetName: text,
    isolation: z.enum(['process', 'namespace', 'container']),
    url: optionalText,
    hosts: z.array(host),
  }),
);

export const siteEndpoints = described<SiteEndpoints>()(
  'Site',
  z.object({
    bucket: text,
    url: optionalText,
    objects: count.optional(),
    distributions: z.array(distribution),
  }),
);
