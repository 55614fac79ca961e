// The Markdown of a summary as HTML, in the form that GitHub gives it: with tables, task lists and HTML of its own in between.
// What comes out is not safe, and is never put into the page: `SafeHtml` takes from it what may be shown. Pure.

/** What is longer is cut: no reader goes so far, and the page would stand still for as long as it is read. */
const mostLines = 3000;

export function summaryHtml(markdown: string): string {
  const lines = markdown.replaceAll(/\r\n?/g, '\n').split('\n');
  const html = withoutActions(blocks(lines.slice(0, mostLines), 0));
  return lines.length > mostLines ? `${html}<p>and ${lines.length - mostLines} more lines</p>` : html;
}

/** Browsers complain of attributes that would act, even where nothing can. */
function withoutActions(html: string): string {
  return html.replaceAll(
    /<(\/?[a-zA-Z][\w-]*)((?:\s|\/)[^<>]{0,5000})?>/g,
    (_, name: string, attributes = '') => `<${name}${keptOf(String(attributes))}>`,
  );
}

function keptOf(attributes: string): string {
  const each = /([a-zA-Z][\w-]*)(?:\s{0,9}=\s{0,9}("[^"]*"|'[^']*'|[^\s"'<>=]+))?/g;
  return [...attributes.matchAll(each)]
    .filter(([, name = '']) => keptAttributes.has(name.toLowerCase()))
    .map(([, name = '', value]) => (value === undefined ? ` ${name}` : ` ${name}=${value}`))
    .join('');
}

const keptAttributes: ReadonlySet<string> = new Set(
  'href src alt colspan rowspan open type checked'.split(' '),
);

interface Taken {
  readonly html: string;
  readonly length: number;
}

/** @param depth how many lists and quotes lie around it */
type Reader = (lines: readonly string[], depth: number) => Taken | undefined;

/** More would be text. */
const mostDepth = 12;

function blocks(lines: readonly string[], depth: number): string {
  const out: string[] = [];
  for (let at = 0; at < lines.length;) {
    const { html, length } = blockAt(lines.slice(at), depth);
    out.push(html);
    at += length;
  }
  return out.join('\n');
}

function blockAt(lines: readonly string[], depth: number): Taken {
  for (const read of depth > mostDepth ? [blank] : readers) {
    const taken = read(lines, depth);
    if (taken !== undefined) return taken;
  }
  return paragraph(lines);
}

const blank: Reader = ([line = '']) => (line.trim() === '' ? { html: '', length: 1 } : undefined);

const heading: Reader = ([line = '']) => {
  const [start = '', marks = ''] = /^ {0,3}(#{1,6})\s/.exec(line) ?? [];
  if (marks === '') return undefined;
  const text = line
    .slice(start.length)
    .trim()
    .replace(/\s#{1,9}$/, '');
  return { html: `<h${marks.length}>${inline(text.trim())}</h${marks.length}>`, length: 1 };
};

const fence: Reader = (lines) => {
  const [, mark] = /^ {0,3}(`{3,}|~{3,})/.exec(lines[0] ?? '') ?? [];
  if (mark === undefined) return undefined;
  const found = lines.findIndex((line, index) => index > 0 && line.trimStart().startsWith(mark));
  const end = found === -1 ? lines.length : found;
  return { html: `<pre>${escaped(lines.slice(1, end).join('\n'))}</pre>`, length: end + 1 };
};

const rule: Reader = ([line = '']) =>
  /^ {0,3}([-*_])\s*(?:\1\s*){2,}$/.test(line) ? { html: '<hr>', length: 1 } : undefined;

const quote: Reader = (lines, depth) => {
  if (!/^ {0,3}>/.test(lines[0] ?? '')) return undefined;
  const length = lengthWhile(lines, (line) => /^ {0,3}>/.test(line));
  const inner = lines.slice(0, length).map((line) => line.replace(/^ {0,3}> ?/, ''));
  return { html: `<blockquote>${blocks(inner, depth + 1)}</blockquote>`, length };
};

/** Until an empty line, as in GitHub's Markdown. */
const ownHtml: Reader = (lines) => {
  if (!/^ {0,3}<(?:[a-zA-Z][\w-]*[\s/>]|\/[a-zA-Z]|!--)/.test(`${lines[0] ?? ''}\n`)) return undefined;
  const length = lengthWhile(lines, (line) => line.trim() !== '');
  return { html: lines.slice(0, length).join('\n'), length };
};

const divider = /^ {0,3}\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;

const table: Reader = (lines) => {
  const [first = '', second = ''] = lines;
  if (!first.includes('|') || !second.includes('-') || !divider.test(second)) return undefined;
  const length = 2 + lengthWhile(lines.slice(2), (line) => line.trim() !== '' && line.includes('|'));
  const row = (line: string, name: string): string =>
    `<tr>${cellsOf(line)
      .map((cell) => `<${name}>${inline(cell)}</${name}>`)
      .join('')}</tr>`;
  const body = lines.slice(2, length).map((line) => row(line, 'td'));
  return {
    html: `<table><thead>${row(first, 'th')}</thead><tbody>${body.join('')}</tbody></table>`,
    length,
  };
};

function cellsOf(line: string): readonly string[] {
  return line
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}

const item = /^( {0,3})([-*+]|\d{1,9}[.)])(\s+|$)/;

const list: Reader = (lines, depth) => {
  const [whole = '', , mark = ''] = item.exec(lines[0] ?? '') ?? [];
  if (mark === '') return undefined;
  const name = /\d/.test(mark) ? 'ol' : 'ul';
  const isSame = (line: string): boolean => /\d/.test(item.exec(line)?.[2] ?? '-') === (name === 'ol');
  const items: string[] = [];
  let at = 0;
  while (at < lines.length && item.test(lines[at] ?? '') && isSame(lines[at] ?? '')) {
    const own = lines.slice(at);
    const indent = item.exec(own[0] ?? '')?.[0].length ?? whole.length;
    const length = 1 + lengthWhile(own.slice(1), (line, index) => belongs(line, own[index + 2], indent));
    const inner = own
      .slice(0, length)
      .map((line) => (line.slice(0, indent).trim() === '' || line === own[0] ? line.slice(indent) : line));
    items.push(listItem(inner, depth + 1));
    at += length;
  }
  return { html: `<${name}>${items.join('')}</${name}>`, length: at };
};

/** What is indented, what goes on with a paragraph, and an empty line before more of it. */
function belongs(line: string, next: string | undefined, indent: number): boolean {
  if (line.trim() === '')
    return next !== undefined && next.slice(0, Math.min(indent, 2)).trim() === '' && next.trim() !== '';
  return line.slice(0, Math.min(indent, 2)).trim() === '' || !startsBlock(line);
}

function listItem(lines: readonly string[], depth: number): string {
  const [, box] = /^\[([ xX])\]\s/.exec(lines[0] ?? '') ?? [];
  const own = box === undefined ? lines : [lines[0]?.slice(4) ?? '', ...lines.slice(1)];
  const sign = box === undefined ? '' : box === ' ' ? '☐ ' : '☑ ';
  const first = lengthWhile(own, (line, index) => index === 0 || (line.trim() !== '' && !startsBlock(line)));
  return `<li>${sign}${inline(own.slice(0, first).join('\n'))}${blocks(own.slice(first), depth)}</li>`;
}

const readers: readonly Reader[] = [blank, heading, fence, rule, quote, table, list, ownHtml];

function startsBlock(line: string): boolean {
  return /^ {0,3}(?:#{1,6}\s|`{3}|~{3}|>|<\/?[a-zA-Z])/.test(line) || item.test(line);
}

function paragraph(lines: readonly string[]): Taken {
  const length = Math.max(
    1,
    lengthWhile(lines, (line, index) => line.trim() !== '' && (index === 0 || !startsBlock(line))),
  );
  return { html: `<p>${inline(lines.slice(0, length).join('\n'))}</p>`, length };
}

function lengthWhile(lines: readonly string[], holds: (line: string, index: number) => boolean): number {
  const end = lines.findIndex((line, index) => !holds(line, index));
  return end === -1 ? lines.length : end;
}

/** Each has a most length: a bracket that is never closed is looked after only so far. */
const parts = new RegExp(
  [
    /(`{1,3})([^`][^]{0,1000}?)\1(?!`)/,
    /!\[([^\]]{0,200})\]\(([^)\s]{0,2000})(?:\s[^)]{0,200})?\)/,
    /\[((?:[^[\]!]|!(?!\[)|!\[[^[\]]{0,200}\]\([^)]{0,500}\)){1,400})\]\(([^)\s]{0,2000})(?:\s[^)]{0,200})?\)/,
    /<(https?:\/\/[^>\s]{1,2000})>/,
    /(?<![\w"'=/>])(https?:\/\/[^\s<>")\]]{1,2000})/,
    /\\([!-/:-@[-`{-~])/,
    /(<\/?[a-zA-Z][^<>]{0,5000}>)/,
    /:([a-z_]{1,40}):/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

/** Text with code, links, pictures and emphasis; HTML of its own stays as it is. */
function inline(text: string): string {
  let out = '';
  let at = 0;
  const kept: string[] = [];
  // So that emphasis may go around what was made already, and not into it.
  const keep = (html: string): string => `\u0000${kept.push(html) - 1}\u0000`;
  for (const match of text.matchAll(parts)) {
    const [whole, , code, picture, source, name, href, angled, bare, symbol, own, emoji] = match;
    out += escaped(text.slice(at, match.index));
    at = match.index + whole.length;
    if (code !== undefined) out += keep(`<code>${escaped(code.trim())}</code>`);
    else if (picture !== undefined) out += keep(image(picture, source ?? ''));
    else if (name !== undefined) out += keep(link(inline(name), href ?? ''));
    else if (angled !== undefined || bare !== undefined) {
      const url = angled ?? bare ?? '';
      out += keep(link(escaped(url), url));
    } else if (symbol !== undefined) out += keep(escaped(symbol));
    else if (own !== undefined) out += keep(own);
    else out += emojis[emoji ?? ''] ?? whole;
  }
  out += escaped(text.slice(at));
  const marked = out
    .replaceAll(
      /\*\*(?=\S)([^]{1,1000}?)(?<=\S)\*\*|(?<!\w)__(?=\S)([^]{1,1000}?)(?<=\S)__(?!\w)/g,
      '<strong>$1$2</strong>',
    )
    .replaceAll(
      /\*(?=[^\s*])([^*]{1,1000}?)(?<=\S)\*|(?<!\w)_(?=[^\s_])([^_]{1,1000}?)(?<=\S)_(?!\w)/g,
      '<em>$1$2</em>',
    )
    .replaceAll(/~~(?=\S)([^]{1,1000}?)(?<=\S)~~/g, '<del>$1</del>')
    .replaceAll(/(?: {2,20}|\\)\n/g, '<br>\n');
  return restored(marked, kept);
}

function restored(text: string, kept: readonly string[]): string {
  // oxlint-disable-next-line no-control-regex -- no text has it: it is taken out before
  return text.replaceAll(/\u0000(\d+)\u0000/g, (_, index: string) => kept[Number(index)] ?? '');
}

function link(inner: string, href: string): string {
  return `<a href="${escaped(href)}">${inner}</a>`;
}

function image(name: string, source: string): string {
  return `<img alt="${escaped(name)}" src="${escaped(source)}">`;
}

function escaped(text: string): string {
  return text
    .replaceAll('\u0000', '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Those that tools write into summaries. */
const emojis: Readonly<Record<string, string>> = {
  white_check_mark: '✅',
  heavy_check_mark: '✔️',
  x: '❌',
  warning: '⚠️',
  rocket: '🚀',
  tada: '🎉',
  bug: '🐛',
  fire: '🔥',
  information_source: 'ℹ️',
  red_circle: '🔴',
  green_circle: '🟢',
  yellow_circle: '🟡',
  lock: '🔒',
  package: '📦',
  memo: '📝',
  eyes: '👀',
  boom: '💥',
  no_entry: '⛔',
  hourglass: '⌛',
  stopwatch: '⏱️',
  link: '🔗',
};
