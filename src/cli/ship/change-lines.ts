// The changes of a stack for people: each resource with a sign, and below it the fields that differ.
import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '../../lib/is-record.ts';
import type { ResourceChange } from '../../ship/aws/stack.ts';
import { differencesOf, differenceText } from '../../ship/difference.ts';
import { propertiesOf, resourcesIn } from '../../ship/template-resources.ts';

interface Templates {
  /** Absent for a new stack. */
  readonly before: string | undefined;
  readonly after: string;
}

export function changeLines(
  changes: readonly ResourceChange[],
  { before, after }: Templates,
): readonly string[] {
  const [old, wanted] = [resourcesIn(before), resourcesIn(after)];
  return changes.flatMap((change) => {
    const { logicalId: id, action } = change;
    if (action !== 'Modify') return [headOf(change)];
    const fields = differencesOf(propertiesOf(old[id]), propertiesOf(wanted[id]));
    return [headOf(change), ...fields.map((field) => `    ${differenceText(field)}`)];
  });
}

export function headOf(change: ResourceChange): string {
  return `${signs[change.action]} ${change.type} ${change.logicalId}${replacementText(change)}`;
}

/** Of a nested stack, by its templates alone: which of them replaces a resource is not known. */
export function changesBetween(before: string | undefined, after: string): readonly ResourceChange[] {
  const [old, wanted] = [resourcesIn(before), resourcesIn(after)];
  const change = (logicalId: string, action: ResourceChange['action']): ResourceChange => {
    const resource = wanted[logicalId] ?? old[logicalId];
    return { action, logicalId, type: isRecord(resource) ? String(resource['Type']) : '' };
  };
  return [
    ...Object.keys(wanted).flatMap((id) => {
      if (!Object.hasOwn(old, id)) return [change(id, 'Add')];
      return isDeepStrictEqual(propertiesOf(old[id]), propertiesOf(wanted[id])) ? [] : [change(id, 'Modify')];
    }),
    ...Object.keys(old).flatMap((id) => (Object.hasOwn(wanted, id) ? [] : [change(id, 'Remove')])),
  ];
}

/** The template of a nested stack. @param nested by their keys */
export function nestedOf(
  template: string,
  logicalId: string,
  nested: ReadonlyMap<string, string>,
): string | undefined {
  const text = JSON.stringify(propertiesOf(resourcesIn(template)[logicalId]) ?? {});
  return [...nested].find(([key]) => text.includes(key))?.[1];
}

const signs = { Add: '+', Modify: '~', Remove: '-', Import: '<', Dynamic: '?', SyncWithActual: '~' } as const;

function replacementText({ replacement }: ResourceChange): string {
  if (replacement === 'True') return ' (replaced by a new one)';
  return replacement === 'Conditional' ? ' (may be replaced by a new one)' : '';
}
