// What CloudFormation knows of each resource type: its properties, what a change of one does, and its attributes.
// `npm run generate-stack-types` writes the table.
import { createRequire } from 'node:module';

/** Whether a change of a property makes a new resource in place of the old one. `maybe`: the service decides. */
export type Replacement = 'yes' | 'maybe' | 'no';

export interface TypeRow {
  readonly replaced: readonly string[];
  readonly conditional: readonly string[];
  readonly updated: readonly string[];
  readonly required: readonly string[];
  readonly attributes: readonly string[];
  /** The property that takes the resource's tags. */
  readonly tags?: string;
}

export interface ResourceTypeTable {
  readonly by: string;
  readonly types: Readonly<Record<string, TypeRow>>;
  /** Types that AWS has and whose properties are not written here. */
  readonly others: readonly string[];
}

const load = createRequire(import.meta.url);

/** Undefined for a type whose properties are not in the table. */
export function typeRow(type: string): TypeRow | undefined {
  const { types } = table();
  return Object.hasOwn(types, type) ? types[type] : undefined;
}

export function isTypeOfAws(type: string): boolean {
  return typeRow(type) !== undefined || table().others.includes(type);
}

export function replacementOf(type: string, property: string): Replacement {
  const row = typeRow(type);
  // Its provider decides, by the id that it answers with.
  if (row === undefined || isCustom(type)) return 'maybe';
  if (row.replaced.includes(property)) return 'yes';
  return row.conditional.includes(property) ? 'maybe' : 'no';
}

/** Without what a custom resource is free in. */
export function isCustom(type: string): boolean {
  return type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
}

function table(): ResourceTypeTable {
  return load('./resource-types.json') as ResourceTypeTable;
}
