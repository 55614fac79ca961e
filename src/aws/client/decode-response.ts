// What an operation answered, by its protocol: its output, or its error. Pure.
import { bindingOf, shapeIn, structureIn, type ServiceModel, type StructureModel } from '../service-model.ts';
import { isValues, type Values } from '../wire/message.ts';
import { awsJsonLeaves, readStructure, restJsonLeaves } from '../wire/tree-values.ts';
import { localName, parseXml, type XmlElement } from '../wire/xml.ts';
import { readXmlStructure } from '../wire/xml-values.ts';

export interface PlainResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
  /** The same as it came, where it may be no text. */
  readonly bytes?: Uint8Array;
}

/** An error that a service answered. */
export class CallRefused extends Error {
  override readonly name = 'CallRefused';
  readonly code: string;
  readonly status: number;
  constructor(code: string, message: string, status: number) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** @throws CallRefused */
export function decodeResponse(model: ServiceModel, operation: string, response: PlainResponse): Values {
  if (response.status >= 300) throw refusalIn(response);
  const name = model.operations[operation]?.output;
  if (name === undefined) return {};
  const shape = structureIn(model, name);
  const plain = plainPayload(model, shape);
  if (plain !== undefined) return { ...headerValues(model, shape, response), [plain]: contentOf(response) };
  const isXml = /^\s*</.test(response.text);
  if (isXml)
    return {
      ...headerValues(model, shape, response),
      ...xmlValues(model, shape, xmlRoot(model, operation, response.text)),
    };
  return { ...headerValues(model, shape, response), ...jsonValues(model, shape, response.text) };
}

/** The member that is the body as it is: an object of S3, what a function answered. */
function plainPayload(model: ServiceModel, { payload, members }: StructureModel): string | undefined {
  const member = payload === undefined ? undefined : members[payload];
  if (member === undefined) return undefined;
  const { type } = shapeIn(model, typeof member === 'string' ? member : member[0]);
  return type === 'structure' ? undefined : payload;
}

/** A text where it is one, and bytes where a text of them would be another. */
function contentOf({ text, bytes }: PlainResponse): string | Uint8Array {
  return bytes === undefined || Buffer.from(text, 'utf8').equals(bytes) ? text : bytes;
}

/** The root is the member that is the payload, where there is one. */
function xmlValues(model: ServiceModel, shape: StructureModel, root: XmlElement): Values {
  const { payload } = shape;
  const member = payload === undefined ? undefined : shape.members[payload];
  if (payload === undefined || member === undefined) return readXmlStructure(model, shape, root);
  const inner = structureIn(model, typeof member === 'string' ? member : member[0]);
  return { [payload]: readXmlStructure(model, inner, root) };
}

function jsonValues(model: ServiceModel, shape: StructureModel, text: string): Values {
  if (text.trim() === '') return {};
  const isRest = model.service.protocols.some((each) => each.startsWith('rest'));
  const leaves = isRest ? restJsonLeaves : awsJsonLeaves;
  const { payload } = shape;
  if (payload === undefined) return readStructure({ model, leaves }, shape, JSON.parse(text));
  const member = shape.members[payload] ?? 'string';
  const inner = structureIn(model, typeof member === 'string' ? member : member[0]);
  return { [payload]: readStructure({ model, leaves }, inner, JSON.parse(text)) };
}

function headerValues(_model: ServiceModel, shape: StructureModel, { headers }: PlainResponse): Values {
  return Object.fromEntries(
    Object.keys(shape.members).flatMap((name) => {
      const binding = bindingOf(shape, name);
      const text = binding.in === 'header' ? headers[(binding.name ?? name).toLowerCase()] : undefined;
      return text === undefined ? [] : [[name, text] as const];
    }),
  );
}

/** Of the query protocol the result lies in an element of its own. */
function xmlRoot(model: ServiceModel, operation: string, text: string): XmlElement {
  const root = parseXml(text);
  const wrapper = model.operations[operation]?.resultWrapper ?? `${operation}Result`;
  return root.children.find(({ name }) => localName(name) === wrapper) ?? root;
}

export function refusalIn({ status, headers, text }: PlainResponse): CallRefused {
  if (/^\s*</.test(text)) {
    const code = firstText(text, 'Code');
    return new CallRefused(code ?? `Status${status}`, firstText(text, 'Message') ?? '', status);
  }
  const body = parsed(text);
  const type =
    headers['x-amzn-errortype'] ?? textIn(body, '__type') ?? textIn(body, 'code') ?? `Status${status}`;
  const code = type.replace(/^.*#/, '').replace(/:.*$/, '');
  return new CallRefused(code, textIn(body, 'message') ?? textIn(body, 'Message') ?? text, status);
}

function firstText(xml: string, name: string): string | undefined {
  const found = (element: XmlElement): string | undefined =>
    localName(element.name) === name
      ? element.text
      : element.children.map(found).find((each) => each !== undefined);
  return found(parseXml(xml));
}

function parsed(text: string): Values {
  try {
    const value: unknown = JSON.parse(text);
    return isValues(value) ? value : {};
  } catch {
    return {};
  }
}

function textIn(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}
