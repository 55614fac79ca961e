// Annotations of jobs out of what they report: `error: Title: message (src/a.ts:3)`. Pure.
import { defined } from '../../../lib/defined.ts';
import type { ExecutionView } from '../../../view/execution-view.ts';

export interface ShownAnnotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly actionName: string;
  readonly actionExecutionId?: string;
}

const levels = ['error', 'warning', 'notice'] as const;
const place = /^(.*) \(([^()\s][^()]*?)(?::(\d+))?\)$/s;

/** Errors first, then warnings, each in the order of the jobs. What says no level is none. */
export function annotationsOf({ stages }: Pick<ExecutionView, 'stages'>): readonly ShownAnnotation[] {
  const found = stages.flatMap((stage) =>
    stage.actions.flatMap(({ name: actionName, actionExecutionId, notices }) =>
      notices.flatMap((notice) => {
        const read = readAnnotation(notice);
        return read === undefined ? [] : [{ ...read, actionName, ...defined({ actionExecutionId }) }];
      }),
    ),
  );
  return levels.flatMap((level) => found.filter((each) => each.level === level));
}

export function readAnnotation(
  notice: string,
): Pick<ShownAnnotation, 'level' | 'message' | 'file' | 'line'> | undefined {
  const level = levels.find((each) => notice.startsWith(`${each}: `));
  if (level === undefined) return undefined;
  const text = notice.slice(level.length + 2);
  const [, message = text, file, line] = place.exec(text) ?? [];
  // Brackets at the end of a sentence are no place.
  if (file === undefined || !/[./\\]/.test(file) || /\s/.test(file)) return { level, message: text };
  return { level, message, file, ...defined({ line: line === undefined ? undefined : Number(line) }) };
}
