// XML as a tree, both ways. Documents with a DTD are refused, as AWS refuses them.
import { createRequire } from 'node:module';
import type * as Saxes from 'saxes';
import { AwsError } from './aws-error.ts';

const load = createRequire(import.meta.url);

export interface XmlElement {
  /** As it is written, with its prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** All of its text together. */
  readonly text: string;
}

interface OpenElement extends XmlElement {
  readonly children: XmlElement[];
  text: string;
}

const mostNested = 200;

/** @throws AwsError for what is not well-formed */
export function parseXml(text: string): XmlElement {
  const { SaxesParser } = load('saxes') as typeof Saxes;
  const parser = new SaxesParser({ xmlns: false });
  const open: OpenElement[] = [];
  let root: XmlElement | undefined;
  parser.on('error', (error) => {
    throw malformed(error.message);
  });
  parser.on('doctype', () => {
    throw malformed('a document type is not allowed');
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length > mostNested) throw malformed('it is nested too deeply');
    const element: OpenElement = { name, attributes, children: [], text: '' };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  const onText = (part: string): void => {
    const element = open.at(-1);
    if (element !== undefined) element.text += part;
  };
  parser.on('text', onText);
  parser.on('cdata', onText);
  parser.write(text).close();
  if (root === undefined) throw malformed('it is empty');
  return root;
}

/** Without the prefix of a namespace. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** @param content is XML already */
export function xmlElement(
  name: string,
  content: string,
  attributes: Readonly<Record<string, string>> = {},
): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  const start = `<${name}${written.join('')}`;
  return content === '' ? `${start}/>` : `${start}>${content}</${name}>`;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
  '\n': '&#xA;',
  '\u0085': '&#x85;',
  '\u2028': '&#x2028;',
};

/** What XML does not allow even as a reference is left out: other control characters. */
export function escapeXml(text: string): string {
  return text
    .replaceAll(/[&<>"\r\n\u0085\u2028]/g, (character) => escapes[character] ?? character)
    .replaceAll(/[^\P{Cc}\t\u0080-\u009F]|[\uFFFE\uFFFF]/gu, '');
}

function malformed(detail: string): AwsError {
  return new AwsError(
    'MalformedXML',
    `The XML you provided was not well-formed or did not validate: ${detail}`,
  );
}
