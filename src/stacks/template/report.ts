// What the readers of a template share.
import type { MapEntry } from '../../lib/node.ts';
import type { Place } from '../../lib/problem.ts';

/** Where readers put what is wrong. */
export interface Report {
  (message: string, at: Place, remedy?: string): void;
}

/** Names are letters and digits. */
export function checkName(
  kind: 'Output' | 'Parameter' | 'Resource',
  { key, keyPlace }: Pick<MapEntry, 'key' | 'keyPlace'>,
  report: Report,
): void {
  if (/^[A-Za-z0-9]{1,255}$/.test(key)) return;
  report(`Template format error: ${kind} name ${key} is non alphanumeric.`, keyPlace);
}
