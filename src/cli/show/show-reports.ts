// The reports command: groups with their trend, or one group: failed tests first, or coverage by file.
import { counted } from '../../lib/counted.ts';
import { nearest } from '../../lib/nearest.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import {
  coveragePercentage,
  notKept,
  passRate,
  summariseCoverage,
  testSummary,
  type FileCoverage,
  type TestCase,
} from '../../model/report.ts';
import { reportGroups, reportsOf, type Report } from '../../state/reports.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import { namedPipeline } from '../request/choose-pipeline.ts';
import type { PipelineOptions } from '../command.ts';
import { openForReading } from '../state-path.ts';
import { shortExecutionId } from '../render/describe.ts';
import { span, type Line } from '../render/line.ts';
import { failureLine, percentText, reportLine, testText } from '../render/report-text.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { flakyTests } from '../../view/flaky-tests.ts';
import { writeLines } from '../write-lines.ts';

export async function showReports(
  group: string | undefined,
  options: PipelineOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  await using state = await openForReading(options, terminal);
  const reportsIn = reportsFor(state, namedPipeline(state, options));
  const names = reportGroups(state.records).filter((name) => reportsIn(name).length > 0);
  if (group !== undefined && !names.includes(group)) throw unknownGroup(group, names);
  const groups = (group === undefined ? names : [group]).map(reportsIn);
  if (options.json === true) {
    const document =
      group === undefined
        ? { reportGroups: groups.flatMap((reports) => reports.at(-1) ?? []).map(withoutContent) }
        : { reports: groups[0], flaky: flakyTests(groups[0] ?? []) };
    terminal.write(`${JSON.stringify(document)}\n`);
    return 0;
  }
  const lines = group === undefined ? groups.flatMap(groupLines) : detailLines(groups[0] ?? []);
  if (names.length === 0)
    terminal.write('There are no reports yet: "reports" of a buildspec names the files of tests\n');
  writeLines(terminal, lines);
  return 0;
}

/** Of a group, those of builds of the pipeline that was named; of all when none was. */
function reportsFor(
  { records, history }: Pick<StateFolder, 'records' | 'history'>,
  named: string | undefined,
): (group: string) => readonly Report[] {
  const isOf = ({ executionId }: Report): boolean =>
    named === undefined || history.execution(executionId)?.pipelineName === named;
  return (group) => reportsOf(records, group).filter(isOf);
}

function unknownGroup(group: string, names: readonly string[]): ProblemError {
  const meant = nearest(group, names) ?? names.find((name) => name.endsWith(`-${group}`));
  return new ProblemError([
    problem({
      code: 'CallInvalid',
      whose: 'call',
      message: `There is no report group "${group}"`,
      remedy: meant === undefined ? `There are: ${names.join(', ') || 'none'}` : `Did you mean ${meant}?`,
    }),
  ]);
}

function withoutContent({ content, ...report }: Report): object {
  return content.type === 'TEST'
    ? { ...report, type: content.type, tests: testSummary(content), notKept: notKept(content) }
    : { ...report, type: content.type, coverage: summariseCoverage(content.files) };
}

function groupLines(reports: readonly Report[]): readonly Line[] {
  const last = reports.at(-1);
  return last === undefined ? [] : [[...lineOf(last), ...trend(reports)]];
}

function lineOf({ content, ...report }: Report): Line {
  const summary =
    content.type === 'TEST'
      ? { tests: testSummary(content) }
      : { coverage: summariseCoverage(content.files) };
  return reportLine({ ...report, ...summary, failures: [] });
}

const trendLength = 10;

