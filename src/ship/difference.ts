// What is different between two templates, field by field. Pure.
import { defined } from '../lib/defined.ts';
import { isRecord } from '../lib/is-record.ts';

export interface FieldChange {
  /** `Properties.Stages[1].Actions[0].Configuration.ProjectName`. */
  readonly path: string;
  /** Absent where there is nothing on that side. */
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Of two values of any kind; none where they are the same. Lists are compared place by place. */
export function differencesOf(before: unknown, after: unknown, path = ''): readonly FieldChange[] {
  if (Array.isArray(before) && Array.isArray(after)) {
    const places = Array.from({ length: Math.max(before.length, after.length) }, (_, index) => index);
    return places.flatMap((index) => differencesOf(before[index], after[index], `${path}[${index}]`));
  }
  if (isRecord(before) && isRecord(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) =>
      differencesOf(before[name], after[name], path === '' ? name : `${path}.${name}`),
    );
  }
  if (before === after) return [];
  return [{ path, ...defined({ before, after }) }];
}

/** `TimeoutInMinutes: 15 → 20`. */
export function differenceText({ path, before, after }: FieldChange): string {
  if (before === undefined) return `${path}: ${shown(after)} (new)`;
  if (after === undefined) return `${path}: ${shown(before)} (removed)`;
  return `${path}: ${shown(before)} → ${shown(after)}`;
}

const longest = 120;

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
