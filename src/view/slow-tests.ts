// Which tests take longest, and how that has changed from report to report. Pure.
import { defined } from '../lib/defined.ts';
import { medianOf } from '../lib/median.ts';
import type { Report } from '../state/reports.ts';

export interface SlowTest {
  readonly testSuiteName: string;
  readonly name: string;
  /** Milliseconds, of the last report. */
  readonly durationMs: number;
  /** The median of the reports before it; absent without any. */
  readonly usualMs?: number;
  /** Of the reports that have it, oldest first, the last one included. */
  readonly durationsMs: readonly number[];
}

const shownTests = 10;
const shownReports = 20;

/** The slowest of the last report, slowest first. @param reports of one group, oldest first */
export function slowTests(reports: readonly Report[]): readonly SlowTest[] {
  const recent = reports.slice(-shownReports).map(({ content }) => durationsOf(content));
  const last = recent.at(-1) ?? new Map<string, Timed>();
  return [...last]
    .toSorted(([, a], [, b]) => b.durationMs - a.durationMs)
    .slice(0, shownTests)
    .map(([key, { testSuiteName, name, durationMs }]): SlowTest => {
      const durationsMs = recent.flatMap((report) => report.get(key)?.durationMs ?? []);
      const usualMs = medianOf(durationsMs.slice(0, -1));
      return { testSuiteName, name, durationMs, durationsMs, ...defined({ usualMs }) };
    });
}

interface Timed {
  readonly testSuiteName: string;
  readonly name: string;
  readonly durationMs: number;
}

/** A test that ran several times, as with parameters of one name, counts with all of its time. */
function durationsOf(content: Report['content']): ReadonlyMap<string, Timed> {
  const found = new Map<string, Timed>();
  for (const { testSuiteName, name, durationMs } of content.type === 'TEST' ? content.testCases : []) {
    if (durationMs === undefined || durationMs === 0) continue;
    const key = `${testSuiteName}\n${name}`;
    found.set(key, { testSuiteName, name, durationMs: durationMs + (found.get(key)?.durationMs ?? 0) });
  }
  return found;
}
