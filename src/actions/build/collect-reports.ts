// The reports of a build: files that its commands left, read, kept in their groups and reported. They never decide
// whether the build succeeds (CodeBuild user guide, "Test reports"); a gate of the definition may decide about the
// action.
import { counted } from '../../lib/counted.ts';
import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { setImmediate as turn } from 'node:timers/promises';
import { defined } from '../../lib/defined.ts';
import { isFailed } from '../../lib/result.ts';
import { formatSize } from '../../lib/size.ts';
import { cutCase } from '../../load/reports/format.ts';
import { hasFailed, maxTestCases } from '../../load/reports/kept-tests.ts';
import { readsPieces } from '../../load/reports/read-report.ts';
import type { BuildspecReport } from '../../model/build.ts';
import type { Measures } from '../../model/gate.ts';
import type { ReportProgress } from '../../model/progress.ts';
import {
  addSummaries,
  coveragePercentage,
  notKept,
  passRate,
  summariseCoverage,
  testSummary,
  type FileCoverage,
  type ReportContent,
  type TestCase,
  type TestSummary,
} from '../../model/report.ts';
import { saveReport } from '../../state/reports.ts';
import type { Build } from './build.ts';
import { collectFiles } from './collect-files.ts';
import { discoverReports } from './discover-reports.ts';
import type { Prepared } from './prepare-shell.ts';
import { readReportFile, type ReportFileRead } from './read-report-file.ts';
import { refusedReport } from './report-rights.ts';
import { ReportThread } from './report-thread.ts';

