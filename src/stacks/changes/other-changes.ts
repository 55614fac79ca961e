// What an update changes next to properties: what a template says of a resource besides them, its outputs, the stack's tags.
import type { Node } from '../../lib/node.ts';
import type { Target } from '../target.ts';
import type { ResourceDeclaration } from '../template/template.ts';
import { referencesIn } from '../template/walk.ts';
import { isEqual } from '../values/evaluate.ts';
import type { ChangeDetail, Current } from './change.ts';

/** The text of a value of the template without its places. */
export function shapeText(node: Node | undefined): string {
  if (node === undefined) return '';
  if (node.kind === 'scalar') return JSON.stringify(node.text);
  if (node.kind === 'list') return `[${node.items.map(shapeText).join(',')}]`;
  return `{${node.entries.map(({ key, value }) => `${JSON.stringify(key)}:${shapeText(value)}`).join(',')}}`;
}

/** What stands next to Properties and Metadata: compared as it is written. No service is called for it. */
export function attributeDetails(resource: ResourceDeclaration, current: Current): readonly ChangeDetail[] {
  const old = current.target?.active.get(resource.logicalId);
  if (old === undefined) return [];
  const direct = { evaluation: 'Static', source: 'DirectModification' } as const;
  const changed = {
    CreationPolicy: shapeText(old.creationPolicy) !== shapeText(resource.creationPolicy),
    UpdatePolicy: shapeText(old.updatePolicy) !== shapeText(resource.updatePolicy),
    DeletionPolicy: old.deletionPolicy !== resource.deletionPolicy,
    UpdateReplacePolicy: old.updateReplacePolicy !== resource.updateReplacePolicy,
  };
  const names = ['CreationPolicy', 'UpdatePolicy', 'DeletionPolicy', 'UpdateReplacePolicy'] as const;
  return names.filter((attribute) => changed[attribute]).map((attribute) => ({ attribute, ...direct }));
}

/** Whether anything but resources differs that makes an update one: outputs, tags. */
export function hasOtherChanges(
  current: Current,
  target: Target,
  tags: Readonly<Record<string, string>>,
): boolean {
  if (current.target === undefined) return true;
  const outputsText = ({ template, values, conditions }: Target) =>
    JSON.stringify(
      [...template.outputs.values()].map(({ name, value, exportName, description, condition }) => [
        name,
        shapeText(value),
        shapeText(exportName),
        description,
        condition === undefined ? true : conditions.get(condition),
        referencesIn(value).map((each) => values.get(each.name)),
      ]),
    );
  return (
    outputsText(current.target) !== outputsText(target) || !isEqual(current.definition?.tags ?? {}, tags)
  );
}
