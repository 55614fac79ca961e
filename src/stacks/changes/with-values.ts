// The changes of a change set as they are where the values of properties are shown: by them fewer are, and more is known of
// others. Pure. Source: answers recorded from AWS, DescribeChangeSet with IncludePropertyValues.
import { isEqual } from '../values/evaluate.ts';
import { knownAfterApply } from '../values/scope.ts';
import type { ChangeDetail, ResourceChange } from './change.ts';

export function withValues(changes: readonly ResourceChange[]): readonly ResourceChange[] {
  return changes.flatMap((change) => {
    if (change.action !== 'Modify') return [change];
    const details = change.details
      .filter((each) => isSeen(each, change))
      .flatMap((each) => known(each, change));
    return details.length === 0 ? [] : [{ ...change, details }];
  });
}

/** What could change by a reference and has the same value is no change. */
function isSeen({ evaluation, name }: ChangeDetail, { before, after }: ResourceChange): boolean {
  if (evaluation === 'Static' || name === undefined || before === undefined || after === undefined)
    return true;
  return !isEqual(before[name] ?? null, after[name] ?? null);
}

/** A value that only the operation will know is a change of the property itself too. */
function known(detail: ChangeDetail, { after, details }: ResourceChange): readonly ChangeDetail[] {
  const { causingEntity, ...rest } = detail;
  const value = detail.name === undefined ? undefined : after?.[detail.name];
  const isOpen = JSON.stringify(value ?? '').includes(knownAfterApply) && detail.evaluation === 'Static';
  const hasDirect = details.some(
    ({ name, source }) => name === detail.name && source === 'DirectModification',
  );
  if (causingEntity === undefined || !isOpen || hasDirect) return [detail];
  return [detail, { ...rest, evaluation: 'Dynamic', source: 'DirectModification' }];
}
