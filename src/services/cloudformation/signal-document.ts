// The JSON document that a custom resource or a wait condition is sent.
import { isRecord } from '../../lib/is-record.ts';
import type { Values } from '../../aws/wire/message.ts';

/** Undefined for a text that is no JSON object. */
export function documentIn(text: string): Values | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
