// What GitHub's runner shows at a line of a file, and next to a job: its workflow commands (GitHub's documentation,
// "Workflow commands for GitHub Actions"). Pure.
import type { Place, Problem } from '../../lib/problem.ts';
import type { Sources } from '../../lib/render-problem.ts';
import { positionAt } from '../../lib/source-file.ts';
import type { ExecutionView } from '../../view/execution-view.ts';
import { actionsOf, firstLine } from './describe.ts';
import { testText } from './report-text.ts';

interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly col?: number;
}

export function annotationsOfProblems(problems: readonly Problem[], sources: Sources): readonly string[] {
  return problems.map(({ severity, code, message, remedy, at }) =>
    annotation({
      level: severity,
      title: code,
      message: remedy === undefined ? message : `${message}. ${remedy}`,
      ...(at === undefined ? {} : lineOf(at, sources)),
    }),
  );
}

function lineOf({ file, start }: Place, sources: Sources): Pick<Annotation, 'file' | 'line' | 'col'> {
  const text = sources(file);
  if (text === undefined) return { file };
  const { line, column } = positionAt(text, start);
  return { file, line, col: column };
}

/** Tests that failed at their lines, and each action that failed by what failed in it. */
export function annotationsOfExecution(view: ExecutionView): readonly string[] {
  return actionsOf(view).flatMap(({ stage, action }) => {
    const failures = action.reports.flatMap((report) => report.failures);
    const tests = failures.map((test) =>
      annotation({
        level: 'error',
        title: testText(test),
        message: firstLine(test.message ?? 'failed'),
        ...placeOf(test.location),
      }),
    );
    const { error } = action;
    if (error === undefined) return tests;
    const command = error.command === undefined ? '' : `${firstLine(error.command)}: `;
    const title = `${stage.name} › ${action.name}`;
    return [
      ...tests,
      annotation({ level: 'error', title, message: `${command}${error.code}: ${error.message}` }),
    ];
  });
}

/** `test/sum.test.js:12:3`, as most tools write it. */
function placeOf(location: string | undefined): Pick<Annotation, 'file' | 'line' | 'col'> {
  const [, file, line, col] = /^([^\s:]+):(\d+)(?::(\d+))?$/.exec(location ?? '') ?? [];
  if (file === undefined || line === undefined) return {};
  return { file, line: Number(line), ...(col === undefined ? {} : { col: Number(col) }) };
}

function annotation({ level, message, ...properties }: Annotation): string {
  const { title, file, line, col } = properties;
  const written = Object.entries({ file, line, col, title }).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${escapeProperty(String(value))}`],
  );
  return `::${level} ${written.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
