// What a file of another tool, or a stack, says of a pipeline.
import type { Parts } from '../compare.ts';

export interface Imported {
  readonly parts: Parts;
  /** Nothing of it was filled in by a service: it is written as it is. */
  readonly isAsWritten?: true;
  /** What the definition does not have of it, as sentences. */
  readonly losses: readonly string[];
  /** What stands next to the pipeline, its projects and its deployment groups. */
  readonly further?: FurtherFiles;
  /** Everything that was there to be imported. */
  readonly found?: readonly FoundResource[];
}

export interface ImportedFile {
  /** `alarm shop-errors`: the name of the file without its ending. */
  readonly name: string;
  readonly content: object;
}

export interface FurtherFiles {
  readonly files: readonly ImportedFile[];
  /** Names of files by the ids of the resources that they hold; where these are written, with their endings. */
  readonly heldIn: ReadonlyMap<string, string>;
}

/** A resource of the input in the form of CloudFormation. */
export interface FoundResource {
  /** Its logical id, or its address in Terraform. */
  readonly id: string;
  /** `AWS::SNS::Topic`; of Terraform's own where CloudFormation's is not known. */
  readonly type: string;
  readonly name?: string;
  /** Absent where they were not read. */
  readonly properties?: Values;
  /** What its properties take whose value is not known: it is written to no file of its own. */
  readonly unknown?: readonly string[];
  /** For people: `Errors (AWS::SNS::Topic, template.yml:12)`. */
  readonly label: string;
  /** The id of the one that it is a part of, where its tool writes it apart. */
  readonly partOf?: string;
}

export type Values = Readonly<Record<string, unknown>>;

/** A mapping, or an empty one in the place of anything else. */
export function valuesIn(value: unknown): Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : {};
}

/** The mappings of a list. */
export function listIn(value: unknown): readonly Values[] {
  return Array.isArray(value) ? value.map(valuesIn) : [];
}

/** Empty for anything but a text. */
export function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Of a text, a number or a truth; empty for anything else. */
export function scalarIn(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}
