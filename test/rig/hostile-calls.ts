// Wrong calls of AWS's API, made from its own models: for each operation that is executed here what a careless program or an
// attacker sends. Pure, and the same in every run.
import { encodeRequest, type EncodedRequest } from '../../src/aws/client/encode-request.ts';
import {
  membersOf,
  shapeIn,
  type ScalarModel,
  type ServiceModel,
  type ShapeReference,
  type StructureModel,
} from '../../src/aws/service-model.ts';
import { isValues, type Values } from '../../src/aws/wire/message.ts';

export interface HostileCall {
  /** What is wrong with it. */
  readonly what: string;
  /** Made when it is asked for. */
  readonly request: () => EncodedRequest;
}

/** Texts that have done harm somewhere. */
const hostileTexts: Readonly<Record<string, string>> = {
  'an empty text': '',
  'ten thousand characters': 'n'.repeat(10_000),
  'a way out of the folder': '../../../../etc/passwd',
  'a NUL': 'a\0b',
  'half of a pair': 'a\ud800b',
  'a name of JavaScript': '__proto__',
  'a constructor': 'constructor',
  'half an ARN': 'arn:aws:',
  'an ARN of nothing': 'arn:aws:nothing:::',
  'an ARN of another account': 'arn:aws:lambda:us-east-1:999999999999:function:none:1:2:3:4',
  lines: 'a\r\nb: c\n',
  markup: '<a>&b;]]>',
  'a pattern that is none': '(*[',
  'JSON that is none': '{"a":',
  'JSON of another type': '[1]',
  'per cent': '%zz%00%',
  'a date that is none': '9999-99-99T99:99:99Z',
};

const hostileNumbers: readonly number[] = [-1, 0, 2 ** 31 - 1, -(2 ** 53)];

interface Fill {
  readonly text: (shape: ScalarModel, name: string) => string;
  readonly number: (shape: ScalarModel) => number;
  /** Members that are not required too. */
  readonly isWhole: boolean;
}

const candidates: readonly string[] = [
  'none',
  'none-such-thing-here',
  '00000000-0000-0000-0000-000000000000',
  'arn:aws:iam::111122223333:role/none',
  'arn:aws:lambda:eu-central-1:111122223333:function:none',
  'arn:aws:states:eu-central-1:111122223333:stateMachine:none',
  'arn:aws:cloudformation:eu-central-1:111122223333:stack/none/00000000-0000-0000-0000-000000000000',
  'arn:aws:secretsmanager:eu-central-1:111122223333:secret:none',
  'arn:aws:sns:eu-central-1:111122223333:none',
  '1',
  '111122223333',
  '2026-01-01T00:00:00Z',
  'https://example.com',
  '/none',
  '0'.repeat(40),
  'sha256:'.padEnd(71, '0'),
];

/** A text that the model takes; what it names is not there. */
function plausibleText({ enum: words, pattern, flags = 'u', min = 0, max }: ScalarModel): string {
  if (words?.[0] !== undefined) return words[0];
  const whole = new RegExp(`^(?:${pattern ?? '.*'})$`, flags);
  const fits = (text: string): boolean =>
    whole.test(text) && text.length >= min && text.length <= (max ?? Infinity);
  return candidates.find(fits) ?? 'x'.repeat(Math.max(1, Math.min(min, 2000)));
}

/** @param known what is there, by the names of members in lower case */
function plausibleFill(known: ReadonlyMap<string, string>): Fill {
  return {
    text: (shape, name) => known.get(name.toLowerCase()) ?? plausibleText(shape),
    number: ({ min, max }) => min ?? Math.min(1, max ?? 1),
    isWhole: false,
  };
}

const deepest = 5;

function valueOf(model: ServiceModel, reference: ShapeReference, { fill, name, depth }: Place): unknown {
  const shape = shapeIn(model, reference);
  switch (shape.type) {
    case 'structure':
      return shape.document === true ? { a: [1] } : structureOf(model, shape, { fill, name, depth });
    case 'list':
      return depth > deepest ? [] : [valueOf(model, shape.of, { fill, name, depth: depth + 1 })];
    case 'map': {
      const key = valueOf(model, shape.key, { fill, name, depth });
      return depth > deepest
        ? {}
        : Object.fromEntries([[key, valueOf(model, shape.of, { fill, name, depth: depth + 1 })]]);
    }
    case 'string':
      return fill.text(shape, name);
    case 'boolean':
      return true;
    case 'timestamp':
      return new Date(0);
    case 'blob':
      return Buffer.from(fill.text({ type: 'string' }, name), 'utf8');
    default:
      return fill.number(shape);
  }
}

interface Place {
  readonly fill: Fill;
  readonly name: string;
  readonly depth: number;
}

