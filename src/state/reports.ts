// Reports by group, the last ones of each, and what the last build of a project that succeeded measured.
import type { Measures } from '../model/gate.ts';
import type { ReportContent } from '../model/report.ts';
import type { Records } from './records.ts';

export interface Report {
  readonly reportGroup: string;
  readonly projectName: string;
  readonly executionId: string;
  readonly buildId: string;
  readonly buildNumber: number;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly status: 'SUCCEEDED' | 'FAILED' | 'INCOMPLETE';
  readonly content: ReportContent;
  /** Whether test cases were left out, succeeded ones first. */
  readonly isTruncated: boolean;
}

/** Enough for a trend and for tests that fail now and then; CodeBuild keeps reports for 30 days. */
const keptReports = 30;

/** A second report of the same build takes the place of the first. */
export function saveReport(records: Records, report: Report): void {
  const kind = kindOf(report.reportGroup);
  records.put('report-group', report.reportGroup, { type: report.content.type });
  records.put(kind, idOf(report.buildNumber), report);
  const ids = records.ids(kind);
  for (const id of ids.slice(0, Math.max(0, ids.length - keptReports))) records.remove(kind, id);
}

/** Names, in their order. */
export function reportGroups(records: Records): readonly string[] {
  return records.ids('report-group');
}

/** Oldest first. */
export function reportsOf(records: Records, reportGroup: string): readonly Report[] {
  return records.list<Report>(kindOf(reportGroup)).map(({ value }) => value);
}

export function saveMeasures(records: Records, projectName: string, measures: Measures): void {
  records.put('measures', projectName, measures);
}

export function lastMeasures(records: Records, projectName: string): Measures | undefined {
  return records.get<Measures>('measures', projectName);
}

function kindOf(reportGroup: string): string {
  return `report/${reportGroup}`;
}

/** Records are listed in the order of their ids. */
function idOf(buildNumber: number): string {
  return String(buildNumber).padStart(10, '0');
}
