// Texts of numbers, truths, times and bytes, as headers, query strings, forms and XML have them.
import { unreachable } from '../../lib/unreachable.ts';
import type { ScalarModel } from '../service-model.ts';
import { AwsError } from './aws-error.ts';

/** A protocol's default for a place; what a shape says itself wins (Smithy, `timestampFormat`). */
export type TimeFormat = 'iso8601' | 'rfc822' | 'unixTimestamp';

/** @throws AwsError for a text that the type does not take */
export function readScalar(shape: ScalarModel, text: string, time: TimeFormat): unknown {
  switch (shape.type) {
    case 'string':
      return text;
    case 'boolean':
      return readBoolean(text);
    case 'integer':
    case 'long':
      return readNumber(text, Number.isInteger);
    case 'float':
    case 'double':
      return readNumber(text, () => true);
    case 'timestamp':
      return readTime(text, (shape.format as TimeFormat | undefined) ?? time);
    case 'blob':
      return Buffer.from(text, 'base64');
    default:
      return unreachable(shape.type);
  }
}

export function writeScalar(shape: ScalarModel, value: unknown, time: TimeFormat): string {
  if (value instanceof Date)
    return String(writeTime(value, (shape.format as TimeFormat | undefined) ?? time));
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (shape.type === 'blob') return Buffer.from(String(value)).toString('base64');
  return String(value);
}

export function readTime(given: unknown, format: TimeFormat): Date {
  const time =
    format === 'unixTimestamp' || typeof given === 'number'
      ? Number(given) * 1000
      : Date.parse(String(given));
  if (!Number.isFinite(time)) throw unreadable(`Unable to parse the time ${String(given)}`);
  return new Date(time);
}

/** Seconds, with a fraction only where there is one; the other two as text. */
export function writeTime(date: Date, format: TimeFormat): number | string {
  switch (format) {
    case 'unixTimestamp':
      return date.getTime() / 1000;
    case 'iso8601':
      return date.toISOString().replace('.000Z', 'Z');
    case 'rfc822':
      return date.toUTCString();
    default:
      return unreachable(format);
  }
}

export function unreadable(message: string): AwsError {
  return new AwsError('SerializationException', message);
}

function readBoolean(text: string): boolean {
  if (text === 'true') return true;
  if (text === 'false') return false;
  throw unreadable(`'${text}' is not a boolean`);
}

const numberWords: Readonly<Record<string, number>> = { NaN, Infinity, '-Infinity': -Infinity };

function readNumber(text: string, isAllowed: (value: number) => boolean): number {
  const word = numberWords[text];
  if (word !== undefined && isAllowed(0.5)) return word;
  const value = text.trim() === '' ? NaN : Number(text);
  if (!Number.isFinite(value) || !isAllowed(value))
    throw unreadable(`'${text}' is not a number of this kind`);
  return value;
}
