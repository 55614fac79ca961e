// Calls of EC2, whose model is not among the tables: its forms and answers by their own names. Pure.
import { isValues, type Values } from '../wire/message.ts';
import { localName, parseXml, type XmlElement } from '../wire/xml.ts';
import { refusalIn, type PlainResponse } from './decode-response.ts';
import type { EncodedRequest } from './encode-request.ts';

const version = '2016-11-15';

/** Lists are numbered at the key of their member, as EC2's API has them (EC2 API reference, Query requests). */
export function encodeEc2Request(operation: string, input: Values): EncodedRequest {
  const form = new URLSearchParams({ Action: operation, Version: version });
  const add = (key: string, value: unknown): void => {
    if (value === undefined) return;
    if (Array.isArray(value)) for (const [index, each] of value.entries()) add(`${key}.${index + 1}`, each);
    else if (isValues(value)) for (const [name, each] of Object.entries(value)) add(`${key}.${name}`, each);
    else form.append(key, typeof value === 'string' ? value : JSON.stringify(value));
  };
  for (const [name, value] of Object.entries(input)) add(name, value);
  return {
    method: 'POST',
    path: '/',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  };
}

/** Texts, lists for what has items, and mappings. @throws CallRefused */
export function decodeEc2Response(response: PlainResponse): Values {
  if (response.status >= 300) throw refusalIn(response);
  const value = plain(parseXml(response.text));
  return isValues(value) ? value : {};
}

function plain({ children, text }: XmlElement): unknown {
  if (children.length === 0) return text;
  if (children.every(({ name }) => localName(name) === 'item')) return children.map(plain);
  return Object.fromEntries(children.map((child) => [localName(child.name), plain(child)]));
}
