// The changes of a stack for people: each resource with a sign, and below it the fields that differ.
import { parse } from 'yaml';
import { isRecord } from '../../lib/is-record.ts';
import type { ResourceChange } from '../../ship/aws/stack.ts';
import { differencesOf, differenceText } from '../../ship/difference.ts';

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
    const first = `${signs[action]} ${change.type} ${id}${replacementText(change)}`;
    if (action !== 'Modify') return [first];
    const fields = differencesOf(propertiesOf(old[id]), propertiesOf(wanted[id]));
    return [first, ...fields.map((field) => `    ${differenceText(field)}`)];
  });
}

const signs = { Add: '+', Modify: '~', Remove: '-', Import: '<', Dynamic: '?', SyncWithActual: '~' } as const;

function replacementText({ replacement }: ResourceChange): string {
  if (replacement === 'True') return ' (replaced by a new one)';
  return replacement === 'Conditional' ? ' (may be replaced by a new one)' : '';
}

function resourcesIn(template: string | undefined): Readonly<Record<string, unknown>> {
  const read: unknown = parse(template ?? '{}');
  const resources = isRecord(read) ? read['Resources'] : undefined;
  return isRecord(resources) ? resources : {};
}

function propertiesOf(resource: unknown): unknown {
  return isRecord(resource) ? resource['Properties'] : undefined;
}
