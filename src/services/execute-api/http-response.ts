// What a function answered to an HTTP API, as a response. Pure.
// Source: API Gateway developer guide, "Lambda function response format".
import { isFailed, type Result } from '../../lib/result.ts';
import type { ApiResponse, Header } from './message.ts';
import { printed } from './vtl/values.ts';
import { decodedBody, isObject, proxyResponse, sendable, statusOf } from './proxy-response.ts';

/** Of payload format 2.0: what has no status is the body itself. Fails with what is malformed. */
export function httpResponse(answer: unknown): Result<ApiResponse> {
  if (!isObject(answer) || answer['statusCode'] === undefined) {
    const body = typeof answer === 'string' ? answer : (JSON.stringify(answer) ?? 'null');
    return { status: 200, headers: [['content-type', 'application/json']], body };
  }
  const { headers = {}, cookies = [], body = '', isBase64Encoded } = answer;
  const status = statusOf(answer['statusCode']);
  if (isFailed(status)) return status;
  if (!isObject(headers ?? {})) return { failed: '"headers" of the answer is no object' };
  if (!Array.isArray(cookies ?? [])) return { failed: '"cookies" of the answer is no list' };
  const given = Object.entries((headers ?? {}) as Readonly<Record<string, unknown>>);
  const wrong = given.find(
    ([, value]) => typeof value === 'object' && value !== null && !Array.isArray(value),
  );
  if (wrong !== undefined) return { failed: `the header "${wrong[0]}" of the answer is no text` };
  const all: readonly Header[] = [
    ...given.map(([name, value]): Header => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(',') : printed(value),
    ]),
    ...((cookies ?? []) as readonly unknown[]).map((each): Header => ['set-cookie', printed(each)]),
  ];
  const checked = sendable(all);
  if (isFailed(checked)) return checked;
  const hasType = all.some(([name]) => name === 'content-type');
  return {
    status,
    headers: hasType ? all : [...all, ['content-type', 'text/plain;charset=utf-8']],
    body: decodedBody(typeof body === 'string' ? body : JSON.stringify(body ?? ''), isBase64Encoded === true),
  };
}

/** Of payload format 1.0. */
export function firstHttpResponse(answer: unknown): Result<ApiResponse> {
  if (isObject(answer) && answer['statusCode'] === undefined)
    return { failed: 'the answer has no "statusCode"' };
  return proxyResponse(answer);
}
