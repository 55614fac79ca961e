// What is wrong with the syntax of a YAML text, in words for people who do not know YAML's grammar: one finding for each
// line, and where the rest of the text cannot be trusted for it.
import type * as Yaml from 'yaml';
import { defined } from './defined.ts';
import { problem, type Place, type Problem } from './problem.ts';
import type { SourceFile } from './source-file.ts';

export interface SyntaxContext {
  readonly file: SourceFile;
  readonly yaml: typeof Yaml;
}

export function syntaxProblems(document: Yaml.Document.Parsed, context: SyntaxContext): Problem[] {
  const errors = document.errors.map((error) => explained(error, document, context));
  const warnings = document.warnings.map((warning) => ({
    ...described(warning, context),
    severity: 'warning' as const,
  }));
  return [...firstOfLines(errors, context.file), ...warnings];
}

interface Explanation {
  readonly message: string;
  readonly remedy?: string;
}

/** Errors after the first of a line are about what the parser made of the first. */
function firstOfLines(errors: readonly Problem[], { text }: SourceFile): readonly Problem[] {
  const lines = new Set<number>();
  return errors
    .toSorted((a, b) => (a.at?.start ?? 0) - (b.at?.start ?? 0))
    .filter(({ at }) => {
      const line = text.lastIndexOf('\n', (at?.start ?? 0) - 1);
      if (lines.has(line)) return false;
      lines.add(line);
      return true;
    });
}

function explained(error: Yaml.YAMLError, document: Yaml.Document.Parsed, context: SyntaxContext): Problem {
  const opening = openingQuote(error, document, context);
  const found = opening ?? described(error, context);
  const [at] = error.pos;
  return { ...found, hides: brokenPlaces(document, { at: found.at?.start ?? at, context }) };
}

function described(error: Yaml.YAMLError, { file }: SyntaxContext): Problem {
  // An error about what is missing at the end lies behind it.
  const [start = 0, end = 0] = error.pos.map((offset) => Math.min(offset, file.text.length));
  const { message, remedy } = explain(error, lineAt(file.text, start));
  return problem({
    code: 'YamlInvalid',
    message,
    at: { file: file.path, start, end: Math.max(start, end) },
    ...defined({ remedy }),
  });
}

function explain(error: Yaml.YAMLError, line: string): Explanation {
  const flow = /^Flow (map|sequence) in block collection/.exec(error.message)?.[1];
  if (flow !== undefined) {
    const [what, bracket] = flow === 'map' ? (['mapping', '}'] as const) : (['list', ']'] as const);
    return { message: `The ${what} in brackets before this is not closed`, remedy: `Add the "${bracket}".` };
  }
  if (error.message.startsWith('Unexpected scalar at node end'))
    return { message: 'There is text behind the closing quote', remedy: 'Put all of it into the quotes.' };
  if (error.code === 'BLOCK_AS_IMPLICIT_KEY' && !/: .*: /.test(line)) return explanations.BAD_INDENT;
  const known = (explanations as Readonly<Partial<Record<Yaml.ErrorCode, Explanation>>>)[error.code];
  return known ?? { message: error.message.replace(/[.:\s]+$/, '') };
}

/** Where the parser's own words would not help someone who does not know YAML's grammar. */
const explanations = {
  TAB_AS_INDENT: {
    message: 'The line is indented with a tab',
    remedy: 'Indent with spaces; YAML forbids tabs there.',
  },
  BAD_INDENT: {
    message: 'The indentation fits no level above it',
    remedy: 'Line it up with its neighbours, or indent it below what it belongs to.',
  },
  MULTILINE_IMPLICIT_KEY: {
    message: 'A key reaches over more than one line',
    remedy: 'Check for a missing ":" or "-", or for a quote that is not closed.',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'There are two ": " in one line',
    remedy: 'Put the value in quotes when the second belongs to it.',
  },
  BAD_SCALAR_START: {
    message: 'Unquoted text cannot begin with this character',
    remedy: 'Put the text in quotes.',
  },
} as const satisfies Partial<Record<Yaml.ErrorCode, Explanation>>;

/**
 * A quote that is not closed ends at the next one, lines below, or never, and the parser complains of what it finds there.
 * What helps is where the quote begins.
 */
function openingQuote(
  error: Yaml.YAMLError,
  document: Yaml.Document.Parsed,
  { file, yaml }: SyntaxContext,
): Problem | undefined {
  const [at] = error.pos;
  let start: number | undefined;
  yaml.visit(document, {
    Scalar: (_, { type, range }) => {
      const isQuoted = type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE';
      if (!isQuoted || !range || range[0] >= at || at > range[1]) return;
      const isOpen = error.message.startsWith('Missing closing');
      if (isOpen || file.text.slice(range[0], range[1]).includes('\n')) start = range[0];
    },
  });
  if (start === undefined) return undefined;
  const quote = file.text.charAt(start);
  return problem({
    code: 'YamlInvalid',
    message: `The quote ${quote} that begins here is not closed`,
    at: { file: file.path, start, end: start + 1 },
    remedy: `Add the second ${quote} at the end of the text.`,
  });
}

/**
 * The entry of the outermost mapping that the error lies in, of whose value the parser could make anything, and the
 * beginning of the document, to which belongs what is missing. All of a document that is no mapping.
 */
function brokenPlaces(
  { contents, range }: Yaml.Document.Parsed,
  { at, context: { file, yaml } }: { readonly at: number; readonly context: SyntaxContext },
): readonly Place[] {
  const whole = { file: file.path, start: range[0], end: file.text.length };
  if (!yaml.isMap(contents)) return [whole];
  const starts = contents.items.flatMap(({ key }) => (yaml.isNode(key) && key.range ? [key.range[0]] : []));
  const first = starts[0] ?? range[0];
  const start = starts.findLast((each) => each <= at) ?? first;
  const next = starts.find((each) => each > at);
  return [
    { file: file.path, start: first, end: first },
    { ...whole, start, end: next === undefined ? whole.end : next - 1 },
  ];
}

function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const [line = ''] = text.slice(start).split('\n', 1);
  return line;
}
