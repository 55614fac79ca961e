// Lines of a log that report errors and warnings. Pure.

/** Words with which programs report errors; a count of none (`0 errors`) is none. */
const errorWords =
  /(?:^|[\s[(:])(?:error|fatal|panic|traceback|exception|npm err!|failed|failure)(?!\w)|✖|did not exit successfully/i;
const noError = /\b(?:0|no) (?:errors?|failures?|failed)\b/i;

export function isErrorLine(text: string): boolean {
  return errorWords.test(text) && !noError.test(text);
}

const warningWords = /(?:^|[\s[(:])(?:warn|warning|deprecated|npm warn)(?!\w)|⚠/i;
const noWarning = /\b(?:0|no) warnings?\b/i;

/** What reports an error is no warning. */
export function isWarningLine(text: string): boolean {
  return warningWords.test(text) && !noWarning.test(text) && !isErrorLine(text);
}

/** The first after the one that was found last, and the first of all after the last. */
export function nextIn(indices: readonly number[], last: number | undefined): number | undefined {
  return indices.find((index) => last === undefined || index > last) ?? indices[0];
}
