// Test and coverage reports, by group.
import { createRoute } from '@hono/zod-openapi';
import { summariseCoverage, testSummary } from '../../../model/report.ts';
import { reportGroups, reportsOf, type Report } from '../../../state/reports.ts';
import { flakyTests } from '../../../view/flaky-tests.ts';
import { slowTests } from '../../../view/slow-tests.ts';
import { needs } from '../guard.ts';
import { newRoutes } from '../new-routes.ts';
import { flakyTest, report, reportHead, slowTest } from '../shapes/report-shapes.ts';
import { json, refusals, z } from '../shapes.ts';
import type { ReportHead } from '../shapes/report-shapes.ts';

const groups = createRoute({
  method: 'get',
  path: '/reports',
  middleware: [needs('read')] as const,
  responses: {
    ...refusals,
    200: json(
      z.object({
        groups: z.array(
          z.object({
            reportGroup: z.string(),
            trend: z
              .array(reportHead)
              .openapi({ description: 'Its reports without their content, oldest first' }),
          }),
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
      z.object({
        latest: report,
        trend: z.array(reportHead),
        flaky: z.array(flakyTest).openapi({ description: 'Tests that fail now and then' }),
        slow: z.array(slowTest).openapi({ description: 'The slowest of the last report, slowest first' }),
      }),
      'One report group',
    ),
  },
});

export const reportRoutes = newRoutes()
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
    const [flaky, slow] = [[...flakyTests(reports)], [...slowTests(reports)]];
    return c.json({ latest, trend: reports.map(headOf), flaky, slow }, 200);
  });

function headOf({ content, ...report }: Report): ReportHead {
  return content.type === 'TEST'
    ? { ...report, type: content.type, tests: testSummary(content) }
    : { ...report, type: content.type, coverage: summariseCoverage(content.files) };
}
