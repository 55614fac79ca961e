// Jobs that call a workflow: in which form they name it.
import { isFailed } from '../../lib/result.ts';
import { wrongCall } from '../calls/call-problems.ts';
import { parseCallReference } from '../calls/call-reference.ts';
import { placeOfPath } from '../language/place-of-path.ts';
import type { WorkflowRule } from './rule.ts';

export const callFormat: WorkflowRule = ({ jobs }, file) =>
  jobs.flatMap(({ id, uses }) => {
    const reference = uses === undefined ? undefined : parseCallReference(uses);
    if (reference === undefined || !isFailed(reference)) return [];
    return [wrongCall(id, reference.failed, placeOfPath(file, { path: ['jobs', id, 'uses'] }))];
  });
