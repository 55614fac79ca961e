// The state folder as one action has it: whatever it stores loses its secrets on the way.
import type { ActionState } from '../actions/provider.ts';
import type { CacheName } from '../state/build-cache.ts';
import type { StateFolder } from '../state/state-folder.ts';
import type { Hide } from './hide-secrets.ts';

/** Only these ways of storing are given on: a new one of the state folder must be added here with what it hides. */
export function actionState(
  state: StateFolder,
  { hide, show }: { readonly hide: Hide; readonly show: Hide },
): ActionState {
  const { path, artifacts, records, caches, secrets, folder, admitOthers, logs, logGroups } = state;
  const named = ({ key, ...name }: CacheName): CacheName => ({ ...name, key: hide(key) });
  return {
    path,
    artifacts,
    secrets,
    folder,
    admitOthers,
    logs: { path: (executionId, actionExecutionId) => logs.path(executionId, actionExecutionId) },
    logGroups: () => ({
      link: ({ group, stream }, origin) => logGroups().link({ group, stream: show(stream) }, origin),
    }),
    records: {
      ...records,
      put: (kind, id, value) => records.put(kind, id, show(value)),
      note: (kind, id, value) => records.note(kind, id, show(value)),
    },
    caches: {
      ...caches,
      find: (name, fallbackKeys) => caches.find(named(name), fallbackKeys.map(hide)),
      save: async (name, roots) => caches.save(named(name), roots),
    },
  };
}
