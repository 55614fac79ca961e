// The fields of an event: those of CloudWatch Logs, those that its JSON has, and those of Lambda's lines. Source: CloudWatch Logs
// user guide, "Supported logs and discovered fields". Pure.
import type { LogEvent } from '../../../state/log-groups/rows.ts';
import type { Row } from './evaluate.ts';
import type { Value } from './functions.ts';

export interface FoundEvent extends LogEvent {
  /** `ACCOUNT:NAME` of its group. */
  readonly log: string;
  /** What finds it again. */
  readonly pointer: string;
}

export function rowOf(event: FoundEvent): Row {
  let json: unknown;
  let isRead = false;
  let lambda: Readonly<Record<string, Value>> | undefined;
  const own: Readonly<Record<string, Value>> = {
    '@timestamp': event.timestamp,
    '@ingestionTime': event.ingestedAt,
    '@message': event.message,
    '@logStream': event.stream,
    '@log': event.log,
    '@ptr': event.pointer,
  };
  const get = (name: string): Value => {
    if (Object.hasOwn(own, name)) return own[name];
    if (name.startsWith('@')) {
      lambda ??= lambdaFields(event.message);
      return Object.hasOwn(lambda, name) ? lambda[name] : undefined;
    }
    if (!isRead) json = jsonIn(event.message);
    isRead = true;
    return at(json, name);
  };
  return { get, at: event.timestamp };
}

/** Also behind a prefix, as some programs write it. */
function jsonIn(message: string): unknown {
  const begin = message.indexOf('{');
  if (begin < 0) return undefined;
  try {
    return JSON.parse(message.slice(begin));
  } catch {
    return undefined;
  }
}

/** `a.b.0`; a key that has dots itself goes before. */
function at(tree: unknown, path: string): Value {
  if (tree === null || typeof tree !== 'object') return undefined;
  const known = tree as Readonly<Record<string, unknown>>;
  if (Object.hasOwn(known, path)) return scalar(known[path]);
  const dot = path.indexOf('.');
  if (dot < 0) return undefined;
  const key = path.slice(0, dot);
  return Object.hasOwn(known, key) ? at(known[key], path.slice(dot + 1)) : undefined;
}

function scalar(value: unknown): Value {
  if (value === null || value === undefined) return undefined;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : JSON.stringify(value);
}

const megabyte = 1_000_000;

function lambdaFields(message: string): Readonly<Record<string, Value>> {
  const [, type, id] = /^(START|END|REPORT) RequestId: ([\w-]+)/.exec(message) ?? [];
  if (type === undefined) {
    const [, requestId] = /\b([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\b/.exec(message) ?? [];
    return { '@requestId': requestId };
  }
  const number = (form: RegExp, unit = 1): Value => {
    const [, text] = form.exec(message) ?? [];
    return text === undefined ? undefined : Number(text) * unit;
  };
  return {
    '@type': type,
    '@requestId': id,
    '@duration': number(/\tDuration: ([\d.]+) ms/),
    '@billedDuration': number(/Billed Duration: ([\d.]+) ms/),
    '@initDuration': number(/Init Duration: ([\d.]+) ms/),
    '@memorySize': number(/Memory Size: (\d+) MB/, megabyte),
    '@maxMemoryUsed': number(/Max Memory Used: (\d+) MB/, megabyte),
  };
}
