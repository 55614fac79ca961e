// Problems as text for people: where, what, the line itself, other places that explain it, what AWS would do, the help.
import { withoutFallout } from './fallout.ts';
import { counted } from './counted.ts';
import { excerptOf } from './excerpt.ts';
import type { Place, Problem, Severity } from './problem.ts';
import { positionAt } from './source-file.ts';

/** The text of a file that a problem may point into, by the path in its place. */
export type Sources = (file: string) => string | undefined;

export interface RenderOptions {
  readonly color: boolean;
  /** Lines of files are cut to them. */
  readonly columns?: number;
}

/** One problem, without a line break at the end. */
export function renderProblem(problem: Problem, sources: Sources, options: RenderOptions): string {
  const paint = painter(options);
  const where = problem.at === undefined ? '' : `${paint('bold', placeText(problem.at, sources))}  `;
  const word = paint(problem.severity, problem.severity);
  const code = paint('dim', `[${problem.code}]`);
  const lines = [`${where}${word}  ${oneLine(problem.message)} ${code}`];
  const gutter = gutterWidth(problem, sources);
  const columns = options.columns === undefined ? undefined : options.columns - gutter - 3;
  if (problem.at !== undefined)
    lines.push(...excerptLines(problem.at, { sources, paint, gutter, columns, role: problem.severity }));
  for (const note of problem.notes) {
    const at = note.at === undefined ? '' : `${placeText(note.at, sources)}  `;
    lines.push(`${margin(gutter)}${paint('note', 'note:')} ${at}${oneLine(note.message)}`);
    if (note.at !== undefined)
      lines.push(...excerptLines(note.at, { sources, paint, gutter, columns, role: 'note' }));
  }
  if (problem.aws !== undefined)
    lines.push(`${margin(gutter)}${paint('note', 'aws:')}  ${oneLine(problem.aws)}`);
  if (problem.remedy !== undefined)
    lines.push(`${margin(gutter)}${paint('help', 'help:')} ${oneLine(problem.remedy)}`);
  return lines.join('\n');
}

/** All of them, sorted by place and each once, with a closing line that counts them. Ends with a line break. */
export function renderProblems(
  problems: readonly Problem[],
  sources: Sources,
  options: RenderOptions,
): string {
  const sorted = sortProblems(problems);
  const texts = sorted.map((problem) => renderProblem(problem, sources, options));
  return [...texts, countText(sorted)].join('\n\n') + '\n';
}

/**
 * By file, place, severity and text, so that the same findings always read the same; doubles and what only follows from
 * another are dropped.
 */
export function sortProblems(problems: readonly Problem[]): readonly Problem[] {
  const unique = new Map(withoutFallout(problems).map((problem) => [keyOf(problem), problem]));
  return [...unique.values()].toSorted(
    (a, b) =>
      compare(a.at?.file ?? '', b.at?.file ?? '') ||
      (a.at?.start ?? 0) - (b.at?.start ?? 0) ||
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      compare(a.code, b.code) ||
      compare(a.message, b.message),
  );
}

/** `2 errors, 1 warning in 2 files`. */
function countText(problems: readonly Problem[]): string {
  const counts = severities.flatMap((severity) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    return count === 0 ? [] : [counted(count, severity)];
  });
  if (counts.length === 0) return 'Nothing found';
  const files = new Set(problems.flatMap((problem) => (problem.at === undefined ? [] : [problem.at.file])));
  return files.size === 0 ? counts.join(', ') : `${counts.join(', ')} in ${counted(files.size, 'file')}`;
}

const severities: readonly Severity[] = ['error', 'warning', 'notice'];

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function keyOf({ code, message, at }: Problem): string {
  return JSON.stringify([code, message, at?.file, at?.start, at?.end]);
}

function placeText(at: Place, sources: Sources): string {
  const text = sources(at.file);
  if (text === undefined) return at.file;
  const { line, column } = positionAt(text, at.start);
  return `${at.file}:${line}:${column}`;
}

interface ExcerptContext {
  readonly sources: Sources;
  readonly paint: Paint;
  readonly gutter: number;
  readonly columns: number | undefined;
  readonly role: Role;
}

/** Nothing for a place that means the whole file. */
function excerptLines(
  at: Place,
  { sources, paint, gutter, columns, role }: ExcerptContext,
): readonly string[] {
  const text = sources(at.file);
  if (text === undefined || (at.start === 0 && at.end === 0)) return [];
  const { line, text: shown, indent, marker } = excerptOf(text, at, columns);
  return [
    `${paint('dim', `${String(line).padStart(gutter)} |`)} ${shown}`,
    `${paint('dim', `${' '.repeat(gutter)} |`)} ${indent}${paint(role, marker)}`,
  ];
}

function gutterWidth(problem: Problem, sources: Sources): number {
  const places = [problem.at, ...problem.notes.map((note) => note.at)];
  const lines = places.map((at) => {
    const text = at === undefined ? undefined : sources(at.file);
    return at === undefined || text === undefined ? 1 : positionAt(text, at.start).line;
  });
  return Math.max(3, String(Math.max(...lines)).length + 2);
}

function margin(gutter: number): string {
  return `${' '.repeat(gutter)} `;
}

/** Control characters could steer the terminal; line breaks would tear the layout. */
function oneLine(text: string): string {
  return text
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll('\t', ' ')
    .replaceAll(/\p{Cc}/gu, '�');
}

type Role = Severity | 'bold' | 'dim' | 'note' | 'help';
type Paint = (role: Role, text: string) => string;

const codes: Readonly<Record<Role, string>> = {
  error: '1;31',
  warning: '1;33',
  notice: '1;36',
  bold: '1',
  dim: '2',
  note: '36',
  help: '32',
};

function painter({ color }: RenderOptions): Paint {
  return (role, text) => (color ? `\u001B[${codes[role]}m${text}\u001B[0m` : text);
}
