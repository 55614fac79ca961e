// A block of Terraform in JSON, and what writes those of a type.
import type { GraphResource, PropertyValue } from '../../../model/resource-graph.ts';

export interface Block {
  readonly type: string;
  readonly name: string;
  readonly body: Body;
}

export type Body = Readonly<Record<string, unknown>>;

/** What a type needs to write its blocks. */
export interface BlockContext {
  readonly resource: GraphResource;
  /** Texts with the place and references in Terraform's form. */
  readonly value: (value: PropertyValue) => unknown;
  /** A document of JSON inside a text. */
  readonly json: (value: PropertyValue) => string;
}

export interface TerraformType {
  /** The attribute that Ref is: `name`. */
  readonly ref: string;
  /** The main type first, whose label is the logical id. */
  readonly blocks: (context: BlockContext) => readonly Block[];
}
