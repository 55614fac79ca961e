// What a template's functions are evaluated in.
import type { Place } from '../../lib/problem.ts';
import type { Template, Value } from '../template/template.ts';

export interface Scope {
  readonly template: Template;
  /** Texts, or lists of texts; pseudo parameters too. `AWS::NoValue` is none. */
  readonly parameters: ReadonlyMap<string, Value>;
  readonly conditions: ReadonlyMap<string, boolean>;
  /** Undefined for a resource that is not there yet. */
  readonly refOf: (logicalId: string) => Value | undefined;
  readonly attributeOf: (logicalId: string, attribute: string) => Value | undefined;
  readonly exportOf: (name: string) => string | undefined;
  readonly zonesOf: (region: string) => readonly string[];
}

/** What stands for a value that only the operation will know (CloudFormation API reference, DescribeChangeSet). */
export const knownAfterApply = '{{changeSet:KNOWN_AFTER_APPLY}}';

/** Of AWS::NoValue: what has it as its value is left out. */
export const noValue = Symbol('AWS::NoValue');

/** A function that cannot be evaluated; its message is CloudFormation's. Caught where a value is asked for. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';
  readonly place: Place;
  constructor(message: string, place: Place) {
    super(message);
    this.place = place;
  }
}
