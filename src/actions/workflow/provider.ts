// Build/Custom/Workflow: one run of a job of a workflow of GitHub. No type of AWS's: CodePipeline knows it only as a custom
// action.
import { customType } from '../../model/action-type.ts';
import type { ActionProvider } from '../provider.ts';

export const workflowJob: ActionProvider = {
  ...customType({ category: 'Build', provider: 'Workflow' }),
  rights: () => ({ rights: [] }),
  // A job on a runner of one's own (GitHub: "Usage limits"); what a job itself says ends it earlier.
  timeLimitMinutes: 5 * 24 * 60,
  runner: {
    recovery: 'restart',
    load: async () => {
      const { runJob } = await import('./run-job.ts');
      return runJob;
    },
  },
};
