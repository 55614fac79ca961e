// How a report group has changed (CodeBuild API reference, GetReportGroupTrend).
import type { CodeBuildApi } from '../../aws/operations/codebuild.ts';
import { defined } from '../../lib/defined.ts';
import { coveragePercentage, summariseCoverage, testSummary } from '../../model/report.ts';
import type { Report } from '../../state/reports.ts';
import { refuse, type Operation } from '../service.ts';
import { groupWithArn } from './report-groups.ts';
import { nanosecondsOf, reportArn, reportsIn } from './reports.ts';

type Op<N extends keyof CodeBuildApi['operations']> = Operation<CodeBuildApi, N>;
type Field = CodeBuildApi['shapes']['GetReportGroupTrendInput']['trendField'];

export const getReportGroupTrend: Op<'GetReportGroupTrend'> = async (input, call) => {
  const { name, type } = await groupWithArn(call, input.reportGroupArn);
  const { trendField, numOfReports = 100 } = input;
  if (type !== undefined && isOfTests(trendField) !== (type === 'TEST'))
    throw refuse<CodeBuildApi>(
      'InvalidInputException',
      `${trendField} is no trend of a group of type ${type}`,
    );
  const reports = (await reportsIn(call, name)).slice(0, numOfReports);
  const found = reports.flatMap((report) => {
    const value = valueOf(report, trendField);
    return value === undefined ? [] : [{ reportArn: reportArn(call, report), value }];
  });
  const values = found.map(({ value }) => value);
  const stats =
    values.length === 0
      ? undefined
      : {
          average: String(values.reduce((sum, value) => sum + value, 0) / values.length),
          max: String(Math.max(...values)),
          min: String(Math.min(...values)),
        };
  const rawData = found.map(({ value, ...rest }) => ({ ...rest, data: String(value) }));
  return defined({ stats, rawData });
};

function isOfTests(field: Field): boolean {
  return field === 'PASS_RATE' || field === 'DURATION' || field === 'TOTAL';
}

/** Undefined for a report that has nothing to count. */
function valueOf({ content }: Report, field: Field): number | undefined {
  if (content.type === 'TEST') {
    const { total, statusCounts, durationMs } = testSummary(content);
    if (field === 'TOTAL') return total;
    if (field === 'DURATION') return nanosecondsOf(durationMs);
    return total === 0 ? undefined : (statusCounts.SUCCEEDED / total) * 100;
  }
  const { linesCovered, linesMissed, branchesCovered, branchesMissed } = summariseCoverage(content.files);
  const values: Readonly<Partial<Record<Field, number | undefined>>> = {
    LINE_COVERAGE: coveragePercentage(linesCovered, linesMissed),
    LINES_COVERED: linesCovered,
    LINES_MISSED: linesMissed,
    BRANCH_COVERAGE: coveragePercentage(branchesCovered, branchesMissed),
    BRANCHES_COVERED: branchesCovered,
    BRANCHES_MISSED: branchesMissed,
  };
  return values[field];
}
