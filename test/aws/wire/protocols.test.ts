// AWS's own tests of its protocols, from the server's side: what a client sends is read as what it was given, and what it
// reads is written as it expects.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compactModel } from '../../../scripts/aws/compact-model.ts';
import type { RawModel } from '../../../scripts/aws/raw-model.ts';
import { shapeIn, type ServiceModel } from '../../../src/aws/service-model.ts';
import { AwsError } from '../../../src/aws/wire/aws-error.ts';
import { findCall, isForm, type Call } from '../../../src/aws/wire/call.ts';
import { decodeCbor } from '../../../src/aws/wire/cbor.ts';
import type { Protocol, Values, WireResponse } from '../../../src/aws/wire/message.ts';
import { readInput } from '../../../src/aws/wire/read-input.ts';
import { writeError } from '../../../src/aws/wire/write-error.ts';
import { writeOutput } from '../../../src/aws/wire/write-output.ts';
import { localName, parseXml, type XmlElement } from '../../../src/aws/wire/xml.ts';

const folder = join(import.meta.dirname, '..', '..', 'data', 'aws-protocols');

interface Case {
  readonly id: string;
  readonly given: RawModel['operations'][string] & { readonly name: string };
  readonly description?: string;
  readonly params?: Values;
  readonly serialized?: {
    readonly method?: string;
    readonly uri: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  };
  readonly result?: Values;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly error?: Values;
  readonly response?: {
    readonly status_code: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  };
}

interface Suite {
  readonly metadata: RawModel['metadata'];
  readonly shapes: RawModel['shapes'];
  readonly cases: readonly Case[];
}

/** What a case is about besides the protocol, or what a server cannot see. */
const notOurs: readonly (readonly [ids: RegExp, reason: string])[] = [
  [/ContentEncoding_|Encoding_|ProvidedEncoding_/, 'a body is decompressed before it is read'],
  [/TokenAutoFill/, 'the client makes the token up, so the case does not say it'],
  [/HostWithPath/, 'a path of the endpoint itself'],
  [/MediaTypeHeader/, 'JSON in a header, which only the Lex runtime has'],
  [/QueryPrecedence|QueryParamsStringListMap/, 'what a client does with a name that it was given twice'],
  [
    /^(AllQueryStringTypes|RestXmlQueryStringEscaping|RestXmlSupports\w+FloatQueryValues|RestXmlZeroAndFalseQueryValues)$/,
    'the cases do not name the map that a server finds all parameters in',
  ],
  [/DateTimeWith(Negative|Positive)Offset/, 'we write no offsets'],
  [
    /^(handles_unexpected|AwsJson10HandlesUnexpected)|IgnoreQueryParams|ExtraFieldsInTheBody/,
    'what a client has to pass over',
  ],
  [/UnsetUnion$/, 'what a client has to pass over'],
  [
    /XmlMapWithXmlNamespace$|^(Ec2|Query)?XmlNamespaces$|^(Ec2|Query)?XmlLists$/,
    'namespaces of members of lists and maps, which no service has',
  ],
  [/^(Query|Ec2)(Empty|No)InputAnd/, 'an empty body, where AWS sends a document'],
  [/^Ec2ComplexError$|^InvalidGreetingError$/, 'further elements that no model has'],
];

function casesOf(
  side: string,
): readonly (readonly [file: string, cases: readonly (readonly [string, Case, Suite])[]])[] {
  return readdirSync(join(folder, side)).map((name) => {
    const suites = JSON.parse(readFileSync(join(folder, side, name), 'utf8')) as readonly Suite[];
    const cases = suites.flatMap((suite) => suite.cases.map((each) => [each.id, each, suite] as const));
    return [
      name.replace('.json', ''),
      cases.filter(([id]) => !notOurs.some(([ids]) => ids.test(id))),
    ] as const;
  });
}

function modelOf({ given }: Case, { metadata, shapes }: Suite): ServiceModel {
  const whole = { ...metadata, serviceId: 'Test', endpointPrefix: 'test' };
  return compactModel({ metadata: whole, operations: { [given.name]: given }, shapes }, { by: 'a test' });
}

function callOf(model: ServiceModel, protocol: Protocol, { given, serialized }: Case): Call {
  const [path = '/', query = ''] = (serialized?.uri ?? '/').split('?');
  const lower = Object.entries(serialized?.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
  const head = {
    method: serialized?.method ?? given.http.method,
    path,
    query,
    headers: Object.fromEntries(lower),
  };
  const form = isForm(protocol) ? new URLSearchParams(serialized?.body) : undefined;
  if (serialized === undefined) return { model, protocol, head, operation: given.name, labels: {} };
  const target = head.headers['x-amz-target'] === undefined ? { 'x-amz-target': `Test.${given.name}` } : {};
  return findCall({ model, protocol, head: { ...head, headers: { ...head.headers, ...target } } }, form);
}

/** As the cases write times, bytes and special numbers. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}

describe.each(casesOf('input'))('a request of %s', (_, cases) => {
  test.each(cases)('is read as it was meant: %s', (_id, given, suite) => {
    const model = modelOf(given, suite);
    const protocol = suite.metadata.protocol as Protocol;
    const text = given.serialized?.body ?? '';
    const body = Buffer.from(text, protocol === 'smithy-rpc-v2-cbor' ? 'base64' : 'utf8');
    const read = readInput(callOf(model, protocol, given), body);
    expect(withoutNothing(plain(read))).toEqual(withoutNothing(plain(given.params)));
  });
});

/** What is not sent: nulls, and lists and maps without members in some places. */
function withoutNothing(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNothing);
  if (typeof value !== 'object' || value === null) return value;
  const isNothing = (each: unknown) =>
    each === null || (typeof each === 'object' && Object.keys(each).length === 0);
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, each]) => [key, withoutNothing(each)] as const)
      .filter(([, each]) => !isNothing(each)),
  );
}

