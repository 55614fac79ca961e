// What every reader of one report format exports, and what several of them need.
import type { Problem } from '../../lib/problem.ts';
import type { SourceFile } from '../../lib/source-file.ts';
import type { ReportContent, TestCase } from '../../model/report.ts';

/** A large file is given piece by piece, and its text is then empty. */
export interface ReportFile extends SourceFile {
  readonly pieces?: Iterable<string>;
}

/** A file of another kind has no content and one problem that says so. */
export interface ReadReport {
  readonly content?: ReportContent;
  /** With content as well: what is in it cannot be all. */
  readonly problems: readonly Problem[];
}

export type ReportReader = (file: ReportFile) => ReadReport;

/** Seconds as tools write them, with commas between thousands; undefined for what is no number. */
export function millisecondsOf(seconds: string | undefined): number | undefined {
  const value = Number((seconds ?? '').replaceAll(',', ''));
  return seconds === undefined || seconds.trim() === '' || !Number.isFinite(value) ? undefined : value * 1000;
}

/** The first place that a stack trace or a message names. */
export function locationIn(text: string): string | undefined {
  return /(?:^|[\s(@'"])((?:[A-Za-z]:)?[\w./\\@-]*\w\.[A-Za-z]\w{0,5}:\d+(?::\d+)?)/.exec(text)?.[1];
}

/** CodeBuild keeps so much of each. */
const maxNameLength = 1000;
const maxMessageLength = 5000;
/** A secret that begins before the end and ends after it is hidden before the text is cut for good. */
const untilCut = 20_000;

export function nameText(text: string | undefined): string {
  return (text ?? '').slice(0, untilCut);
}

/** A test case as it is kept, its texts cut to what CodeBuild keeps. */
export function cutCase(testCase: TestCase): TestCase {
  const { name, testSuiteName, message } = testCase;
  return {
    ...testCase,
    name: name.slice(0, maxNameLength),
    testSuiteName: testSuiteName.slice(0, maxNameLength),
    ...(message === undefined ? {} : { message: message.slice(0, maxMessageLength) }),
  };
}

/** Message and trace as one text; undefined when both are empty. */
export function messageText(...parts: readonly (string | undefined)[]): string | undefined {
  const texts = parts.map((part) => (part ?? '').trim()).filter((part) => part !== '');
  const [first = '', ...rest] = texts;
  // Traces begin with the message as a rule.
  const text = rest.some((part) => part.startsWith(first)) ? rest.join('\n') : texts.join('\n');
  return text === '' ? undefined : text.slice(0, untilCut);
}
