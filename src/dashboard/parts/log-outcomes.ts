// What became of the parts of a log: phases of a build, steps of a job. Pure.
import { defined } from '../../lib/defined.ts';
import type { ActionView, DisplayStatus } from '../../view/execution-view.ts';
import type { LogSection } from './log-sections.ts';
import { displayStatusOf } from './timeline-bars.ts';

export interface LogPart {
  readonly name: string;
  readonly displayStatus: DisplayStatus;
  readonly durationMs?: number;
  /** Why it failed. */
  readonly message?: string;
}

export function partsOf({ phases, steps }: Pick<ActionView, 'phases' | 'steps'>): readonly LogPart[] {
  return [
    ...phases.map(({ type, status, durationMs }) => ({
      name: type,
      displayStatus: displayStatusOf(status),
      ...defined({ durationMs }),
    })),
    ...steps.map(({ name, status, durationMs, message }) => ({
      name,
      displayStatus: status,
      ...defined({ durationMs, message }),
    })),
  ];
}

/** By the line that begins it. In their order: two steps can have the same name, and one that was skipped printed nothing. */
export function outcomesOf(
  sections: readonly LogSection[],
  parts: readonly LogPart[],
): ReadonlyMap<number, LogPart> {
  const found = new Map<number, LogPart>();
  const rest = parts.filter(({ displayStatus }) => displayStatus !== 'Skipped');
  for (const { head, name, level } of sections) {
    if (level !== 0) continue;
    const at = rest.findIndex((part) => part.name === name || name === `${part.name}, in the background`);
    const [part] = at === -1 ? [] : rest.splice(at, 1);
    if (part !== undefined) found.set(head, part);
  }
  return found;
}

/** When something has failed, what went well is in the way. Nothing while it runs. */
export function foldedAtFirst(outcomes: ReadonlyMap<number, LogPart>): ReadonlySet<number> {
  const all = [...outcomes];
  const isOver = all.every(([, { displayStatus }]) => displayStatus !== 'InProgress');
  const hasFailed = all.some(([, { displayStatus }]) => displayStatus === 'Failed');
  if (!isOver || !hasFailed) return new Set();
  return new Set(all.filter(([, { displayStatus }]) => displayStatus === 'Succeeded').map(([head]) => head));
}