/** From the cases' way of writing to what operations give. */
function given(model: ServiceModel, reference: string, value: unknown): unknown {
  const shape = shapeIn(model, reference);
  if (value === null || value === undefined) return value;
  switch (shape.type) {
    case 'structure':
      if (shape.document === true) return value;
      return Object.fromEntries(
        Object.entries(value).map(([key, each]) => {
          const member = shape.members[key];
          return [key, given(model, typeof member === 'string' ? member : (member?.[0] ?? 'string'), each)];
        }),
      );
    case 'list':
      return (value as readonly unknown[]).map((each) => given(model, shape.of, each));
    case 'map':
      return Object.fromEntries(
        Object.entries(value).map(([key, each]) => [key, given(model, shape.of, each)]),
      );
    case 'timestamp':
      return new Date(Number(value) * 1000);
    case 'blob':
      return Buffer.from(value as string, 'utf8');
    case 'float':
    case 'double':
      return Number(value);
    default:
      return value;
  }
}

describe.each(casesOf('output'))('a response of %s', (_, cases) => {
  test.each(cases)('is written as clients expect it: %s', (_id, each, suite) => {
    const model = modelOf(each, suite);
    const protocol = suite.metadata.protocol as Protocol;
    const call = callOf(model, protocol, each);
    const written = each.error === undefined ? outputOf(call, each) : errorOf(call, each);
    expect(written.status).toBe(each.response?.status_code);
    expect(comparable(protocol, written.body)).toEqual(comparable(protocol, bodyOf(protocol, each)));
    const expected = headersOf(each);
    expect(written.headers).toMatchObject(expected);
    expect(codeIn(protocol, written)).toBe(each.errorCode);
  });
});

/** Those that the model speaks of: ids and types are tested with the endpoint. */
function headersOf({ response }: Case): Readonly<Record<string, string>> {
  const lower = Object.entries(response?.headers ?? {}).map(
    ([name, value]) => [name.toLowerCase(), value] as const,
  );
  return Object.fromEntries(
    lower.filter(
      ([name]) => !/^content-|^x-amzn?-(errortype|requestid|request-id|target)$|^x-amz-target$/.test(name),
    ),
  );
}

function codeIn(protocol: Protocol, { headers, body }: WireResponse): string | undefined {
  if (protocol === 'json' || protocol === 'rest-json') return headers['x-amzn-errortype'];
  if (protocol === 'smithy-rpc-v2-cbor' && body instanceof Uint8Array)
    return (decodeCbor(body) as { readonly __type?: string }).__type?.replace(/^.*#/, '');
  return /<Code>(.*?)<\/Code>/.exec(Buffer.from(body as string).toString())?.[1];
}

function outputOf(call: Call, { result = {} }: Case): WireResponse {
  const output = call.model.operations[call.operation]?.output;
  return writeOutput(call, output === undefined ? {} : (given(call.model, output, result) as Values), 'id');
}

function errorOf(
  call: Call,
  { errorCode = '', errorMessage = '', error = {}, response }: Case,
): WireResponse {
  const name = Object.keys(call.model.shapes).find((key) => {
    const shape = shapeIn(call.model, key);
    return (
      shape.type === 'structure' &&
      shape.error !== undefined &&
      (key === errorCode || shape.error.code === errorCode)
    );
  });
  if (name === undefined) throw new Error(`The model has no error ${errorCode}`);
  const members = given(call.model, name, error) as Values;
  const status = response?.status_code ?? 400;
  return writeError(call, new AwsError(name, errorMessage, { members, status }), 'foo-id');
}

function bodyOf(protocol: Protocol, { response }: Case): string | Uint8Array {
  const text = response?.body ?? '';
  return protocol === 'smithy-rpc-v2-cbor' ? Buffer.from(text, 'base64') : text;
}

/** Without what a client has to take and no server has to send: nulls, types and codes, texts of errors. */
function comparable(protocol: Protocol, body: WireResponse['body']): unknown {
  if (protocol === 'smithy-rpc-v2-cbor')
    return (body as Uint8Array).length === 0 ? {} : bare(plain(decodeCbor(body as Uint8Array)));
  const text = Buffer.from(body as Uint8Array)
    .toString('utf8')
    .trim();
  if (text === '') return {};
  if (text.startsWith('<')) {
    const root = canonical(parseXml(text)) as { readonly children: readonly unknown[] };
    return root.children.length === 0 ? {} : root;
  }
  try {
    return bare(JSON.parse(text));
  } catch {
    return text;
  }
}

function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(
    ([key, each]) => each !== null && !/^(__type|code|message)$/i.test(key),
  );
  return Object.fromEntries(kept.map(([key, each]) => [key, bare(each)]));
}

/** Elements in order of name; without the ids of requests, the root's name, and the space between elements. */
function canonical({ children, text, attributes, ...element }: XmlElement, isRoot = true): unknown {
  const kept = children
    .filter(({ name }) => !/^(request_?id|message|type)$/i.test(name) && name !== 'ResponseMetadata')
    .map((child) => ({ name: localName(child.name), child }));
  return {
    ...(isRoot ? {} : { name: localName(element.name) }),
    attributes: isRoot ? {} : attributes,
    text: kept.length > 0 || text.trim() === '' ? '' : text,
    children: kept
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .map(({ child }) => canonical(child, false)),
  };
}
