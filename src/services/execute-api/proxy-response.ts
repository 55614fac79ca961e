// What a function answered to a proxy integration, as a response. Pure.
// Source: API Gateway developer guide, "Output format of a Lambda function for proxy integration".
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { isFailed, type Result } from '../../lib/result.ts';
import type { ApiResponse, Header } from './message.ts';

const members = new Set(['statusCode', 'headers', 'multiValueHeaders', 'body', 'isBase64Encoded']);

type Answer = Readonly<Record<string, unknown>>;

/** Fails with what is malformed. */
export function proxyResponse(answer: unknown): Result<ApiResponse> {
  if (!isObject(answer)) return { failed: 'the answer is no object' };
  const unknown = Object.keys(answer).find((name) => !members.has(name));
  if (unknown !== undefined) return { failed: `the answer has the member "${unknown}"` };
  const status = statusOf(answer['statusCode']);
  if (isFailed(status)) return status;
  const headers = headersOf(answer);
  if (isFailed(headers)) return headers;
  const { body = null, isBase64Encoded = false } = answer;
  if (typeof body !== 'string' && body !== null) return { failed: '"body" of the answer is no text' };
  return { status, headers, body: decodedBody(body ?? '', isBase64Encoded === true) };
}

export function decodedBody(body: string, isBase64Encoded: boolean): string | Buffer {
  return isBase64Encoded ? Buffer.from(body, 'base64') : body;
}

export function isObject(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function statusOf(given: unknown): Result<number> {
  if (given === undefined) return 200;
  const status = typeof given === 'string' && /^\d{3}$/.test(given) ? Number(given) : given;
  const isStatus = typeof status === 'number' && Number.isInteger(status) && status >= 100 && status < 600;
  return isStatus ? status : { failed: `"statusCode" of the answer is ${JSON.stringify(given)}` };
}

/** Of a name in both, the values of `multiValueHeaders` count. */
function headersOf({ headers, multiValueHeaders }: Answer): Result<readonly Header[]> {
  const single = headers ?? {};
  const many = multiValueHeaders ?? {};
  if (!isObject(single)) return { failed: '"headers" of the answer is no object' };
  if (!isObject(many) || Object.values(many).some((values) => !Array.isArray(values)))
    return { failed: '"multiValueHeaders" of the answer is no object of lists' };
  const inMany = new Set(Object.keys(many).map((name) => name.toLowerCase()));
  const all = [
    ...Object.entries(single)
      .filter(([name]) => !inMany.has(name.toLowerCase()))
      .map(([name, value]) => [name, value] as const),
    ...Object.entries(many).flatMap(([name, values]) =>
      (values as readonly unknown[]).map((value) => [name, value] as const),
    ),
  ];
  const wrong = all.find(([, value]) => typeof value === 'object' && value !== null);
  if (wrong !== undefined) return { failed: `the header "${wrong[0]}" of the answer is no text` };
  const given = all.filter(([, value]) => value !== null);
  return sendable(given.map(([name, value]): Header => [name, String(value)]));
}

/** The headers, unless one of them has what HTTP does not carry, as a line feed. */
export function sendable(headers: readonly Header[]): Result<readonly Header[]> {
  const wrong = headers.find(([name, value]) => {
    try {
      validateHeaderName(name);
      validateHeaderValue(name, value);
      return false;
    } catch {
      return true;
    }
  });
  return wrong === undefined ? headers : { failed: `the header "${wrong[0]}" of the answer cannot be sent` };
}
