// How many of something a command shows.
import { problem, ProblemError } from '../../lib/problem.ts';

export function readLimit(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit > 0) return limit;
  const message = `--limit takes a whole number from 1, not "${text}"`;
  throw new ProblemError([problem({ code: 'CallInvalid', whose: 'call', message })]);
}
