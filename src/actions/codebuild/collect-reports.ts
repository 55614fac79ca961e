// The reports of a build: files that its commands left, read, kept in their groups and told. They never decide whether
// the build succeeds (CodeBuild user guide, "Test reports"); a gate of the definition may decide about the action.
import { readFile, stat } from 'node:fs/promises';
import { renderProblem } from '../../lib/render-problem.ts';
import { readReport } from '../../load/reports/read-report.ts';
import type { BuildspecReport } from '../../model/build.ts';
import type { Measures } from '../../model/gate.ts';
import type { ReportProgress } from '../../model/progress.ts';
import {
  coveragePercentage,
  passRate,
  summariseCoverage,
  summariseTests,
  type FileCoverage,
  type ReportContent,
  type TestCase,
} from '../../model/report.ts';
import { saveReport } from '../../state/reports.ts';
import type { Build } from './build.ts';
import { collectFiles } from './collect-files.ts';
import { discoverReports } from './discover-reports.ts';
import type { Prepared } from './download-source.ts';

/** Gives what all reports of the build together measured. */
export async function collectReports(build: Build, prepared: Prepared): Promise<Measures> {
  const contents: ReportContent[] = [];
  for (const report of prepared.buildspec.reports) {
    const { content, reason } = await readGroup(build, prepared, report);
    if (content !== undefined) contents.push(content);
    keepReport(build, await groupName(build, prepared, report.name), { content, reason });
  }
  for (const { name, fileFormat, files } of await discoverReports(build, prepared)) {
    const { content, reason } = await readFiles({ build, prepared, fileFormat }, files);
    if (content === undefined) continue;
    contents.push(content);
    keepReport(build, `${build.project.name}-${name}`, { content, reason });
  }
  return measuresOf(contents);
}

/** Of `report-group` or its ARN; a bare name gets the project's in front. */
async function groupName(
  { project, context }: Build,
  { session }: Prepared,
  written: string,
): Promise<string> {
  // It names what is kept, so a secret in it is hidden before anything is kept under it.
  const name = context.log.hide(await session.expand(written));
  return name.startsWith('arn:') ? name.slice(name.lastIndexOf('/') + 1) : `${project.name}-${name}`;
}

interface ReadGroup {
  /** Absent when no file could be read. */
  readonly content: ReportContent | undefined;
  /** Why something is missing. */
  readonly reason: string | undefined;
}

async function readGroup(build: Build, prepared: Prepared, report: BuildspecReport): Promise<ReadGroup> {
  const { log } = build;
  log.line(`Reading the report group ${report.name} (${report.fileFormat})`);
  const section = { ...report, excludePaths: [], enableSymlinks: false };
  const collected = await collectFiles(build, prepared, section);
  if ('error' in collected) {
    log.line(`WARNING: no file for the report group ${report.name}: ${collected.error}`);
    return { content: undefined, reason: `no file matches ${report.files.join(', ')}` };
  }
  return readFiles({ build, prepared, fileFormat: report.fileFormat }, collected.files);
}

/** What lies in files of one format, together. */
async function readFiles(
  of: { readonly build: Build; readonly prepared: Prepared; readonly fileFormat: string },
  files: readonly ReportFile[],
): Promise<ReadGroup> {
  const reading = { build: of.build, sourceFolder: of.prepared.folders.source(0), format: of.fileFormat };
  const read = await Promise.all(files.map(async (file) => readOne(reading, file)));
  const wrong = read.flatMap((one) => ('wrong' in one ? one.wrong : []));
  return {
    content: merge(read.flatMap((one) => ('content' in one ? one.content : []))),
    reason: wrong[0],
  };
}

interface ReportFile {
  readonly path: string;
  /** Absolute. */
  readonly from: string;
}

interface ReportReading {
  readonly build: Build;
  readonly sourceFolder: string;
  readonly format: string;
}

const maxFileBytes = 200_000_000;

