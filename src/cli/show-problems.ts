// Problems on standard error; for `--json` instead as one JSON document on standard output.
import { ProblemError, type Problem } from '../lib/problem.ts';
import { problemBehind, systemProblem } from '../lib/system-problem.ts';
import { renderProblem, sortProblems, type Sources } from '../lib/render-problem.ts';
import { isOnGitHub } from './follow/report-to-github.ts';
import { annotationsOfProblems } from './render/github-annotations.ts';
import type { Terminal } from './terminal.ts';

/** What is said as it is, whatever it is wrapped in. */
const sayable: ReadonlySet<string> = new Set(['DiskFull', 'ProgramChanged']);

/** What a command ended with, should it be nothing that the program is to blame for. */
export function problemsOf(error: unknown): readonly Problem[] | undefined {
  if (error instanceof ProblemError) return error.problems;
  const behind = problemBehind(error);
  const found =
    systemProblem(error) ?? (behind !== undefined && sayable.has(behind.code) ? behind : undefined);
  return found === undefined ? undefined : [found];
}

export function showProblems(
  problems: readonly Problem[],
  {
    terminal,
    json = false,
    sources = () => undefined,
  }: { readonly terminal: Terminal; readonly json?: boolean; readonly sources?: Sources },
): void {
  const completed = sortProblems(problems.map((problem) => completeHints(problem, terminal)));
  if (json) {
    terminal.write(`${JSON.stringify({ problems: completed })}\n`);
    return;
  }
  const color = terminal.errorPalette.isColored;
  for (const problem of completed)
    terminal.writeError(`${renderProblem(problem, sources, { color, columns: terminal.columns() })}\n`);
  if (isOnGitHub(terminal.env))
    for (const line of annotationsOfProblems(completed, sources)) terminal.writeError(`${line}\n`);
}

/** Commands that a text of another room names get what they need to work where the user stands. */
export function completeHints(problem: Problem, { hints }: Pick<Terminal, 'hints'>): Problem {
  const { message, remedy } = problem;
  return {
    ...problem,
    message: hints.complete(message),
    ...(remedy === undefined ? {} : { remedy: hints.complete(remedy) }),
  };
}
