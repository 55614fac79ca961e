// What lies beside the executions: deployed targets, test reports, what is known of the server.
import { providers } from '../../../actions/registry.ts';
import { createRoute } from '@hono/zod-openapi';
import type { AwsEvent } from '../../../model/events/aws-event.ts';
import { parsePattern } from '../../../model/events/event-pattern.ts';
import {
  summariseCoverage,
  testSummary,
  type CoverageSummary,
  type TestSummary,
} from '../../../model/report.ts';
import { deliveryStates, type DeliveryState } from '../../../runtime/deliver-events.ts';
import { reportGroups, reportsOf, type Report } from '../../../state/reports.ts';
import { earlierLists, type FleetEndpoints, type SiteEndpoints } from '../../../targets/earlier-lists.ts';
import type { AnyTargetView } from '../../../targets/kinds.ts';
import { observeTargets } from '../../../targets/observe-targets.ts';
import { recentEvents } from '../../../view/event-teller.ts';
import { flakyTests, type FlakyTest } from '../../../view/flaky-tests.ts';
import { needs } from '../guard.ts';
import { newRoutes } from '../new-routes.ts';
import { described, json, limit, pipelineName, refusals, z } from '../shapes.ts';

const targets = createRoute({
  method: 'get',
  path: '/targets',
  middleware: [needs('read')] as const,
  responses: {
    ...refusals,
    200: json(
      z.object({
        targets: z.array(
          described<AnyTargetView>('Target', 'A deployed thing; what it has depends on its kind'),
        ),
        fleets: z.array(described<FleetEndpoints>('FleetEndpoints', 'Hosts, their health, the balancer')),
        sites: z.array(described<SiteEndpoints>('SiteEndpoints', 'A bucket and the edges in front of it')),
      }),
      'Where deployments have landed',
    ),
  },
});

/** A report without its content, with what it comes to. */
export interface ReportHead extends Omit<Report, 'content'> {
  readonly type: 'TEST' | 'CODE_COVERAGE';
  readonly tests?: TestSummary;
  readonly coverage?: CoverageSummary;
}

const groups = createRoute({
  method: 'get',
  path: '/reports',
  middleware: [needs('read')] as const,
  responses: {
    ...refusals,
    200: json(
      z.object({
        groups: z.array(
          described<{ readonly reportGroup: string; readonly trend: readonly ReportHead[] }>(
            'ReportGroup',
            'Its reports without their content, oldest first',
          ),
        ),
      }),
      'Every report group',
    ),
  },
});

const group = createRoute({
  method: 'get',
  path: '/reports/{reportGroup}',
  middleware: [needs('read')] as const,
  request: { params: z.object({ reportGroup: z.string().min(1).max(300) }) },
  responses: {
    ...refusals,
    200: json(
      described<{
        readonly latest: Report;
        readonly trend: readonly ReportHead[];
        readonly flaky: readonly FlakyTest[];
      }>('ReportGroupDetail', 'The latest report whole, the trend, and tests that fail now and then'),
      'One report group',
    ),
  },
});

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
        events: z.array(described<AwsEvent>('AwsEvent', 'In the shape of EventBridge')),
        beforeSeq: z.number().optional(),
      }),
      'What EventBridge would have been told, the newest first',
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
        targets: z.array(
          described<DeliveryState>('DeliveryState', 'How far a target has been told, and why not further'),
        ),
      }),
      'Who is told of events',
    ),
  },
});

export const lookRoutes = newRoutes()
  .openapi(notifications, (c) => c.json({ targets: [...deliveryStates(c.get('served').state)] }, 200))
  .openapi(awsEvents, (c) => {
    const { pattern, pipelineName, beforeSeq, ...query } = c.req.valid('query');
    const matcher = pattern === undefined ? undefined : matcherOf(pattern);
    if (matcher !== undefined && 'wrong' in matcher)
      return c.json({ message: matcher.wrong.join('; ') }, 400);
    const found = recentEvents(c.get('served').state.journal, providers, {
      ...query,
      ...(matcher === undefined ? {} : matcher),
      ...(pipelineName === undefined ? {} : { pipelineName }),
      ...(beforeSeq === undefined ? {} : { beforeSeq }),
    });
    return c.json({ ...found, events: [...found.events] }, 200);
  })
  .openapi(targets, async (c) => {
    const folder = await c.get('served').state.folder('targets');
    const views = (await observeTargets(folder)).map(({ view }) => view);
    const { fleets, sites } = earlierLists(views);
    return c.json({ targets: views, fleets: [...fleets], sites: [...sites] }, 200);
  })
  .openapi(groups, (c) => {
    const { records } = c.get('served').state;
    const all = reportGroups(records).map((reportGroup) => ({
      reportGroup,
      trend: reportsOf(records, reportGroup).map(headOf),
    }));
    return c.json({ groups: all }, 200);
  })
  .openapi(group, (c) => {
    const { records } = c.get('served').state;
    const { reportGroup } = c.req.valid('param');
    const reports = reportGroups(records).includes(reportGroup) ? reportsOf(records, reportGroup) : [];
    const latest = reports.at(-1);
    if (latest === undefined) return c.json({ message: `There is no report group "${reportGroup}"` }, 404);
    return c.json({ latest, trend: reports.map(headOf), flaky: [...flakyTests(reports)] }, 200);
  });

function matcherOf(pattern: string): ReturnType<typeof parsePattern> {
  try {
    return parsePattern(JSON.parse(pattern));
  } catch (error) {
    return { wrong: [`The pattern is no JSON: ${(error as Error).message}`] };
  }
}

function headOf({ content, ...report }: Report): ReportHead {
  return content.type === 'TEST'
    ? { ...report, type: content.type, tests: testSummary(content) }
    : { ...report, type: content.type, coverage: summariseCoverage(content.files) };
}
