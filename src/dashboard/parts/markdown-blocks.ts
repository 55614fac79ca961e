// The Markdown of the documentation as blocks: headings, paragraphs, lists, tables and code. What the pages do not use is text.
// Pure.

export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly string[] }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

export function blocksOf(markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  const lines = markdown.split('\n');
  for (let at = 0; at < lines.length;) {
    const { block, length } = blockAt(lines.slice(at));
    if (block !== undefined) blocks.push(block);
    at += length;
  }
  return blocks;
}

interface Taken {
  /** Undefined for empty lines. */
  readonly block?: Block;
  readonly length: number;
}

const fence = /^ {0,3}```/;
const item = /^ {0,3}(?:[-*]|(\d+)\.) +/;

function blockAt(lines: readonly string[]): Taken {
  const [line = ''] = lines;
  if (line.trim() === '') return { length: 1 };
  const heading = /^(#{1,6}) +(.+)$/.exec(line);
  if (heading !== null)
    return { block: { kind: 'heading', level: heading[1]?.length ?? 1, text: heading[2] ?? '' }, length: 1 };
  if (fence.test(line)) return code(lines);
  if (line.startsWith('|')) return table(lines);
  return item.test(line) ? list(lines) : paragraph(lines);
}

function code(lines: readonly string[]): Taken {
  const found = lines.findIndex((line, index) => index > 0 && fence.test(line));
  const end = found === -1 ? lines.length : found;
  return { block: { kind: 'code', text: lines.slice(1, end).join('\n') }, length: end + 1 };
}

function table(lines: readonly string[]): Taken {
  const end = lines.findIndex((line) => !line.startsWith('|'));
  const own = end === -1 ? lines : lines.slice(0, end);
  const [head = [], ...rows] = own.filter((line) => !/^[|\s:-]+$/.test(line)).map(cellsOf);
  return { block: { kind: 'table', head, rows }, length: own.length };
}

/** A bar in code is written `\|`. */
function cellsOf(line: string): readonly string[] {
  return line
    .replace(/^\||\|\s*$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}

/** An item goes on as long as its lines are indented, or the next one begins. */
function list(lines: readonly string[]): Taken {
  const end = lines.findIndex((line) => !item.test(line) && !/^\s+\S/.test(line));
  const own = end === -1 ? lines : lines.slice(0, end);
  const items: string[] = [];
  for (const line of own)
    if (item.test(line)) items.push(line.replace(item, ''));
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  const isOrdered = item.exec(own[0] ?? '')?.[1] !== undefined;
  return { block: { kind: 'list', isOrdered, items }, length: own.length };
}

function paragraph(lines: readonly string[]): Taken {
  const end = lines.findIndex(
    (line, index) =>
      index > 0 && (line.trim() === '' || /^#{1,6} |^\|/.test(line) || fence.test(line) || item.test(line)),
  );
  const own = end === -1 ? lines : lines.slice(0, end);
  return { block: { kind: 'paragraph', text: own.map((line) => line.trim()).join(' ') }, length: own.length };
}

export type Inline =
  | { readonly kind: 'text' | 'code' | 'strong'; readonly text: string }
  /** Of the documentation's own pictures, by name. */
  | { readonly kind: 'picture'; readonly text: string; readonly name: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string };

const inline = /(?<!\\)`([^`]+)`|\*\*(.+?)\*\*|!\[([^\]]*)\]\(([^)\s]*)\)|\[([^\]]+)\]\(([^)\s]+)\)/g;

/** A picture of another place is its text. */
export function inlineOf(text: string): readonly Inline[] {
  const parts: Inline[] = [];
  let at = 0;
  const plain = (until: number): void => {
    if (until > at)
      parts.push({ kind: 'text', text: text.slice(at, until).replaceAll(/\\([^\w\s])/g, '$1') });
  };
  for (const match of text.matchAll(inline)) {
    const [whole, own, strong, picture, source = '', name, href] = match;
    plain(match.index);
    at = match.index + whole.length;
    if (own !== undefined) parts.push({ kind: 'code', text: own });
    else if (strong !== undefined) parts.push({ kind: 'strong', text: strong.replaceAll('`', '') });
    else if (name !== undefined && href !== undefined) parts.push({ kind: 'link', text: name, href });
    else if (picture !== undefined && picture !== '') parts.push(pictureOf(picture, source));
  }
  plain(text.length);
  return parts;
}

function pictureOf(text: string, source: string): Inline {
  const name = /^(?:docs\/)?pictures\/([\w-]+\.png)$/.exec(source)?.[1];
  return name === undefined ? { kind: 'text', text } : { kind: 'picture', text, name };
}

/** The anchor of a heading, as GitHub makes it. */
export function anchorOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}

/** Where a link of a page leads: another page, a place on this one, or elsewhere; undefined for a file of the repository. */
export function targetOf(
  href: string,
): { readonly page?: string; readonly anchor?: string; readonly url?: string } | undefined {
  if (/^https?:/.test(href)) return { url: href };
  const [, path = '', anchor] = /^([^#]*)(?:#(.*))?$/.exec(href) ?? [];
  const own = anchor === undefined ? {} : { anchor };
  if (path === '') return own;
  const name = /^(?:\.\/|\.\.\/)?(?:docs\/)?([\w-]+)\.md$/.exec(path)?.[1];
  return name === undefined || /^(ARCHITECTURE|CONTRIBUTING)$/.test(name)
    ? undefined
    : { page: name.toLowerCase(), ...own };
}
