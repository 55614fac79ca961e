// Any type of owner Custom: its worker polls AWS's API for the job, and reports what comes of it.
import { customType, type ActionTypeName } from '../../model/action-type.ts';
import type { ExecutedProvider } from '../provider.ts';

export function customAction(id: ActionTypeName): ExecutedProvider {
  return {
    ...customType(id),
    runner: {
      // The job is in the account, and its worker goes on with it.
      recovery: 'resume',
      load: async () => (await import('./run-custom-action.ts')).runCustomAction,
    },
  };
}
