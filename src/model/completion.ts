// What the completions of action types share: the names that actions give, and the notice of what stands in for each. Pure.
import type { Finding } from '../lib/finding.ts';
import type { PlacedAction } from './pipeline-walk.ts';

export interface NamedByAction {
  readonly placed: PlacedAction;
  readonly name: string;
  readonly key: string;
}

/** The first action that names each thing; what a variable gives is not known before the run. */
export function namesOf(actions: readonly PlacedAction[], key: string): readonly NamedByAction[] {
  const found = new Map<string, NamedByAction>();
  for (const placed of actions) {
    const name = placed.action.configuration?.[key] ?? '';
    if (name === '' || name.includes('#{')) continue;
    if (!found.has(name)) found.set(name, { placed, name, key });
  }
  return [...found.values()];
}

export function completedNotice({ placed, key }: NamedByAction, message: string, remedy: string): Finding {
  return {
    code: 'DefinitionCompleted',
    severity: 'notice',
    message,
    path: [...placed.path, 'configuration', key],
    remedy,
  };
}
