// One report on disk, read as its format: what is in it, and what the log says about it.
import { defined } from '../../lib/defined.ts';
import { renderProblem } from '../../lib/render-problem.ts';
import { readReport, readsPieces } from '../../load/reports/read-report.ts';
import type { ReportContent } from '../../model/report.ts';
import { openReport } from './open-report.ts';

export interface ReportJob {
  /** As the user knows the file. */
  readonly path: string;
  /** Absolute. */
  readonly from: string;
  readonly format: string;
  readonly sizeBytes: number;
}

export interface ReportFileRead {
  /** Absent when the file is no report of the format. */
  readonly content?: ReportContent;
  /** Problems as text. */
  readonly messages: readonly string[];
  /** The first of them in one line: something of the file is missing. */
  readonly wrong?: string;
}

/** Larger files are read piece by piece: what is kept of them has a limit. */
const maxWholeBytes = 16_000_000;

/** Reads and parses at once, which takes seconds for a large file: see `ReportThread`. */
export function readReportFile({ path, from, format, sizeBytes }: ReportJob): ReportFileRead {
  using file = openReport(from, sizeBytes > maxWholeBytes && readsPieces(format));
  const { content, problems } = readReport({ path, ...file }, format);
  const [first] = problems;
  return {
    ...defined({ content }),
    messages: problems.map((problem) => renderProblem(problem, () => file.text, { color: false })),
    ...(first === undefined ? {} : { wrong: `${path}: ${first.message}` }),
  };
}
