// Which lifecycle events a target of a deployment has, in their order (CodeDeploy user guide, "AppSpec 'hooks' section", lifecycle
// event hook availability). Pure.
import {
  allowTrafficEvents,
  blockTrafficEvents,
  installEvents,
  type ServerLifecycleEvent,
} from '../../model/deployment.ts';
import type { Target } from '../deployment/deployment.ts';

/** Without a load balancer the seven of an installation; with one, around them, out of traffic and back. */
export function eventsOf({
  events,
  traffic,
}: Pick<Target, 'events' | 'traffic'>): readonly ServerLifecycleEvent[] {
  if (events !== undefined) return events;
  return traffic === undefined
    ? installEvents
    : [...blockTrafficEvents, ...installEvents, ...allowTrafficEvents];
}
