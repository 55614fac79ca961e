// Lines of a log that are searched for: errors, and where phases begin. Pure.
import type { LogLine } from '../../state/log-store.ts';

/** Words with which programs report errors; a count of none (`0 errors`) is none. */
const errorWords =
  /(?:^|[\s[(:])(?:error|fatal|panic|traceback|exception|npm err!|failed|failure)(?!\w)|✖|did not exit successfully/i;
const noError = /\b(?:0|no) (?:errors?|failures?|failed)\b/i;

export function isErrorLine(text: string): boolean {
  return errorWords.test(text) && !noError.test(text);
}

const phaseLine = /^\[Container\] .{26} Entering phase (\w+)/;

/** Where each phase of a build begins. */
export function phasesOf(
  lines: readonly LogLine[],
): readonly { readonly index: number; readonly name: string }[] {
  return lines.flatMap(({ text }, index) => {
    const name = phaseLine.exec(text)?.[1];
    return name === undefined ? [] : [{ index, name }];
  });
}

/** The first after the one that was found last, and the first of all after the last. */
export function nextIn(indices: readonly number[], last: number | undefined): number | undefined {
  return indices.find((index) => last === undefined || index > last) ?? indices[0];
}
