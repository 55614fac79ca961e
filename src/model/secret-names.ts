// By which names Slipway stores secrets that are not the user's own by name. Pure.

/** What the names of stored secrets begin with that are of a kind of runs. */
export const ownPrefix = 'slipway/';

/** Of one that the caller of a run gives with `--secret NAME`. */
export function secretOfRun(name: string): string {
  return `${ownPrefix}run/${name}`;
}
