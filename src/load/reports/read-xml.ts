// Walks an XML file element by element. Strict: what is not well-formed is a problem with its place. Nothing outside
// of the file is ever read. What its own entities add to it is limited, so no file grows without bounds while it is read.
import { createRequire } from 'node:module';
import type * as Saxes from 'saxes';
import { problem, type Problem } from '../../lib/problem.ts';
import type { ReportFile } from './format.ts';
import { ownEntities } from './xml-entities.ts';

export interface Element {
  /** Without a namespace's prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly parent: Element | undefined;
  /** All the text directly in it, once it is closed. */
  text: string;
}

export interface XmlReader {
  readonly opened?: (element: Element) => void;
  /** Called after its children were. */
  readonly closed: (element: Element) => void;
}

/** Quicker than `sax` by half, strict where `htmlparser2` is lenient, and with one dependency. Loaded when needed. */
const load = createRequire(import.meta.url);

/** Undefined when the file is well-formed; what was read before the mistake has been given to the reader. */
export function readXml(file: ReportFile, reader: XmlReader): Problem | undefined {
  const { SaxesParser } = load('saxes') as typeof Saxes;
  const parser = new SaxesParser({ position: true });
  const found: { mistake?: Problem } = {};
  let current: Element | undefined;
  let depth = 0;
  const give = (text: string) => {
    if (current !== undefined && current.text.length < maxTextLength) current.text += text;
  };
  const stop = (message: string, remedy: string) => {
    // Of a file that is read in pieces only the line is known.
    const end = Math.min(parser.position, file.text.length);
    found.mistake ??= problem({
      code: 'ReportInvalid',
      message: file.pieces === undefined ? message : `${message}, in line ${parser.line}`,
      at: { file: file.path, start: Math.max(0, end - 1), end },
      remedy,
    });
  };
  parser.on('doctype', (doctype) => {
    const entities = ownEntities(doctype, () =>
      stop('Its entities make the text too large', 'Write the texts themselves instead of entities.'),
    );
    Object.defineProperties(parser.ENTITIES, entities);
  });
  parser.on('error', (error) =>
    stop(firstLine(error.message), 'Check how the tool that wrote the file ended.'),
  );
  parser.on('text', give);
  parser.on('cdata', give);
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    if (depth > maxDepth) stop(`Elements lie in one another ${maxDepth} deep`, 'Is it a report at all?');
    current = {
      name: local(name),
      attributes: attributes as Element['attributes'],
      parent: current,
      text: '',
    };
    if (found.mistake === undefined) reader.opened?.(current);
  });
  parser.on('closetag', () => {
    depth -= 1;
    if (current === undefined) return;
    if (found.mistake === undefined) reader.closed(current);
    current = current.parent;
  });
  for (const piece of allowed(file.pieces ?? chunksOf(file.text))) {
    if (found.mistake !== undefined) break;
    parser.write(piece);
  }
  if (found.mistake === undefined) parser.close();
  return found.mistake;
}

const chunkLength = 65_536;

function* chunksOf(text: string): Iterable<string> {
  for (let at = 0; at < text.length; at += chunkLength) yield text.slice(at, at + chunkLength);
}

/**
 * Tools put colours of the terminal into messages as they are, which XML does not allow, neither as a character nor as a
 * reference to one (XML 1.0, 2.2 Characters).
 */
function* allowed(pieces: Iterable<string>): Iterable<string> {
  let held = '';
  for (const piece of pieces) {
    const text = held + piece;
    const cut = /&[#x0-9a-f]{0,9}$/i.exec(text)?.index ?? text.length;
    held = text.slice(cut);
    yield withoutControls(text.slice(0, cut));
  }
  if (held !== '') yield held;
}

function withoutControls(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex -- they are what is meant
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .replaceAll(/&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|x0*(?:[0-8bcef]|1[0-9a-f]));/gi, '\ufffd')
  );
}

const maxDepth = 200;
/** What a test printed may be endless; its beginning is enough. */
const maxTextLength = 20_000;

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** `3:17: unclosed tag.`: the place is reported elsewhere. */
function firstLine(message: string): string {
  const text = message.replace(/^(?:[^:]*:)?\d+:\d+: /, '').split('\n', 1)[0] ?? '';
  return `The XML is not well-formed: ${text.replace(/\.$/, '')}`;
}
