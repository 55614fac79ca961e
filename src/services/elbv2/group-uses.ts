// Which load balancers lead to a target group, by a listener or by a rule.
import type { Placed } from '../documents.ts';
import { allListeners, allRules, groupArnsOf } from './listener-record.ts';

/** The ARNs of the load balancers. */
export function balancersOfGroup(place: Placed, groupArn: string): readonly string[] {
  const listeners = allListeners(place);
  const rules = allRules(place);
  const found = listeners.filter(
    ({ balancer, id, input }) =>
      groupArnsOf(input.DefaultActions).includes(groupArn) ||
      rules.some(
        (rule) =>
          rule.balancer === balancer &&
          rule.listenerId === id &&
          groupArnsOf(rule.actions).includes(groupArn),
      ),
  );
  return [...new Set(found.map(({ input }) => input.LoadBalancerArn))];
}
