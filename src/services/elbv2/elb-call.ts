// What the operations of Elastic Load Balancing have in common.
import type { Elbv2Api } from '../../aws/operations/elbv2.ts';
import { parseArn } from '../../model/arn.ts';
import type { Maker } from '../../account/resource.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';

export type Op<N extends keyof Elbv2Api['operations']> = Operation<Elbv2Api, N>;
export type Shapes = Elbv2Api['shapes'];
export type Tags = Readonly<Record<string, string>>;

export function refused(code: Parameters<typeof refuse<Elbv2Api>>[0], message: string): Error {
  return refuse<Elbv2Api>(code, message);
}

/** The parts of its resource: `listener`, `app`, NAME, ID, ID. */
export function partsOf(arn: string): readonly string[] {
  return (parseArn(arn)?.resource ?? '').split('/');
}

export function madeBy({ caller }: ServiceCall, operation: string): Maker {
  return { kind: 'api', operation, principal: caller.arn };
}

export function tagsFrom(tags: readonly Shapes['Tag'][] = []): Tags {
  return Object.fromEntries(tags.map(({ Key, Value = '' }) => [Key, Value]));
}

export type Attributes = Readonly<Record<string, string>>;

interface Attribute {
  readonly Key?: string;
  readonly Value?: string;
}

/**
 * What was there with what is changed. Terraform goes on without a key that is refused in these words.
 * @param of what has it, as messages call it
 */
export function changedAttributes(
  before: Attributes,
  given: readonly Attribute[],
  of: { readonly called: string; readonly known: Attributes },
): Attributes {
  const changed = given.map(({ Key = '', Value = '' }) => [Key, Value] as const);
  const unknown = changed.find(([key]) => !Object.hasOwn(of.known, key));
  if (unknown !== undefined)
    throw refused(
      'InvalidConfigurationRequestException',
      `${of.called} attribute key '${unknown[0]}' is not recognized`,
    );
  return { ...before, ...Object.fromEntries(changed) };
}

export function attributesOutput(known: Attributes, own: Attributes) {
  return Object.entries({ ...known, ...own }).map(([Key, Value]) => ({ Key, Value }));
}
