// The lint command: any mix of folders and files, every finding of all of them at once.
import { resolve } from 'node:path';
import type { Place, Problem } from '../../lib/problem.ts';
import { renderProblems, sortProblems, type Sources } from '../../lib/render-problem.ts';
import { positionAt } from '../../lib/source-file.ts';
import { isOnGitHub } from '../follow/report-to-github.ts';
import { annotationsOfProblems } from '../render/github-annotations.ts';
import { completeHints } from '../show-problems.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import type { LintedScripts } from '../../actions/workflow/lint-scripts.ts';
import { lintPath, type Linted } from './lint-path.ts';
import { writeText } from '../write-lines.ts';

export interface LintOptions {
  readonly json?: boolean;
  /** Errors alone. */
  readonly quiet?: boolean;
}

/** Exit status 2 when there is an error; warnings and notices are reported and pass. */
export async function lintFiles(
  paths: readonly string[],
  { json = false, quiet = false }: LintOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const unique = [...new Map(paths.map((path) => [resolve(terminal.cwd, path), path])).values()];
  const linted = await Promise.all(unique.map(async (path) => await lintPath(path, terminal.cwd)));
  const scripts = await lintScriptsOf(linted, terminal);
  const problems = sortProblems(
    [...linted.flatMap((one) => one.problems), ...scripts.problems]
      .filter(({ severity }) => !quiet || severity === 'error')
      .map((one) => completeHints(one, terminal)),
  );
  const sources = sourcesOf(linted);
  const { notes } = scripts;
  if (json)
    terminal.write(`${JSON.stringify({ problems: problems.map((one) => document(one, sources)), notes })}\n`);
  else if (problems.length === 0 && !quiet)
    terminal.write(`${checkedText(linted.flatMap((one) => one.checked))}\n`);
  else if (problems.length > 0)
    writeText(
      terminal,
      renderProblems(problems, sources, {
        color: terminal.palette.isColored,
        columns: terminal.columns(),
      }),
    );
  if (!json && !quiet) for (const note of notes) terminal.write(`${note}\n`);
  if (!json && isOnGitHub(terminal.env))
    for (const line of annotationsOfProblems(problems, sources)) terminal.write(`${line}\n`);
  return problems.some(({ severity }) => severity === 'error') ? 2 : 0;
}

async function lintScriptsOf(linted: readonly Linted[], { env }: Terminal): Promise<LintedScripts> {
  const workflows = linted.flatMap((one) => one.workflows ?? []);
  if (workflows.length === 0) return { problems: [], notes: [] };
  const { lintScripts } = await import('../../actions/workflow/lint-scripts.ts');
  return await lintScripts(workflows, env['PATH']);
}

/** Asked for each finding: what was found once is known. */
function sourcesOf(linted: readonly Linted[]): Sources {
  const known = new Map<string, string | undefined>();
  return (file) => {
    if (!known.has(file))
      known.set(
        file,
        linted.map((one) => one.sources(file)).find((text) => text !== undefined),
      );
    return known.get(file);
  };
}

/** What was checked, because silence could also mean that nothing was. */
function checkedText(checked: readonly string[]): string {
  return `No findings in ${checked.join(', ')}`;
}

/** A problem with line and column in addition to the offsets. */
function document(one: Problem, sources: (file: string) => string | undefined): unknown {
  return {
    ...one,
    ...(one.at === undefined ? {} : { at: placeDocument(one.at, sources) }),
    notes: one.notes.map(({ message, at }) => ({
      message,
      ...(at === undefined ? {} : { at: placeDocument(at, sources) }),
    })),
  };
}

function placeDocument(at: Place, sources: (file: string) => string | undefined): unknown {
  const text = sources(at.file);
  return text === undefined ? at : { ...at, ...positionAt(text, at.start) };
}
