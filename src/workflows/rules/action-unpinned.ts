// Actions by a branch: what runs changes without a change of the workflow.
import { isFailed } from '../../lib/result.ts';
import { problem } from '../../lib/problem.ts';
import { placeOf } from '../language/place-of.ts';
import { parseActionReference } from '../runner/action-reference.ts';
import type { WorkflowRule } from './rule.ts';

export const actionUnpinned: WorkflowRule = ({ jobs }, file) =>
  jobs.flatMap(({ steps }) =>
    steps.flatMap(({ uses, ...at }) => {
      const reference = uses === undefined ? undefined : parseActionReference(uses);
      if (uses === undefined || reference === undefined || isFailed(reference) || reference.kind !== 'remote')
        return [];
      if (!/^(?:main|master|develop|head)$/i.test(reference.ref)) return [];
      return [
        problem({
          code: 'WorkflowActionUnpinned',
          severity: 'warning',
          message: `"${uses}" names a branch: what it runs can change at any time`,
          at: placeOf(file, at),
          remedy: 'Name a commit (the full 40 characters), or at least a tag.',
        }),
      ];
    }),
  );
