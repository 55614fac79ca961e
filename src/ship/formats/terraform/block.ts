// A block of Terraform in JSON, and what writes those of a type.
import type { GraphResource, PropertyValue, PropertyValues } from '../../../model/resource-graph.ts';
import { tagsBody } from './tags-body.ts';

export interface Block {
  readonly type: string;
  readonly name: string;
  readonly body: Body;
}

export type Body = Readonly<Record<string, unknown>>;

/** What a type needs to write its blocks. */
export interface BlockContext {
  readonly resource: GraphResource;
  /** Of the graph. */
  readonly all: readonly GraphResource[];
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
  /** Where another block stands for it: what a reference to it is. */
  readonly referredAs?: (resource: GraphResource) => string;
}

/**
 * Of one type and resource several blocks may be: the first has the logical id as its name, each other a number behind it,
 * after a character that no logical id has.
 */
export function nameOfBlock(id: string, index: number): string {
  return index === 0 ? id : `${id}_${index + 1}`;
}

/** A type that is one block, with its tags. */
export function single(type: string, ref: string, body: (context: BlockContext) => Body): TerraformType {
  return {
    ref,
    blocks: (context) => {
      const { id, properties } = context.resource;
      return [{ type, name: id, body: { ...body(context), ...tagsBody(properties) } }];
    },
  };
}

export function withoutTags(given: PropertyValues): PropertyValues {
  const { Tags: _, ...properties } = given;
  return properties;
}

/** Of a plain value; empty for any other. */
export function textOf(value: PropertyValue | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
