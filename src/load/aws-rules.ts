// What readers add to a table of AWS's structures: how messages call a structure, and what becomes of each of its keys.
import type { ServiceName } from '../aws/service-model.ts';
import type { CountLimits, TextOptions } from './shape.ts';
import type { TextLimits } from './check-scalar.ts';

/**
 * What becomes of a key. `honoured`: what runs or is checked here depends on it. `inert`: it names or describes, and
 * changes nothing of a run on AWS either. Else it is reported as not executed.
 */
export type Decision = 'honoured' | 'inert' | Unexecuted;

export interface Unexecuted {
  /** What happens in its place. */
  readonly notExecuted: string;
  /** Values that ask for nothing: AWS's default, most often. A text matches an expression. */
  readonly unless: readonly unknown[];
}

export interface KeyRules {
  readonly is: Decision;
  /** `expected`: AWS requires it and nothing here needs it, so its absence is a warning. `optional`: though the model requires it. */
  readonly need?: 'required' | 'expected' | 'optional';
  /** The model's list of values is not complete, or a rule judges them. */
  readonly anyValue?: true;
  /** In place of the model's list of values, or where it has none. */
  readonly oneOf?: readonly string[];
  /** Said with a finding about this key's absence or value, in place of what the service says of all. */
  readonly aws?: string;
  /** Of the text, or of the texts in it: limits that the model does not have, and words for those that it has. */
  readonly text?: TextOptions;
  /** Of the keys of the mapping. */
  readonly key?: TextLimits;
  /** Of the number, the list or the mapping: limits that the model does not have. */
  readonly limits?: CountLimits;
  /** Of the structure in it, where it stands for something else than elsewhere. */
  readonly called?: string;
  readonly requires?: readonly string[];
}

export interface StructureRules<S> {
  /** What messages call it. */
  readonly called: string;
  /** Every key of the model has its decision; absent below keys that are not executed as a whole. */
  readonly keys?: { readonly [K in keyof S]-?: Decision | KeyRules };
}

export interface AwsRules<T> {
  readonly service: ServiceName;
  /** By AWS's names. */
  readonly structures: { readonly [Name in keyof T]?: StructureRules<T[Name]> };
  /** What AWS does with a key that it does not know, and with a wrong value. */
  readonly unknownKey: string;
  readonly wrongValue?: string;
}

/** What a reader adds to a key of AWS's table without a decision on what becomes of it. */
export type KeyExtras = Omit<KeyRules, 'is'>;

/** A structure of AWS's table of which extras require keys that the table does not. */
export type Requiring<S, Name extends keyof S> = S & {
  readonly [K in Name]-?: Exclude<S[K], undefined>;
};

/** For readers that judge by themselves what is executed, from several keys at once. */
export interface AwsExtras<T> {
  readonly service: ServiceName;
  /** By AWS's names; a structure that is absent is called by the key that it stands in. */
  readonly structures: {
    readonly [Name in keyof T]?: {
      readonly called?: string;
      readonly keys?: { readonly [K in keyof T[Name]]?: KeyExtras };
    };
  };
  /** What AWS does with a key that it does not know. */
  readonly unknownKey: string;
}

export const notExecuted = (reason: string, ...unless: readonly unknown[]): Unexecuted => ({
  notExecuted: reason,
  unless,
});

export function decisionOf(rules: Decision | KeyRules): Decision {
  return typeof rules === 'object' && 'is' in rules ? rules.is : rules;
}

export function keyRulesOf(rules: Decision | KeyRules): KeyRules {
  return typeof rules === 'object' && 'is' in rules ? rules : { is: rules };
}
