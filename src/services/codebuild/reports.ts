// Reports by CodeBuild's API: what builds have collected of their tests and their coverage.
import type { CodeBuildApi } from '../../aws/operations/codebuild.ts';
import { defined } from '../../lib/defined.ts';
import { formatArn, parseArn } from '../../model/arn.ts';
import { coveragePercentage, summariseCoverage, testSummary, type TestCase } from '../../model/report.ts';
import { reportGroups, reportsOf, type Report } from '../../state/reports.ts';
import { pageInOrder } from '../page.ts';
import { readState } from '../read-state.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';
import { onWrongToken } from './projects.ts';
import { groupArn, groupWithArn } from './report-groups.ts';

type Op<N extends keyof CodeBuildApi['operations']> = Operation<CodeBuildApi, N>;
type Shapes = CodeBuildApi['shapes'];

/** A report has the id of its build: a build writes one into each group. */
export function reportArn(
  { place }: ServiceCall,
  { reportGroup, buildId }: Pick<Report, 'reportGroup' | 'buildId'>,
): string {
  const id = buildId.slice(buildId.indexOf(':') + 1);
  return formatArn({ ...place, service: 'codebuild', resource: `report/${reportGroup}:${id}` });
}

/** Newest first. @param group of all groups when it is absent */
export async function reportsIn(call: ServiceCall, group?: string): Promise<readonly Report[]> {
  const reports = await readState(call, ({ records }) =>
    (group === undefined ? reportGroups(records) : [group]).flatMap((name) => reportsOf(records, name)),
  );
  return (reports ?? []).toSorted((a, b) => b.createdAt - a.createdAt);
}

async function findReport(call: ServiceCall, arn: string): Promise<Report | undefined> {
  const resource = parseArn(arn)?.resource ?? '';
  const group = /^report\/(.+):[^:]+$/.exec(resource)?.[1];
  if (group === undefined) return undefined;
  return (await reportsIn(call, group)).find((each) => reportArn(call, each) === arn);
}

async function reportWithArn(call: ServiceCall, arn: string): Promise<Report> {
  const found = await findReport(call, arn);
  if (found === undefined)
    throw refuse<CodeBuildApi>('ResourceNotFoundException', `Report does not exist: ${arn}`);
  return found;
}

/** Of a duration. */
export const nanosecondsOf = (durationMs: number) => Math.round(durationMs * 1e6);

function output(call: ServiceCall, report: Report): Shapes['Report'] {
  const { content } = report;
  return {
    arn: reportArn(call, report),
    type: content.type,
    name: report.reportGroup,
    reportGroupArn: groupArn(call, report.reportGroup),
    executionId: formatArn({
      ...call.place,
      service: 'codebuild',
      resource: `build/${report.buildId}`,
    }),
    status: report.status,
    created: new Date(report.createdAt),
    exportConfig: { exportConfigType: 'NO_EXPORT' },
    truncated: report.isTruncated,
    ...summaryOf(content),
  };
}

function summaryOf(
  content: Report['content'],
): Pick<Shapes['Report'], 'testSummary' | 'codeCoverageSummary'> {
  if (content.type === 'TEST') {
    const { total, statusCounts, durationMs } = testSummary(content);
    return { testSummary: { total, statusCounts, durationInNanoSeconds: nanosecondsOf(durationMs) } };
  }
  return { codeCoverageSummary: withPercentages(summariseCoverage(content.files)) };
}

function withPercentages<
  T extends Readonly<Record<'linesCovered' | 'linesMissed' | 'branchesCovered' | 'branchesMissed', number>>,
>(counts: T) {
  return {
    ...counts,
    lineCoveragePercentage: coveragePercentage(counts.linesCovered, counts.linesMissed) ?? 0,
    branchCoveragePercentage: coveragePercentage(counts.branchesCovered, counts.branchesMissed) ?? 0,
  };
}

export const batchGetReports: Op<'BatchGetReports'> = async ({ reportArns }, call) => {
  const found = await Promise.all(
    reportArns.map(async (arn) => ({ arn, report: await findReport(call, arn) })),
  );
  return {
    reports: found.flatMap(({ report }) => (report === undefined ? [] : [output(call, report)])),
    reportsNotFound: found.flatMap(({ arn, report }) => (report === undefined ? [arn] : [])),
  };
};

interface ListInput {
  readonly sortOrder?: 'ASCENDING' | 'DESCENDING';
  readonly nextToken?: string;
  readonly maxResults?: number;
  readonly filter?: Shapes['ReportFilter'];
}

function listed(call: ServiceCall, reports: readonly Report[], input: ListInput) {
  const { sortOrder = 'DESCENDING', nextToken, maxResults = 100, filter } = input;
  const asked = reports.filter(({ status }) => (filter?.status ?? status) === status);
  const sorted = sortOrder === 'DESCENDING' ? asked : asked.toReversed();
  const { items, next } = pageInOrder(sorted, { size: maxResults, token: nextToken, onWrongToken });
  return defined({ reports: items.map((report) => reportArn(call, report)), nextToken: next });
}

export const listReports: Op<'ListReports'> = async (input, call) =>
  listed(call, await reportsIn(call), input);

export const listReportsForReportGroup: Op<'ListReportsForReportGroup'> = async (input, call) => {
  const { name } = await groupWithArn(call, input.reportGroupArn);
  return listed(call, await reportsIn(call, name), input);
};

export const describeTestCases: Op<'DescribeTestCases'> = async (input, call) => {
  const { nextToken, maxResults = 500, filter = {} } = input;
  const { content } = await reportWithArn(call, input.reportArn);
  const all = content.type === 'TEST' ? content.testCases : [];
  const isAsked = ({ status, name }: TestCase) =>
    (filter.status ?? status) === status && name.includes(filter.keyword ?? '');
  const found = all.filter(isAsked);
  const { items, next } = pageInOrder(found, { size: maxResults, token: nextToken, onWrongToken });
  return defined({
    testCases: items.map(({ name, testSuiteName, status, durationMs, message }) =>
      defined({
        reportArn: input.reportArn,
        name,
        testSuiteName,
        status,
        durationInNanoSeconds: durationMs === undefined ? undefined : nanosecondsOf(durationMs),
        message,
      }),
    ),
    nextToken: next,
  });
};

export const describeCodeCoverages: Op<'DescribeCodeCoverages'> = async (input, call) => {
  const { nextToken, maxResults = 100, sortOrder = 'ASCENDING', sortBy = 'FILE_PATH' } = input;
  const { minLineCoveragePercentage: least = 0, maxLineCoveragePercentage: most = 100 } = input;
  const { content } = await reportWithArn(call, input.reportArn);
  const files = content.type === 'CODE_COVERAGE' ? content.files : [];
  const measured = files
    .map(({ missedLines: _missed, ...counts }) => withPercentages(counts))
    .filter(({ lineCoveragePercentage: percentage }) => percentage >= least && percentage <= most)
    .toSorted((a, b) =>
      sortBy === 'FILE_PATH'
        ? a.filePath < b.filePath
          ? -1
          : 1
        : a.lineCoveragePercentage - b.lineCoveragePercentage,
    );
  if (sortOrder === 'DESCENDING') measured.reverse();
  const { items, next } = pageInOrder(measured, { size: maxResults, token: nextToken, onWrongToken });
  return defined({
    codeCoverages: items.map((file) => ({ reportARN: input.reportArn, id: file.filePath, ...file })),
    nextToken: next,
  });
};
