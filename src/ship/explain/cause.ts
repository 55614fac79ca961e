// What an error text of AWS usually means, and what to do about it. Pure.
import { buildCauses } from './build-causes.ts';
import { deploymentCauses } from './deployment-causes.ts';
import { deliveryCauses } from './delivery-causes.ts';
import type { Cause } from './known-cause.ts';
import { infrastructureCauses } from './infrastructure-causes.ts';

export const causes: readonly Cause[] = [
  ...buildCauses,
  ...deploymentCauses,
  ...infrastructureCauses,
  ...deliveryCauses,
];

/** @param texts the most telling first: a later one counts only when the earlier ones mean nothing */
export function causeOf(texts: readonly string[]): Cause | undefined {
  const of = (some: readonly Cause[]): Cause | undefined =>
    texts.flatMap((text) => some.find((each) => each.text.test(text)) ?? [])[0];
  return of(causes.filter((each) => each.isGeneral !== true)) ?? of(causes);
}
