// A request from another process, checked before the runtime sees it.
import { isRecord } from '../lib/is-record.ts';
import type { z } from '@hono/zod-openapi';
import { nearest } from '../lib/nearest.ts';
import { problem, type Problem } from '../lib/problem.ts';
import type { Result } from '../lib/result.ts';
import type { Request } from '../runtime/contract.ts';
import { requestSchemas, requestTypes, type RequestType } from './request-schema.ts';

export type ParsedRequest = Result<{ readonly request: Request }, readonly Problem[]>;

/** All problems at once. What a type of request does not have is a problem too: nothing is taken and ignored. */
export function parseRequest(raw: unknown): ParsedRequest {
  if (!isRecord(raw)) return refuse('A request is a JSON object');
  const { type } = raw;
  if (!isRequestType(type)) return refuse(unknownType(type));
  const parsed = requestSchemas[type].safeParse(raw);
  if (!parsed.success) return refuse(...parsed.error.issues.flatMap((issue) => messagesOf(type, issue, raw)));
  // A key that is absent and one that is undefined are the same in JSON, and the runtime knows only the former.
  return { request: JSON.parse(JSON.stringify(parsed.data)) as Request };
}

function isRequestType(type: unknown): type is RequestType {
  return requestTypes.some((known) => known === type);
}

function messagesOf(
  type: RequestType,
  issue: z.core.$ZodIssue,
  raw: Readonly<Record<string, unknown>>,
): readonly string[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `${type} has no "${key}"`);
  const [key = ''] = issue.path.map(String);
  const value = raw[key];
  const what = value === undefined ? 'missing' : `not what it takes: ${JSON.stringify(value).slice(0, 80)}`;
  return [`"${key}" of ${type} is ${what}`];
}

function unknownType(type: unknown): string {
  if (typeof type !== 'string') return 'A request has a "type"';
  const meant = nearest(type, requestTypes);
  return `There is no request "${type.slice(0, 80)}"${meant === undefined ? '' : `; did you mean ${meant}?`}`;
}

function refuse(...messages: readonly string[]): ParsedRequest {
  return { failed: messages.map((message) => problem({ code: 'CallInvalid', whose: 'call', message })) };
}
