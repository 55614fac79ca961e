// What is so on this machine alone of a fleet that was shipped into its account: no template can say it. Pure.
import type { Fleet } from './fleet.ts';

/** By the name that its instances have as their tag `Name`, or by that of an environment of Elastic Beanstalk. */
export const shippedFleetKind = 'slipway/shipped-fleet';

export type ShippedFleet = Pick<Fleet, 'isolation' | 'programs' | 'imageId' | 'cloudWatchAgent'>;