/** The figure of each of the last reports, oldest first. */
function trend(reports: readonly Report[]): Line {
  const values = reports.slice(-trendLength).map(figureOf);
  if (values.length < 2) return [];
  const known = values.filter((value) => value !== undefined);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const bars = values.map((value) =>
    value === undefined ? ' ' : (steps[Math.round(((value - low) / (high - low || 1)) * 7)] ?? ' '),
  );
  const change = (values.at(-1) ?? 0) - (values.at(-2) ?? 0);
  const summary =
    Math.abs(change) < 0.05 ? 'as before' : `${change > 0 ? '+' : '−'}${Math.abs(change).toFixed(1)} points`;
  return [span(`  ${bars.join('')}`, 'cyan'), span(`  ${summary}`, change < -0.05 ? 'yellow' : 'dim')];
}

const steps = '▁▂▃▄▅▆▇█';

function figureOf({ content }: Report): number | undefined {
  if (content.type === 'TEST') return passRate(testSummary(content));
  const { linesCovered, linesMissed } = summariseCoverage(content.files);
  return coveragePercentage(linesCovered, linesMissed);
}

function detailLines(reports: readonly Report[]): readonly Line[] {
  const last = reports.at(-1);
  if (last === undefined) return [];
  const head: readonly Line[] = [
    [...lineOf(last), ...trend(reports)],
    [
      span(
        `  build ${last.buildNumber} of ${last.projectName}, execution ${shortExecutionId(last.executionId)}`,
        'dim',
      ),
    ],
    ...notKeptLines(last),
    [],
  ];
  const { content } = last;
  return content.type === 'TEST'
    ? [...head, ...testLines(content.testCases, reports)]
    : [...head, ...coverageLines(content.files)];
}

function notKeptLines({ content }: Report): readonly Line[] {
  const left = notKept(content);
  const text = `  ${left} of them are counted and not kept: of so many those that did not succeed are kept first`;
  return left === 0 ? [] : [[span(text, 'dim')]];
}

const slowestShown = 5;

function testLines(testCases: readonly TestCase[], reports: readonly Report[]): readonly Line[] {
  const failed = testCases.filter(({ status }) => status === 'FAILED' || status === 'ERROR');
  const flaky = flakyTests(reports);
  const slowest = testCases
    .toSorted((a, b) => (b.durationMs ?? 0) - (a.durationMs ?? 0))
    .filter(({ durationMs = 0 }) => durationMs > 0)
    .slice(0, slowestShown);
  return [
    ...failed.flatMap((testCase) => [failureLine(testCase), ...traceLines(testCase)]),
    ...(flaky.length === 0 ? [] : [[span('Fail now and then', 'bold')] as Line]),
    ...flaky.map(({ failed: times, runs, ...test }): Line => [
      span('  ~ ', 'yellow'),
      span(testText(test)),
      span(`  failed in ${times} of ${counted(runs, 'build')}`, 'dim'),
    ]),
    ...(slowest.length === 0 ? [] : [[span('Slowest', 'bold')] as Line]),
    ...slowest.map(({ durationMs = 0, ...test }): Line => [
      span(`  ${Math.round(durationMs)} ms`.padEnd(12)),
      span(testText(test), 'dim'),
    ]),
  ];
}

const traceShown = 6;

function traceLines({ message = '' }: TestCase): readonly Line[] {
  const lines = message.split('\n').slice(1, traceShown + 1);
  return lines.map((text) => [span(`    ${text.trimEnd()}`, 'dim')]);
}

/** Where most is missing, first. */
function coverageLines(files: readonly FileCoverage[]): readonly Line[] {
  return files
    .toSorted((a, b) => b.linesMissed - a.linesMissed || (a.filePath < b.filePath ? -1 : 1))
    .map(({ filePath, linesCovered, linesMissed, missedLines }) => [
      span(
        percentText(coveragePercentage(linesCovered, linesMissed)).padStart(7),
        linesMissed === 0 ? 'green' : 'yellow',
      ),
      span(`  ${filePath}`),
      span(missedLines.length === 0 ? '' : `  not run: ${missedLines.map(stretch).join(', ')}`, 'dim'),
    ]);
}

function stretch([first, last]: readonly [number, number]): string {
  return first === last ? String(first) : `${first}–${last}`;
}
