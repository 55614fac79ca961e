// Commands that a step prints: `::name key=value::data`, and the older `##[name key=value]data` (GitHub: "Workflow
// commands"; actions/runner's ActionCommand). Pure.
import { defined } from '../../lib/defined.ts';

export interface LogCommand {
  /** In lower case. */
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** Undefined for a line that is no command. @param token one more name: what ends `stop-commands` */
export function parseLogCommand(line: string, token?: string): LogCommand | undefined {
  const known = (command: LogCommand | undefined): LogCommand | undefined =>
    command !== undefined && (isCommandName(command.name) || command.name === token?.toLowerCase())
      ? command
      : undefined;
  return known(parseNew(line)) ?? known(parseOld(line));
}

const names = new Set(
  `add-mask add-matcher add-path debug echo endgroup error group notice remove-matcher save-state set-env set-output stop-commands warning`.split(
    ' ',
  ),
);

/** In lower case. */
export function isCommandName(name: string): boolean {
  return names.has(name);
}

function parseNew(line: string): LogCommand | undefined {
  const text = line.trimStart();
  if (!text.startsWith('::')) return undefined;
  const end = text.indexOf('::', 2);
  if (end === -1) return undefined;
  return commandOf(text.slice(2, end), unescapeData(text.slice(end + 2)), {
    separator: ',',
    unescape: unescapeProperty,
  });
}

/** Anywhere in the line. */
function parseOld(line: string): LogCommand | undefined {
  const start = line.indexOf('##[');
  const end = start === -1 ? -1 : line.indexOf(']', start);
  if (end === -1) return undefined;
  return commandOf(line.slice(start + 3, end), unescapeOld(line.slice(end + 1)), {
    separator: ';',
    unescape: unescapeOld,
  });
}

function commandOf(
  head: string,
  data: string,
  { separator, unescape }: { readonly separator: string; readonly unescape: (text: string) => string },
): LogCommand | undefined {
  const space = head.indexOf(' ');
  const name = (space === -1 ? head : head.slice(0, space)).trim().toLowerCase();
  if (name === '') return undefined;
  const given = space === -1 ? [] : head.slice(space + 1).split(separator);
  const properties = given.flatMap((pair): readonly (readonly [string, string])[] => {
    const at = pair.indexOf('=');
    // One without a value is as if it were not there.
    return at < 1 || at === pair.length - 1 ? [] : [[pair.slice(0, at).trim(), unescape(pair.slice(at + 1))]];
  });
  return { name, data, properties: Object.fromEntries(properties) };
}

function unescapeData(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

function unescapeProperty(text: string): string {
  return unescapeData(text.replaceAll('%3A', ':').replaceAll('%2C', ','));
}

function unescapeOld(text: string): string {
  return unescapeData(text.replaceAll('%3B', ';').replaceAll('%5D', ']'));
}

export type AnnotationLevel = 'notice' | 'warning' | 'error';

export interface Annotation {
  readonly level: AnnotationLevel;
  readonly message: string;
  readonly title?: string;
  readonly file?: string;
  readonly line?: number;
}

export function annotationOf({ name, properties, data }: LogCommand): Annotation | undefined {
  const level = (['notice', 'warning', 'error'] as const).find((each) => each === name);
  if (level === undefined) return undefined;
  const { title, file } = properties;
  return {
    level,
    message: data,
    ...defined({ title, file, line: lineOf(properties) }),
  };
}

/** The last line stands for the first when that is missing; a range that ends before it begins is none. */
function lineOf({ line: first, endLine: last }: LogCommand['properties']): number | undefined {
  const [from, to] = [lineNumber(first ?? last), lineNumber(last ?? first)];
  return from !== undefined && to !== undefined && to < from ? undefined : from;
}

function lineNumber(text: string | undefined): number | undefined {
  return /^0*[1-9]\d*$/.test(text ?? '') ? Number(text) : undefined;
}

/** The runner cuts longer messages. */
const mostCharacters = 4096;

/** In one line: `error: Title: message (src/a.ts:3)`. */
export function describeAnnotation({ level, message, title, file, line }: Annotation): string {
  const where = file === undefined ? '' : ` (${file}${line === undefined ? '' : `:${line}`})`;
  const cut = message.slice(0, mostCharacters);
  return `${level}: ${title === undefined ? '' : `${title}: `}${cut}${where}`;
}
