// A change of a resource as DescribeChangeSet shows it.
import { defined } from '../../lib/defined.ts';
import type { ChangeDetail, ResourceChange } from '../../stacks/changes/change.ts';
import { withValues } from '../../stacks/changes/with-values.ts';
import type { Value, Values } from '../../stacks/template/template.ts';

/** @param values `IncludePropertyValues`: the properties before and after, of each resource and each change */
export function shownChanges(changes: readonly ResourceChange[], values: boolean) {
  const shown = values ? withValues(changes) : changes;
  return shown.map((each) => ({ Type: 'Resource' as const, ResourceChange: shownChange(each, values) }));
}

function shownChange(change: ResourceChange, values: boolean) {
  const { action, logicalId, physicalId, type, replacement, policyAction, details, before, after } = change;
  return defined({
    Action: action,
    LogicalResourceId: logicalId,
    PhysicalResourceId: physicalId,
    ResourceType: type,
    // Answers recorded from AWS: a new resource is called a replacement where the values are shown.
    Replacement: values && action === 'Add' ? ('True' as const) : replacement,
    PolicyAction: policyAction,
    Scope: [...new Set(details.map(({ attribute }) => attribute))],
    Details: details.map((detail) => shownDetail(detail, values ? change : {})),
    BeforeContext: values ? contextOf(before) : undefined,
    AfterContext: values ? contextOf(after) : undefined,
  });
}

function contextOf(properties: Values | undefined): string | undefined {
  return properties === undefined ? undefined : JSON.stringify({ Properties: properties });
}

function shownDetail(
  { attribute, name, requiresRecreation, evaluation, source, causingEntity }: ChangeDetail,
  change: Pick<ResourceChange, 'before' | 'after'>,
) {
  const target = { Attribute: attribute, Name: name, RequiresRecreation: requiresRecreation };
  return defined({
    Target: defined({ ...target, ...valuesOf(name, change) }),
    Evaluation: evaluation,
    ChangeSource: source,
    CausingEntity: causingEntity,
  });
}

function valuesOf(name: string | undefined, { before, after }: Pick<ResourceChange, 'before' | 'after'>) {
  if (name === undefined || (before === undefined && after === undefined)) return {};
  const [was, is] = [before?.[name], after?.[name]];
  const kind = was === undefined ? 'Add' : is === undefined ? 'Remove' : 'Modify';
  return {
    Path: `/Properties/${name}`,
    BeforeValue: textOf(was),
    AfterValue: textOf(is),
    AttributeChangeType: kind,
  };
}

function textOf(value: Value | undefined): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
