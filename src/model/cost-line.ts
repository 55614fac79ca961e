// What an estimate is made from, and one line of it, out of a quantity and a price. Pure.
import type { CostAssumptions } from './cost-assumptions.ts';
import type { Definition } from './definition.ts';

/** What was measured here in the last 30 days. */
export interface MeasuredUse {
  readonly executions: number;
  /** Minutes that a run of an action is billed for, on average: each run is rounded up. By `stage/action`. */
  readonly minutes: Readonly<Record<string, number>>;
}

export interface CostInput {
  readonly definition: Definition;
  readonly assumptions: CostAssumptions;
  readonly measured: MeasuredUse;
  /** What the stacks of the definition have; absent where their templates were not read. */
  readonly resources?: readonly BilledResource[];
}

/** A resource of a template. */
export interface BilledResource {
  readonly logicalId: string;
  readonly type: string;
  /** Its values that are known before a stack is made, by their paths: `ServerlessV2ScalingConfiguration.MinCapacity`. */
  readonly values: Readonly<Record<string, string>>;
}

export interface CostLine {
  readonly service: string;
  readonly what: string;
  /** In the unit; absent when it is not known. */
  readonly quantity?: number;
  readonly unit: string;
  /** Of the quantity. */
  readonly free: number;
  /** In US dollars for one unit; absent when it is not in the table. */
  readonly price?: number;
  /** In US dollars; absent when anything of it is not known. */
  readonly usd?: number;
  /** Where the quantity comes from, or what is missing, in words for people. */
  readonly from: string;
}

interface Given extends Omit<CostLine, 'usd' | 'free'> {
  readonly free?: number;
}

/** What is free is taken off first; a price is for `per` units. */
export function costLine(
  { free = 0, ...line }: Given,
  { isFreeTierUsed = false }: CostAssumptions,
  per = 1,
): CostLine {
  const left = isFreeTierUsed ? 0 : free;
  const { quantity, price } = line;
  if (quantity === undefined || price === undefined) return { ...line, free: left };
  return { ...line, free: left, usd: (Math.max(0, quantity - left) / per) * price };
}

/** A quantity that only a file can give. */
export function assumed(
  assumptions: CostAssumptions,
  key: Exclude<keyof CostAssumptions, 'isFreeTierUsed' | 'instanceType'>,
): Pick<CostLine, 'quantity' | 'from'> {
  const quantity = assumptions[key];
  return quantity === undefined
    ? { from: `not known: say ${key} in costs.json` }
    : { quantity, from: 'assumed in costs.json' };
}
