// Keys of AWS that last, where a session by OpenID Connect would do.
import { problem } from '../../lib/problem.ts';
import { valueAt } from '../../model/workflow.ts';
import { placeOf } from '../language/place-of.ts';
import type { WorkflowRule } from './rule.ts';

export const staticKeys: WorkflowRule = ({ jobs }, file) =>
  jobs
    .flatMap(({ steps }) => steps)
    .filter(({ uses = '' }) => uses.toLowerCase().startsWith('aws-actions/configure-aws-credentials@'))
    .filter((step) => valueAt(step.with, 'aws-access-key-id') !== undefined)
    .map((step) =>
      problem({
        code: 'WorkflowStaticKeys',
        severity: 'notice',
        message: 'The keys of AWS are stored ones, which last until someone changes them',
        at: placeOf(file, step),
        remedy:
          'Give role-to-assume, and "id-token: write" among the permissions: each run has a session of its own.',
      }),
    );
