// What APIs write to CloudWatch Logs: a line for each request where a stage has access logs, and why API Gateway itself
// answered. Source: API Gateway developer guide, "Set up CloudWatch logging for REST APIs" and "… for HTTP APIs".
import type { AwsPlace } from '../../model/place.ts';
import type { LogLines } from '../lambda/log-lines.ts';
import { isObject } from './proxy-response.ts';

/** By the names that stand after `$context.`. */
export type LogContext = Readonly<Record<string, unknown>>;

export interface ApiLog {
  /** Why a request failed. AWS writes this only for stages with execution logs. */
  readonly failure: (line: string) => void;
  readonly access: (context: LogContext) => void;
}

interface AccessLogSettings {
  readonly destinationArn?: string;
  readonly format?: string;
}

interface LogOfStage {
  readonly apiId: string;
  readonly place: AwsPlace;
  readonly stageName: string;
  readonly settings: AccessLogSettings | undefined;
}

export function apiLog(lines: LogLines, { apiId, place, stageName, settings }: LogOfStage): ApiLog {
  const { account, region } = place;
  // Names of log groups have no dollar sign.
  const stream = `${apiId}/${stageName.replace('$', '')}`;
  const failures = {
    group: { account, region, name: `API-Gateway-Execution-Logs_${stream}` },
    stream,
  };
  const name = logGroupIn(settings?.destinationArn);
  const format = settings?.format;
  return {
    failure: (line) => lines.add(failures, { timestamp: Date.now(), message: line }),
    access: (context) => {
      if (name === undefined || format === undefined) return;
      const key = { group: { account, region, name }, stream };
      lines.add(key, { timestamp: Date.now(), message: accessLine(format, context) });
    },
  };
}

/** Undefined for a destination that is no log group. */
export function logGroupIn(destinationArn: string | undefined): string | undefined {
  return /^arn:[^:]+:logs:[^:]*:[^:]*:log-group:([^:]+)/.exec(destinationArn ?? '')?.[1];
}

/** What has no value is a dash. Pure. */
export function accessLine(format: string, context: LogContext): string {
  return format.replaceAll(/\$context\.([\w.:-]*\w)/g, (_, path: string) => {
    const value = valueAt(context, path.split('.'));
    if (value === undefined || value === null || value === '') return '-';
    return typeof value === 'string' ? value : JSON.stringify(value);
  });
}

/** Names may have dots of their own. */
function valueAt(tree: unknown, names: readonly string[]): unknown {
  if (names.length === 0) return tree;
  if (!isObject(tree)) return undefined;
  for (let length = names.length; length > 0; length -= 1) {
    const name = names.slice(0, length).join('.');
    if (Object.hasOwn(tree, name)) return valueAt(tree[name], names.slice(length));
  }
  return undefined;
}
