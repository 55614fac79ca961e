// What of the fleets of a definition no template can say, for the account of this machine. Pure.
import { defined } from '../lib/defined.ts';
import type { Definition } from '../model/definition.ts';
import type { ShippedFleet } from '../model/shipped-fleet.ts';

export function localFleets({ fleets }: Pick<Definition, 'fleets'>): readonly {
  readonly name: string;
  readonly value: ShippedFleet;
}[] {
  return fleets.map(({ name, isolation, programs, imageId, cloudWatchAgent }) => ({
    name,
    value: { isolation, ...defined({ programs, imageId, cloudWatchAgent }) },
  }));
}
