// What an input template makes of an event. Pure. Source: EventBridge user guide, "Amazon EventBridge Pipes input transformation".
import { parseJsonPath, valueAt, type JsonValue } from '../../lib/json-path.ts';
import { isFailed } from '../../lib/result.ts';
import { isRecord } from '../../lib/is-record.ts';

/** An event on its way through a pipe. */
export interface PipeEvent {
  /** As the source or the enrichment has given it. */
  readonly given: JsonValue;
  /** With what is JSON in its body or its data read: paths and filters see this. */
  readonly decoded: JsonValue;
}

/** What the words `<aws.pipes.…>` stand for, but for those of the event itself. */
export interface PipeContext {
  readonly 'aws.pipes.pipe-arn': string;
  readonly 'aws.pipes.pipe-name': string;
  readonly 'aws.pipes.source-arn': string;
  readonly 'aws.pipes.enrichment-arn': string;
  readonly 'aws.pipes.target-arn': string;
  /** ISO 8601. */
  readonly 'aws.pipes.event.ingestion-time': string;
}

/** The event itself without a template. A text where the template makes no JSON. */
export function transformed(template: string | undefined, event: PipeEvent, context: PipeContext): JsonValue {
  if (template === undefined || template === '') return event.given;
  const parts = partsOf(template).map((part) => ({ ...part, value: valueOf(part.name, event, context) }));
  const json = parts.map(({ text, name, isInText, value }) => {
    if (name === undefined) return text;
    if (isInText) return value === undefined ? '' : JSON.stringify(plain(value)).slice(1, -1);
    return value === undefined ? absent : JSON.stringify(value);
  });
  try {
    return withoutAbsent(JSON.parse(json.join('')) as JsonValue) ?? '';
  } catch {
    return parts.map(({ text, name, value }) => (name === undefined ? text : textOf(value))).join('');
  }
}

/** What is wrong with the paths of a template. */
export function wrongTemplate(template: string): string | undefined {
  for (const { name } of partsOf(template)) {
    if (name === undefined || reserved.test(name)) continue;
    const path = parseJsonPath(name);
    if (isFailed(path)) return `<${name}>: ${path.failed}`;
  }
  return undefined;
}

/** A parameter of a target: `$.path` is a value of the event, and anything else itself. */
export function parameterOf(value: string, event: PipeEvent): string {
  return value.startsWith('$.') ? textOf(atPath(value, event)) : value;
}

/** A parameter with a path that is no path. */
export function wrongParameter(value: string): string | undefined {
  const path = value.startsWith('$.') ? parseJsonPath(value) : undefined;
  return path !== undefined && isFailed(path) ? path.failed : undefined;
}

const reserved =
  /^aws\.pipes\.(pipe-arn|pipe-name|source-arn|enrichment-arn|target-arn|event|event\.json|event\.ingestion-time)$/;

interface Part {
  readonly text: string;
  /** Of a variable, between `<` and `>`. */
  readonly name?: string;
  /** Within quotes. */
  readonly isInText: boolean;
}

function partsOf(template: string): readonly Part[] {
  let isInText = false;
  return template.split(/(\\.|"|<\$[^<>]*>|<aws\.pipes\.[\w.-]+>)/s).map((text) => {
    if (text === '"') isInText = !isInText;
    const isVariable = text.startsWith('<$') || text.startsWith('<aws.pipes.');
    return isVariable && text.endsWith('>')
      ? { text, name: text.slice(1, -1), isInText }
      : { text, isInText };
  });
}

function valueOf(name: string | undefined, event: PipeEvent, context: PipeContext): JsonValue | undefined {
  if (name === undefined) return undefined;
  if (name === 'aws.pipes.event') return JSON.stringify(event.given);
  if (name === 'aws.pipes.event.json') return event.decoded;
  return Object.hasOwn(context, name) ? context[name as keyof PipeContext] : atPath(name, event);
}

function atPath(path: string, { decoded }: PipeEvent): JsonValue | undefined {
  const parsed = parseJsonPath(path);
  if (isFailed(parsed)) return undefined;
  return valueAt(parsed, decoded);
}

/** Within a text an object loses its quotes. */
function plain(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value).replaceAll('"', '');
}

function textOf(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const mark = '\u{0} absent';
const absent = JSON.stringify(mark);

/** A path that finds nothing does not appear in the output. */
function withoutAbsent(value: JsonValue): JsonValue | undefined {
  if (value === mark) return undefined;
  if (Array.isArray(value))
    return (value as readonly JsonValue[]).flatMap((each) => {
      const kept = withoutAbsent(each);
      return kept === undefined ? [] : [kept];
    });
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value as Readonly<Record<string, JsonValue>>).flatMap(([key, each]) => {
      const kept = withoutAbsent(each);
      return kept === undefined ? [] : [[key, kept]];
    }),
  );
}
