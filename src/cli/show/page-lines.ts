// A page of the documentation as lines for a screen: no marks of Markdown, tables as a paragraph for each row. Pure.
import { span, type Line, type Role, type Span } from '../render/line.ts';

/** Each paragraph is one line, which the screen folds. */
export function pageLines(markdown: string): readonly Line[] {
  const lines = markdown.trim().split('\n');
  const shown: Line[] = [];
  for (let at = 0; at < lines.length;) {
    const { length, block } = blockAt(lines.slice(at));
    shown.push(...block);
    at += length;
  }
  return shown;
}

interface Taken {
  readonly length: number;
  readonly block: readonly Line[];
}

function blockAt(lines: readonly string[]): Taken {
  const [line = ''] = lines;
  const heading = /^#{1,6} +(.+)$/.exec(line)?.[1];
  if (heading !== undefined) return { length: 1, block: [inline(heading, 'bold')] };
  if (line.trim() === '') return { length: 1, block: [[]] };
  if (line.startsWith('```')) return code(lines);
  if (line.startsWith('|')) return table(lines);
  const item = /^ {0,3}([-*]|\d+\.) +/;
  const end = lines.findIndex(
    (each, index) => index > 0 && (each.trim() === '' || /^[#|`]/.test(each) || item.test(each)),
  );
  const own = end === -1 ? lines : lines.slice(0, end);
  const text = own.map((each) => each.trim()).join(' ');
  const bullet = item.exec(line)?.[1];
  if (bullet === undefined) return { length: own.length, block: [inline(text)] };
  return { length: own.length, block: [[span(`  ${bullet} `), ...inline(text.replace(item, ''))]] };
}

function code(lines: readonly string[]): Taken {
  const close = lines.findIndex((line, index) => index > 0 && line.startsWith('```'));
  const end = close === -1 ? lines.length : close;
  return { length: end + 1, block: lines.slice(1, end).map((line) => [span('    '), ...codeLine(line)]) };
}

/** The comment behind a command is not to be typed. */
function codeLine(line: string): Line {
  const [, command = line, comment = ''] = /^(.*?\S)(\s{2,}# .*)$/.exec(line) ?? [];
  return comment === '' ? [span(command, 'cyan')] : [span(command, 'cyan'), span(comment, 'dim')];
}

function table(lines: readonly string[]): Taken {
  const end = lines.findIndex((line) => !line.startsWith('|'));
  const own = end === -1 ? lines : lines.slice(0, end);
  const [head = [], ...rows] = own.filter((line) => !/^[|\s:-]+$/.test(line)).map((line) => cellsOf(line));
  const block = rows.flatMap(([first = '', ...cells]): readonly Line[] => [
    [span('  '), ...inline(first, 'bold')],
    ...cells.flatMap((cell, index): readonly Line[] => {
      const name = cells.length === 1 ? '' : (head[index + 1] ?? '');
      const lead = name === '' ? [] : inline(`${name}: `, 'dim');
      return cell === '' ? [] : [[span('      '), ...lead, ...inline(cell)]];
    }),
  ]);
  return { length: own.length, block };
}

/** A bar in code is written `\|`. */
function cellsOf(line: string): readonly string[] {
  return line
    .replace(/^\||\|\s*$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}

const marks = /`([^`]+)`|\*\*(.+?)\*\*|!\[([^\]]*)\]\([^)\s]*\)|\[([^\]]+)\]\(([^)\s]+)\)/g;

function inline(text: string, role: Role = 'plain'): Line {
  const spans: Span[] = [];
  let at = 0;
  for (const match of text.matchAll(marks)) {
    const [whole, own, strong, picture, name = '', href = ''] = match;
    spans.push(span(text.slice(at, match.index), role));
    at = match.index + whole.length;
    if (own !== undefined) spans.push(span(own, role === 'plain' ? 'cyan' : role));
    else if (strong !== undefined) spans.push(...inline(strong, 'bold'));
    else if (picture !== undefined) spans.push(span(`[picture: ${picture}]`, 'dim'));
    else spans.push(...inline(name, role), span(href.startsWith('http') ? ` (${href})` : '', 'dim'));
  }
  spans.push(span(text.slice(at), role));
  return spans.filter((each) => each.text !== '');
}
