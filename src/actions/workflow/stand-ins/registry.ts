// Every stand-in. Adding one is adding its folder and one line here.
import { checkout } from './checkout/stand-in.ts';
import type { StandIn } from './stand-in.ts';

const standIns: readonly StandIn[] = [checkout];

/** @param repository `owner/name` as it is written */
export function findStandIn(repository: string, path: string): StandIn | undefined {
  const name = (path === '' ? repository : `${repository}/${path}`).toLowerCase();
  return standIns.find(({ action }) => action === name);
}
