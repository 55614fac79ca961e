// Shapes of reports of tests and of coverage.
import { z } from '@hono/zod-openapi';
import type {
  CoverageSummary,
  FileCoverage,
  ReportContent,
  TestCase,
  TestSummary,
} from '../../../model/report.ts';
import type { ReportProgress } from '../../../model/progress.ts';
import type { Report } from '../../../state/reports.ts';
import type { SlowTest } from '../../../view/slow-tests.ts';
import type { FlakyTest } from '../../../view/flaky-tests.ts';
import { described, optionalText, text, time } from './described.ts';

/** A report without its content, with what it comes to. */
export interface ReportHead extends Omit<Report, 'content'> {
  readonly type: 'TEST' | 'CODE_COVERAGE';
  readonly tests?: TestSummary;
  readonly coverage?: CoverageSummary;
}

const count = z.number().int();
const reportStatus = z.enum(['SUCCEEDED', 'FAILED', 'INCOMPLETE']);

const testCase = described<TestCase>()(
  'TestCase',
  z.object({
    name: text,
    testSuiteName: text,
    status: z.enum(['SUCCEEDED', 'FAILED', 'ERROR', 'SKIPPED', 'UNKNOWN']),
    durationMs: z.number().optional(),
    message: optionalText,
    location: optionalText,
  }),
);

const testSummary = described<TestSummary>()(
  'TestSummary',
  z.object({
    total: count,
    statusCounts: z.object({
      SUCCEEDED: count,
      FAILED: count,
      ERROR: count,
      SKIPPED: count,
      UNKNOWN: count,
    }),
    durationMs: z.number(),
  }),
);

const covered = { linesCovered: count, linesMissed: count, branchesCovered: count, branchesMissed: count };
const coverageSummary = described<CoverageSummary>()('CoverageSummary', z.object(covered));

const fileCoverage = described<FileCoverage>()(
  'FileCoverage',
  z.object({
    filePath: text,
    ...covered,
    missedLines: z
      .array(z.array(count).length(2))
      .openapi({ description: 'First and last line of each stretch that was never run' }),
  }),
);

const content = described<ReportContent>()(
  'ReportContent',
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('TEST'), testCases: z.array(testCase), tests: testSummary.optional() }),
    z.object({ type: z.literal('CODE_COVERAGE'), files: z.array(fileCoverage) }),
  ]),
);

/** What a build says of a report while it runs. */
export const reportProgress = described<ReportProgress>()(
  'ReportProgress',
  z.object({
    reportGroup: text,
    status: reportStatus,
    tests: testSummary.optional(),
    coverage: coverageSummary.optional(),
    failures: z.array(testCase),
    reason: optionalText,
  }),
);

const head = {
  reportGroup: text,
  projectName: text,
  executionId: text,
  buildId: text,
  buildNumber: count,
  createdAt: time,
  status: reportStatus,
  isTruncated: z.boolean(),
};

export const reportHead = described<ReportHead>()(
  'ReportHead',
  z.object({
    ...head,
    type: z.enum(['TEST', 'CODE_COVERAGE']),
    tests: testSummary.optional(),
    coverage: coverageSummary.optional(),
  }),
);

export const report = described<Report>()('Report', z.object({ ...head, content }));

export const flakyTest = described<FlakyTest>()(
  'FlakyTest',
  z.object({ testSuiteName: text, name: text, failed: count, runs: count }),
);

export const slowTest = described<SlowTest>()(
  'SlowTest',
  z.object({
    testSuiteName: text,
    name: text,
    durationMs: z.number(),
    usualMs: z.number().optional().openapi({ description: 'The median of the reports before' }),
    durationsMs: z.array(z.number()).openapi({ description: 'Oldest first, the last one included' }),
  }),
);