/** Gives what all reports of the build together measured. */
export async function collectReports(build: Build, prepared: Prepared): Promise<Measures> {
  const contents: ReportContent[] = [];
  for (const report of prepared.buildspec.reports) {
    const read = await readGroup(build, prepared, report);
    if (read.content !== undefined) contents.push(read.content);
    await keepReport(build, await groupName(build, prepared, report.name), read);
  }
  for (const { name, fileFormat, files } of await discoverReports(build, prepared)) {
    const read = await readFiles({ build, prepared, fileFormat }, files);
    if (read.content === undefined) continue;
    contents.push(read.content);
    await keepReport(build, `${build.project.name}-${name}`, read);
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
  /** Whether a whole file is missing. */
  readonly isUnread: boolean;
}

async function readGroup(build: Build, prepared: Prepared, report: BuildspecReport): Promise<ReadGroup> {
  const { log } = build;
  log.line(`Reading the report group ${report.name} (${report.fileFormat})`);
  const section = { ...report, excludePaths: [], enableSymlinks: false };
  const collected = await collectFiles(build, prepared, section);
  if (isFailed(collected)) {
    log.line(`WARNING: no file for the report group ${report.name}: ${collected.failed.message}`);
    return { content: undefined, isUnread: true, reason: `no file matches ${report.files.join(', ')}` };
  }
  return readFiles({ build, prepared, fileFormat: report.fileFormat }, collected.files);
}

/** What lies in files of one format, together. */
async function readFiles(
  of: { readonly build: Build; readonly prepared: Prepared; readonly fileFormat: string },
  files: readonly ReportFile[],
): Promise<ReadGroup> {
  await using thread = new ReportThread();
  const reading = {
    build: of.build,
    sourceFolder: of.prepared.folders.source(0),
    format: of.fileFormat,
    thread,
  };
  const read: ReadOne[] = [];
  for (const file of files) read.push(await readOne(reading, file));
  const wrong = read.flatMap((one) => ('wrong' in one ? one.wrong : []));
  return {
    content: merge(read.flatMap((one) => (one.content === undefined ? [] : [one.content]))),
    reason: wrong[0],
    isUnread: read.some((one) => one.content === undefined),
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
  readonly thread: ReportThread;
}

type ReadOne = Pick<ReportFileRead, 'content' | 'wrong'>;

/** Larger files are read in a thread. */
const maxBytesHere = 500_000;

async function readOne(
  { build: { log, context }, sourceFolder, format, thread }: ReportReading,
  { path, from }: ReportFile,
): Promise<ReadOne> {
  const stats = await stat(from);
  const refusal = refusalOf(format, stats);
  if (refusal !== undefined) {
    log.line(`WARNING: ${path} ${refusal}`);
    return { wrong: `${path} ${refusal}` };
  }
  const job = { path, from, format, sizeBytes: stats.size };
  const read = stats.size > maxBytesHere ? await thread.read(job) : readReportFile(job);
  const { content, messages, wrong } = read;
  for (const message of messages) log.line(message);
  // Tools write where the source lay during the build; in the source is what a user can find again.
  const shown = (text: string) => context.log.hide(text.replaceAll(`${sourceFolder}/`, ''));
  return {
    ...(content === undefined ? {} : { content: await shownContent(content, shown) }),
    ...defined({ wrong }),
  };
}

const maxFileBytes = 200_000_000;
/** JSON is read as a whole, and takes several times its size in memory. */
const maxJsonBytes = 50_000_000;

/** Why a file is not read at all. */
function refusalOf(format: string, stats: Stats): string | undefined {
  // Nothing may ever write into a pipe that a build left.
  if (!stats.isFile()) return 'is no file';
  const [max, kind, way] = readsPieces(format)
    ? [maxFileBytes, 'report', 'Let the tool write several files.']
    : [
        maxJsonBytes,
        'report in JSON',
        `Let the tool write several files, or XML (up to ${formatSize(maxFileBytes)}).`,
      ];
  if (stats.size <= max) return undefined;
  return `has ${formatSize(stats.size)}, and a ${kind} can have at most ${formatSize(max)}. ${way}`;
}

/** Without secrets; only then the texts are cut. Other work goes on between the slices. */
async function shownContent(content: ReportContent, shown: (text: string) => string): Promise<ReportContent> {
  if (content.type === 'CODE_COVERAGE')
    return { ...content, files: content.files.map((file) => ({ ...file, filePath: shown(file.filePath) })) };
  const testCases: TestCase[] = [];
  for (const testCase of content.testCases) {
    testCases.push(shownCase(testCase, shown));
    if (testCases.length % sliceLength === 0) await turn();
  }
  return { ...content, testCases };
}

const sliceLength = 100;

function shownCase(
  { name, testSuiteName, message, location, ...rest }: TestCase,
  shown: (text: string) => string,
): TestCase {
  return cutCase({
    ...rest,
    name: shown(name),
    testSuiteName: shown(testSuiteName),
    ...(message === undefined ? {} : { message: shown(message) }),
    ...(location === undefined ? {} : { location: shown(location) }),
  });
}

function merge(contents: readonly ReportContent[]): ReportContent | undefined {
  const [first] = contents;
  if (first === undefined) return undefined;
  if (first.type === 'CODE_COVERAGE')
    return {
      type: 'CODE_COVERAGE',
      files: contents.flatMap((each) => (each.type === 'TEST' ? [] : each.files)),
    };
  const tests = contents.filter((each) => each.type === 'TEST');
  const testCases = tests.flatMap((each) => each.testCases);
  return {
    type: 'TEST',
    testCases: testCases.length <= maxTestCases ? testCases : failedFirst(testCases).slice(0, maxTestCases),
    tests: addSummaries(tests.map(testSummary)),
  };
}

function failedFirst(testCases: readonly TestCase[]): readonly TestCase[] {
  return [...testCases.filter(hasFailed), ...testCases.filter((testCase) => !hasFailed(testCase))];
}

const reportedFailures = 20;

async function keepReport(build: Build, reportGroup: string, read: ReadGroup): Promise<void> {
  const { context, project, buildId, buildNumber } = build;
  const status = statusOf(read);
  const { content, reason } = read;
  const head = { kind: 'Report', reportGroup, ...defined({ reason }) } as const;
  if (content === undefined) {
    context.report({ ...head, status: 'INCOMPLETE', failures: [] });
    return;
  }
  const refused = await refusedReport(build, reportGroup, content);
  if (refused !== undefined) {
    build.log.line(`WARNING: ${reportGroup} is not kept: ${refused}`);
    context.report({ ...head, reason: refused, status: 'INCOMPLETE', failures: [] });
    return;
  }
  const failures = content.type === 'TEST' ? content.testCases.filter(hasFailed) : [];
  const left = notKept(content);
  if (left > 0)
    build.log.line(`${reportGroup}: ${counted(left, 'test case is', 'test cases are')} counted and not kept`);
  saveReport(context.state.records, {
    reportGroup,
    projectName: project.name,
    executionId: context.executionId,
    buildId,
    buildNumber,
    createdAt: context.now(),
    status,
    content,
    isTruncated: left > 0,
  });
  context.report({ ...head, status, ...summaryOf(content), failures: failures.slice(0, reportedFailures) });
}

/** A file that says itself that it is not all has failed when it names a failure, and otherwise is incomplete. */
function statusOf({ content, reason, isUnread }: ReadGroup): ReportProgress['status'] {
  if (isUnread) return 'INCOMPLETE';
  const hasFailures =
    content?.type === 'TEST' &&
    testSummary(content).statusCounts.FAILED + testSummary(content).statusCounts.ERROR > 0;
  if (hasFailures) return 'FAILED';
  return reason === undefined ? 'SUCCEEDED' : 'INCOMPLETE';
}

function summaryOf(content: ReportContent): Pick<ReportProgress, 'tests' | 'coverage'> {
  return content.type === 'TEST'
    ? { tests: testSummary(content) }
    : { coverage: summariseCoverage(content.files) };
}

function measuresOf(contents: readonly ReportContent[]): Measures {
  const summaries: TestSummary[] = [];
  const files: FileCoverage[] = [];
  for (const content of contents)
    if (content.type === 'TEST') summaries.push(testSummary(content));
    else for (const file of content.files) files.push(file);
  const { linesCovered, linesMissed, branchesCovered, branchesMissed } = summariseCoverage(files);
  const measured = {
    lineCoverage: coveragePercentage(linesCovered, linesMissed),
    branchCoverage: coveragePercentage(branchesCovered, branchesMissed),
    passRate: passRate(addSummaries(summaries)),
  };
  return Object.fromEntries(Object.entries(measured).filter(([, value]) => value !== undefined));
}
