// The docs command.
import { didYouMean } from '../../lib/nearest.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import { docPages, readDocPage } from '../../server/doc-pages.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { writeLines, writeText } from '../write-lines.ts';
import { span } from '../render/line.ts';
import { pageLines } from './page-lines.ts';

/** Throws a ProblemError for a page that there is not. */
export function showDocs(
  name: string | undefined,
  { search, json }: { readonly search?: string; readonly json?: boolean },
  terminal: Terminal,
): ExitStatus {
  const write = (value: unknown): void => terminal.write(`${JSON.stringify(value)}\n`);
  if (search !== undefined) {
    const hits = linesWith(search);
    if (json === true) write({ hits });
    else for (const { page, line, text } of hits) terminal.write(`${page}:${line}: ${text}\n`);
  } else if (name === undefined) {
    if (json === true) write({ pages: docPages() });
    else listPages(terminal);
  } else if (json === true) write(find(name));
  else if (terminal.isScreen) writeLines(terminal, pageLines(find(name).text));
  else terminal.write(find(name).text);
  return 0;
}

function find(name: string): NonNullable<ReturnType<typeof readDocPage>> {
  const found = readDocPage(name.toLowerCase().replace(/\.md$/, ''));
  if (found !== undefined) return found;
  const names = docPages().map((page) => page.name);
  throw new ProblemError([
    problem({
      code: 'CallInvalid',
      whose: 'call',
      message: `There is no page "${name}"`,
      remedy: didYouMean(name, names, `Take one of ${names.join(', ')}`),
    }),
  ]);
}

function listPages(terminal: Terminal): void {
  const pages = docPages();
  const width = Math.max(...pages.map(({ name }) => name.length));
  writeLines(
    terminal,
    pages.map(({ name, title }) => [span(`  ${name.padEnd(width)}  ${title}`)]),
  );
  writeText(terminal, '\nRead one with slipway docs PAGE, or all in the browser: slipway up, then Docs.\n');
}

interface DocHit {
  readonly page: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** Capital letters make no difference. */
function linesWith(words: string): readonly DocHit[] {
  return docPages().flatMap(({ name }) =>
    (readDocPage(name)?.text ?? '')
      .split('\n')
      .flatMap((text, index) =>
        text.toLowerCase().includes(words.toLowerCase())
          ? [{ page: name, line: index + 1, text: text.trim() }]
          : [],
      ),
  );
}
