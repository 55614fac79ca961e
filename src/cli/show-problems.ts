// Problems on standard error, and for `--json` as one JSON document on standard output.
import type { Problem } from '../lib/problem.ts';
import { renderProblem, sortProblems, type Sources } from '../lib/render-problem.ts';
import type { Terminal } from './terminal.ts';

export function showProblems(
  problems: readonly Problem[],
  {
    terminal,
    json = false,
    sources = () => undefined,
  }: { readonly terminal: Terminal; readonly json?: boolean; readonly sources?: Sources },
): void {
  if (json) terminal.write(`${JSON.stringify({ problems: sortProblems(problems) })}\n`);
  const color = terminal.errorPalette.isColored;
  for (const problem of sortProblems(problems))
    terminal.writeError(`${renderProblem(problem, sources, { color })}\n`);
}
