// One resource of a template.
import { isFailed, type Result } from '../../lib/result.ts';
import { defined } from '../../lib/defined.ts';
import { entryOf, type MapEntry, type MapNode, type Node } from '../../lib/node.ts';
import { checkName, type Report } from './report.ts';
import {
  deletionPolicies,
  functionIn,
  textOf,
  type DeletionPolicy,
  type ResourceDeclaration,
} from './template.ts';

const members: ReadonlySet<string> = new Set([
  'Condition',
  'CreationPolicy',
  'DeletionPolicy',
  'DependsOn',
  'Description',
  'Metadata',
  'Properties',
  'Type',
  'UpdatePolicy',
  'UpdateReplacePolicy',
  'Version',
]);

/** Undefined for what is no resource at all. */
export function readResource(entry: MapEntry, report: Report): ResourceDeclaration | undefined {
  const { key, keyPlace, value } = entry;
  if (key.startsWith('Fn::')) {
    report(`Template format error: [/Resources/${key}] resource definition is malformed`, keyPlace);
    return undefined;
  }
  checkName('Resource', entry, report);
  if (value.kind !== 'map') {
    report('Template format error: Any Resources member must be an object.', value.place);
    return undefined;
  }
  for (const member of value.entries)
    if (!members.has(member.key))
      report(`Invalid template resource property '${member.key}'`, member.keyPlace);
  const type = entryOf(value, 'Type')?.value;
  const typeText = textOf(type);
  if (type === undefined || typeText === undefined) {
    report(
      `Template format error: [/Resources/${key}] Every Resources object must contain a Type member.`,
      keyPlace,
    );
    return undefined;
  }
  return {
    logicalId: key,
    type: typeText,
    place: keyPlace,
    typePlace: type.place,
    ...partsOf(entry, value, report),
  };
}

function partsOf(
  entry: MapEntry,
  value: MapNode,
  report: Report,
): Omit<ResourceDeclaration, 'logicalId' | 'type' | 'place' | 'typePlace'> {
  const node = (name: string): Node | undefined => entryOf(value, name)?.value;
  const properties = node('Properties');
  if (properties !== undefined && properties.kind !== 'map')
    report('Template format error: Properties must be an object.', properties.place);
  return {
    dependsOn: dependsOnIn(node('DependsOn'), report),
    ...defined({
      properties,
      metadata: node('Metadata'),
      creationPolicy: node('CreationPolicy'),
      updatePolicy: node('UpdatePolicy'),
      dependsOnPlace: node('DependsOn')?.place,
      condition: textOf(node('Condition')),
      deletionPolicy: policyIn('DeletionPolicy', entry, report),
      updateReplacePolicy: policyIn('UpdateReplacePolicy', entry, report),
      computedPolicies: computedPolicies(value),
    }),
  };
}

function dependsOnIn(node: Node | undefined, report: Report): readonly string[] {
  if (node === undefined) return [];
  const single = textOf(node);
  if (single !== undefined) return [single];
  if (node.kind !== 'list') {
    report('Template format error: DependsOn must be a string or list of strings.', node.place);
    return [];
  }
  return node.items.flatMap((item) => {
    const text = textOf(item);
    if (text === undefined)
      report('Template format error: Every DependsOn value must be a string.', item.place);
    return text ?? [];
  });
}

/** CloudFormation user guide, "DeletionPolicy attribute". */
const snapshotTypes: ReadonlySet<string> = new Set([
  'AWS::DocDB::DBCluster',
  'AWS::EC2::Volume',
  'AWS::ElastiCache::CacheCluster',
  'AWS::ElastiCache::ReplicationGroup',
  'AWS::Neptune::DBCluster',
  'AWS::RDS::DBCluster',
  'AWS::RDS::DBInstance',
  'AWS::Redshift::Cluster',
]);

/** Those that a function gives. */
function computedPolicies(value: Node): ResourceDeclaration['computedPolicies'] {
  const names = ['DeletionPolicy', 'UpdateReplacePolicy'] as const;
  const found = names.flatMap((name) => {
    const node = entryOf(value, name)?.value;
    return node === undefined || functionIn(node) === undefined ? [] : [{ name, node }];
  });
  return found.length === 0 ? undefined : found;
}

export type PolicyName = 'DeletionPolicy' | 'UpdateReplacePolicy';

/** One that is a function has its value by the parameters of a stack. */
function policyIn(name: PolicyName, { key, value }: MapEntry, report: Report): DeletionPolicy | undefined {
  const node = entryOf(value, name)?.value;
  if (node === undefined || functionIn(node) !== undefined) return undefined;
  const type = textOf(entryOf(value, 'Type')?.value) ?? '';
  const found = policyOf(textOf(node) ?? '', { name, logicalId: key, type });
  if (!isFailed(found)) return found;
  report(found.failed, node.place);
  return undefined;
}

/** What a policy says, or what CloudFormation says of it. */
export function policyOf(
  text: string,
  { name, logicalId, type }: { readonly name: PolicyName; readonly logicalId: string; readonly type: string },
): Result<DeletionPolicy> {
  const known = deletionPolicies.find((each) => each === text);
  if (known === undefined || (name === 'UpdateReplacePolicy' && known === 'RetainExceptOnCreate'))
    return { failed: `Template format error: Unrecognized ${name} ${text} for resource ${logicalId}` };
  return known === 'Snapshot' && !snapshotTypes.has(type)
    ? { failed: `Template error: resource type ${type} does not support deletion policy Snapshot` }
    : known;
}
