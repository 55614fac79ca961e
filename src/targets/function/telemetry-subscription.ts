// What an extension asks of the Telemetry API. Pure. Source: Lambda developer guide, "Lambda Telemetry API reference".
import { isRecord } from '../../lib/is-record.ts';
import type { Result } from '../../lib/result.ts';

const telemetryStreams = ['platform', 'function', 'extension'] as const;
export type TelemetryStream = (typeof telemetryStreams)[number];

export interface TelemetrySubscription {
  readonly types: readonly TelemetryStream[];
  readonly buffering: TelemetryBuffering;
  readonly destination: TelemetryDestination;
}

/** A batch is sent when it has so many events or so many bytes, or when its first event is so old. */
interface TelemetryBuffering {
  readonly maxItems: number;
  readonly maxBytes: number;
  readonly timeoutMs: number;
}

export type TelemetryDestination =
  | {
      readonly protocol: 'HTTP';
      readonly port: number;
      /** With its query. */
      readonly path: string;
      readonly method: 'POST' | 'PUT';
    }
  | { readonly protocol: 'TCP'; readonly port: number };

/** Of an event, by its type. */
export function streamOf(type: string): TelemetryStream {
  return type === 'function' || type === 'extension' ? type : 'platform';
}

const schemaVersions = ['2022-07-01', '2022-12-13', '2025-01-29'];

/** @param text the body of the request */
export function readSubscription(text: string): Result<{ readonly subscription: TelemetrySubscription }> {
  const body = parsed(text);
  if (!isRecord(body)) return { failed: 'The body is not a JSON object' };
  const wrong: string[] = [];
  const { schemaVersion, types } = body;
  if (typeof schemaVersion !== 'string' || !schemaVersions.includes(schemaVersion))
    wrong.push(`schemaVersion should be one of ${schemaVersions.join(', ')}`);
  if (!Array.isArray(types) || types.length === 0) wrong.push('types should not be empty');
  const asked: readonly unknown[] = Array.isArray(types) ? types : [];
  const unknown = asked.find((each) => !telemetryStreams.some((stream) => stream === each));
  if (unknown !== undefined) wrong.push(`types has an unknown type ${JSON.stringify(unknown)}`);
  const buffering = readBuffering(body['buffering'], wrong);
  const destination = readDestination(body['destination'], wrong);
  if (wrong.length > 0 || destination === undefined) return { failed: wrong.join('; ') };
  const wanted = telemetryStreams.filter((stream) => asked.includes(stream));
  return { subscription: { types: wanted, buffering, destination } };
}

/** The limits and what counts without one. */
const limits: Readonly<Record<keyof TelemetryBuffering, readonly [number, number, number]>> = {
  maxItems: [1000, 10_000, 10_000],
  maxBytes: [262_144, 1_048_576, 262_144],
  timeoutMs: [25, 30_000, 1000],
};

function readBuffering(given: unknown, wrong: string[]): TelemetryBuffering {
  const said = isRecord(given) ? given : {};
  const read = (key: keyof TelemetryBuffering): number => {
    const [least, most, usual] = limits[key];
    const value = said[key] ?? usual;
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
    wrong.push(`buffering.${key} should be between ${least} and ${most}`);
    return usual;
  };
  return { maxItems: read('maxItems'), maxBytes: read('maxBytes'), timeoutMs: read('timeoutMs') };
}

function readDestination(given: unknown, wrong: string[]): TelemetryDestination | undefined {
  if (!isRecord(given)) return void wrong.push('destination should not be empty');
  const { protocol, URI: uri, port, method = 'POST', encoding = 'JSON' } = given;
  if (encoding !== 'JSON') wrong.push('destination.encoding should be JSON');
  if (protocol === 'TCP') {
    if (isPort(port)) return { protocol, port };
    return void wrong.push('destination.port should be a number');
  }
  if (protocol !== 'HTTP') return void wrong.push('destination.protocol should be HTTP or TCP');
  if (method !== 'POST' && method !== 'PUT')
    return void wrong.push('destination.method should be POST or PUT');
  if (typeof uri !== 'string' || !URL.canParse(uri)) return void wrong.push('destination.URI is not valid');
  const { hostname, port: inUri, pathname, search, protocol: scheme } = new URL(uri);
  if (scheme !== 'http:') return void wrong.push('destination.URI should begin with http://');
  if (!hosts.has(hostname)) return void wrong.push('URI host should be sandbox.localdomain');
  if (inUri === '') return void wrong.push('URI port is not provided');
  return { protocol, method, port: Number(inUri), path: `${pathname}${search}` };
}

/** What an execution environment calls itself. */
const hosts = new Set(['sandbox.localdomain', 'sandbox', 'sandbox.local']);

function isPort(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 65_536;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