async function readOne(
  { build: { log }, sourceFolder, format }: ReportReading,
  { path, from }: ReportFile,
): Promise<{ readonly content: ReportContent } | { readonly wrong: string }> {
  const { size } = await stat(from);
  if (size > maxFileBytes) {
    log.line(`WARNING: ${path} has ${size} bytes, and a report at most ${maxFileBytes}`);
    return { wrong: `${path} is too large` };
  }
  // Tools write where the source lay during the build; in the source is what anybody can find again.
  const text = (await readFile(from, 'utf8')).replaceAll(`${sourceFolder}/`, '');
  const { content, problems } = readReport({ path, text }, format);
  for (const problem of problems) log.line(renderProblem(problem, () => text, { color: false }));
  const [first] = problems;
  return content === undefined ? { wrong: `${path}: ${first?.message ?? 'cannot be read'}` } : { content };
}

function merge(contents: readonly ReportContent[]): ReportContent | undefined {
  const [first] = contents;
  if (first === undefined) return undefined;
  return first.type === 'TEST'
    ? { type: 'TEST', testCases: contents.flatMap((each) => (each.type === 'TEST' ? each.testCases : [])) }
    : { type: 'CODE_COVERAGE', files: contents.flatMap((each) => (each.type === 'TEST' ? [] : each.files)) };
}

/** CodeBuild keeps 500; here a group also tells over time which tests fail now and then. */
const maxTestCases = 5000;
const toldFailures = 20;

function keepReport(build: Build, reportGroup: string, { content, reason }: ReadGroup): void {
  const { context, project, buildId, buildNumber } = build;
  const told = { kind: 'Report', reportGroup, ...(reason === undefined ? {} : { reason }) } as const;
  if (content === undefined) {
    context.report({ ...told, status: 'INCOMPLETE', failures: [] });
    return;
  }
  const failures = content.type === 'TEST' ? content.testCases.filter(hasFailed) : [];
  const status = reason !== undefined ? 'INCOMPLETE' : failures.length > 0 ? 'FAILED' : 'SUCCEEDED';
  const { kept, isTruncated } = truncate(content);
  saveReport(context.state.records, {
    reportGroup,
    projectName: project.name,
    executionId: context.executionId,
    buildId,
    buildNumber,
    createdAt: context.now(),
    status,
    content: kept,
    isTruncated,
  });
  context.report({ ...told, status, ...summaryOf(content), failures: failures.slice(0, toldFailures) });
}

function hasFailed({ status }: TestCase): boolean {
  return status === 'FAILED' || status === 'ERROR';
}

function truncate(content: ReportContent): { readonly kept: ReportContent; readonly isTruncated: boolean } {
  if (content.type !== 'TEST' || content.testCases.length <= maxTestCases)
    return { kept: content, isTruncated: false };
  const failed = content.testCases.filter(hasFailed);
  const others = content.testCases.filter((testCase) => !hasFailed(testCase));
  return {
    kept: { type: 'TEST', testCases: [...failed, ...others].slice(0, maxTestCases) },
    isTruncated: true,
  };
}

function summaryOf(content: ReportContent): Pick<ReportProgress, 'tests' | 'coverage'> {
  return content.type === 'TEST'
    ? { tests: summariseTests(content.testCases) }
    : { coverage: summariseCoverage(content.files) };
}

function measuresOf(contents: readonly ReportContent[]): Measures {
  const testCases: TestCase[] = [];
  const files: FileCoverage[] = [];
  for (const content of contents)
    if (content.type === 'TEST') testCases.push(...content.testCases);
    else files.push(...content.files);
  const { linesCovered, linesMissed, branchesCovered, branchesMissed } = summariseCoverage(files);
  const measured = {
    lineCoverage: coveragePercentage(linesCovered, linesMissed),
    branchCoverage: coveragePercentage(branchesCovered, branchesMissed),
    passRate: passRate(summariseTests(testCases)),
  };
  return Object.fromEntries(Object.entries(measured).filter(([, value]) => value !== undefined));
}
