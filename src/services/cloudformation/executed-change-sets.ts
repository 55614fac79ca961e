// What the execution of change sets has become: the stack's status shows it until its next operation begins.
import type { Stack } from '../../stacks/stack.ts';
import type { ChangeSet } from './change-set.ts';
import type { StackStore } from './stack-store.ts';

/** With the status of its execution as it is now. */
export function asItIs(changeSet: ChangeSet, stack: Stack | undefined): ChangeSet {
  if (changeSet.executionStatus !== 'EXECUTE_IN_PROGRESS' || stack === undefined) return changeSet;
  const { operation, status } = stack;
  if (operation !== undefined && operation.ended !== true) return changeSet;
  const isGood = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'IMPORT_COMPLETE'].includes(status);
  return { ...changeSet, executionStatus: isGood ? 'EXECUTE_COMPLETE' : 'EXECUTE_FAILED' };
}

export function isExecuted({ executionStatus }: ChangeSet): boolean {
  return executionStatus === 'EXECUTE_COMPLETE' || executionStatus === 'EXECUTE_FAILED';
}

/** Before the next operation begins, which says nothing of them. @param next the change set that begins it */
export function settleExecuted(store: StackStore, stackId: string, next: string | undefined): void {
  for (const each of store.changeSets(stackId)) {
    const settled = asItIs(each, store.find(stackId));
    if (each.id !== next && settled !== each) store.putChangeSet(settled);
  }
}
