// The resources of AWS that a definition becomes when it is shipped, whatever writes them down: CloudFormation's types and
// property names, with references between them. Pure data.

export type PropertyValue =
  | string
  | number
  | boolean
  | readonly PropertyValue[]
  | PropertyValues
  | AttributeReference
  | ZoneReference;

export interface PropertyValues {
  readonly [name: string]: PropertyValue;
}

/** What another resource of the graph has when it is made. */
export interface AttributeReference {
  readonly [referred]: string;
  /** `Ref`: what Ref gives, which is the name of most. */
  readonly attribute:
    | 'Ref'
    | 'AllocationId'
    | 'Arn'
    | 'Id'
    | 'GroupId'
    | 'LatestVersionNumber'
    | 'LoadBalancerFullName'
    | 'TargetGroupFullName'
    | 'Version';
}

/** The key of a reference that holds the logical id; no property of AWS's has it. */
export const referred: unique symbol = Symbol('referred');

/** An availability zone of the Region, by its place among them. */
export interface ZoneReference {
  readonly [zone]: number;
}

export const zone: unique symbol = Symbol('zone');

export interface GraphResource {
  /** Letters and digits; unique in the graph. */
  readonly id: string;
  /** `AWS::CodeBuild::Project`. */
  readonly type: string;
  /** As AWS knows it. Absent where AWS makes a name. */
  readonly name?: string;
  readonly properties: PropertyValues;
  /** What it is for, as a sentence. */
  readonly why: string;
  /** Why each statement of its policies is there, by the statement's Sid. */
  readonly reasons?: Readonly<Record<string, string>>;
  /** Logical ids of what it does not refer to, and what is made before it. */
  readonly after?: readonly string[];
  /** It holds data: it stays when it is no longer shipped. */
  readonly isKept?: true;
}

/** What one part of a definition becomes. */
export interface Shipped {
  readonly resources: readonly GraphResource[];
  /** What is not shipped and why, as sentences. */
  readonly notes: readonly string[];
  /** Why AWS cannot have it, as a sentence: nothing of the definition is shipped then. */
  readonly refusal?: string;
}

export const nothingShipped: Shipped = { resources: [], notes: [] };

export function isReference(value: PropertyValue | undefined): value is AttributeReference {
  return typeof value === 'object' && referred in value;
}

export function isZone(value: PropertyValue | undefined): value is ZoneReference {
  return typeof value === 'object' && zone in value;
}

export function isList(value: PropertyValue | undefined): value is readonly PropertyValue[] {
  return Array.isArray(value);
}

export function attributeOf(id: string, attribute: AttributeReference['attribute']): AttributeReference {
  return { [referred]: id, attribute };
}

/** `cicd-demo` and `Project` make `CicdDemoProject`; a name that says its kind already gets no second one. */
export function logicalId(name: string, kind: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const id = words.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join('');
  return id.endsWith(kind) ? id : `${id}${kind}`;
}