function structureOf(model: ServiceModel, shape: StructureModel, { fill, depth }: Place): Values {
  const wanted = membersOf(shape).filter(
    ([name], index) =>
      shape.required?.includes(name) === true ||
      (depth <= deepest && (shape.union === true ? index === 0 : fill.isWhole)),
  );
  return Object.fromEntries(
    wanted.map(([name, reference]) => [name, valueOf(model, reference, { fill, name, depth: depth + 1 })]),
  );
}

const nothingKnown: ReadonlyMap<string, string> = new Map();

/** All wrong calls of the operation. @param known what is there, by the names of members in lower case */
export function hostileCalls(
  model: ServiceModel,
  operation: string,
  known = nothingKnown,
): readonly HostileCall[] {
  const plausible = plausibleFill(known);
  const shape = model.operations[operation]?.input;
  if (shape === undefined) return [];
  const input = (fill: Fill): Values => valueOf(model, shape, { fill, name: '', depth: 0 }) as Values;
  const call = (what: string, values: () => Values): HostileCall => ({
    what,
    request: () => withoutLength(encodeRequest(model, operation, values())),
  });
  const whole = { ...plausible, isWhole: true };
  const few = call('ids that are not there', () => input(plausible));
  const all = call('every member, of things that are not there', () => input(whole));
  const texts = Object.entries(hostileTexts).flatMap(([what, text]) => [
    call(`${what} in every required text`, () => input({ ...plausible, text: () => text })),
    call(`${what} where the model takes any`, () => input({ ...whole, text: freeText(text, known) })),
  ]);
  const numbers = hostileNumbers.map((number) =>
    call(`${number} in every number`, () => input({ ...whole, number: () => number })),
  );
  return [call('nothing', () => ({})), few, all, ...texts, ...numbers, ...spoilt(few), ...spoilt(all)];
}

/** The length of another body is no request of HTTP at all. */
function withoutLength(request: EncodedRequest): EncodedRequest {
  const { 'content-length': _, ...headers } = request.headers;
  return { ...request, headers };
}

/** Words of a list and texts of a form are kept, so that the call comes further than its validation. */
function freeText(text: string, known: ReadonlyMap<string, string>): Fill['text'] {
  return (shape, name) =>
    known.get(name.toLowerCase()) ??
    (shape.enum !== undefined || shape.pattern !== undefined || text.length > (shape.max ?? Infinity)
      ? plausibleText(shape)
      : text.padEnd(shape.min ?? 0, 'x'));
}

/** The same request with a body of another form. */
function spoilt({ what, request: whole }: HostileCall): readonly HostileCall[] {
  const request = whole();
  const { body } = request;
  if (typeof body !== 'string' || body === '') return [];
  const forms = body.startsWith('{') ? jsonForms : body.startsWith('<') ? xmlForms : queryForms;
  return Object.entries({ ...anyForms, ...forms }).map(([how, other]) => ({
    what: `${what}: ${how}`,
    request: () => ({ ...request, body: other(body) }),
  }));
}

type Forms = Readonly<Record<string, (body: string) => string | Uint8Array>>;

const anyForms: Forms = {
  'cut off': (body) => body.slice(0, -2),
  'bytes that are no text': (body) => Buffer.concat([Buffer.from(body), Buffer.from([0xff, 0xfe, 0])]),
  'no body': () => '',
};

const xmlForms: Forms = {
  'another root': () => '<Nothing/>',
  'an entity': () => `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>`,
  'elements in each text': (body) => body.replaceAll(/>([^<]+)</g, '><b>$1</b><'),
  'empty elements': (body) => body.replaceAll(/>([^<]+)</g, '><'),
  words: (body) => body.replaceAll(/>([^<]+)</g, '>words<'),
};

const queryForms: Forms = {
  words: (body) =>
    body.replaceAll(/=([^&]*)(?=&)/g, (text, value: string) =>
      /^\d{4}-|^[A-Z]/.test(value) ? text : '=words',
    ),
  'parts of each': (body) =>
    body.replaceAll(/([^&=]+)=([^&]*)/g, '$1=$2&$1.1.Name=x&$1.0=y&$1.entry.1.x.y=z'),
};

const jsonForms: Forms = {
  'a null': () => 'null',
  'a list': () => '[]',
  'a text': () => '"text"',
  'a number': () => '7',
  'ten thousand brackets': () => '['.repeat(10_000),
  'null for each value': (body) => replaced(body, () => null),
  'a number for each value': (body) => replaced(body, () => 7),
  'a text for each value': (body) => replaced(body, () => 'text'),
  'a list for each value': (body) => replaced(body, (value) => [value]),
  'an object for each value': (body) => replaced(body, (value) => ({ '': value })),
  'what is no number': (body) => replaced(body, (value) => (typeof value === 'number' ? 1e308 : value)),
};

function replaced(body: string, other: (value: unknown) => unknown): string {
  const tree: unknown = JSON.parse(body);
  if (!isValues(tree)) return body;
  return JSON.stringify(Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, other(value)])));
}
