// Listeners and their rules, as documents and in the register.
import { randomBytes } from 'node:crypto';
import { arnOf } from '../../account/resource-types.ts';
import { defined } from '../../lib/defined.ts';
import { documentsOf, type Placed } from '../documents.ts';
import type { ServiceCall } from '../service.ts';
import { madeBy, partsOf, refused, type Attributes, type Shapes, type Tags } from './elb-call.ts';

export interface ListenerDocument {
  readonly balancer: string;
  /** Of the load balancer: ARNs have it. */
  readonly balancerType: string;
  readonly id: string;
  readonly input: Omit<Shapes['CreateListenerInput'], 'Tags'>;
  readonly attributes: Attributes;
}

export interface RuleDocument {
  readonly balancer: string;
  readonly balancerType: string;
  readonly listenerId: string;
  readonly id: string;
  readonly priority: number;
  readonly conditions: readonly Shapes['RuleCondition'][];
  readonly actions: readonly Shapes['Action'][];
}

const listeners = documentsOf<ListenerDocument>('elbv2/listener');
const rules = documentsOf<RuleDocument>('elbv2/rule');

const listenerType = 'AWS::ElasticLoadBalancingV2::Listener';
const ruleType = 'AWS::ElasticLoadBalancingV2::ListenerRule';

/** 16 digits. */
export function newElbId(): string {
  return randomBytes(8).toString('hex');
}

export function listenerName({ balancer, id }: Pick<ListenerDocument, 'balancer' | 'id'>): string {
  return `${balancer}/${id}`;
}

export function ruleName({
  balancer,
  listenerId,
  id,
}: Pick<RuleDocument, 'balancer' | 'listenerId' | 'id'>): string {
  return `${balancer}/${listenerId}/${id}`;
}

export function listenerArn({ place }: Pick<ServiceCall, 'place'>, listener: ListenerDocument): string {
  const named = {
    type: listenerType,
    name: listenerName(listener),
    version: 1,
    values: { Type: listener.balancerType },
  } as const;
  return arnOf(named, place) ?? '';
}

export function ruleArn({ place }: Pick<ServiceCall, 'place'>, rule: RuleDocument): string {
  const named = {
    type: ruleType,
    name: ruleName(rule),
    version: 1,
    values: { Type: rule.balancerType },
  } as const;
  return arnOf(named, place) ?? '';
}

interface Saved {
  readonly operation: string;
  readonly tags?: Tags;
}

export function saveListener(
  call: ServiceCall,
  listener: ListenerDocument,
  { operation, tags }: Saved,
): void {
  const name = listenerName(listener);
  const { Port, Protocol } = listener.input;
  listeners.put(call, name, listener);
  call.ground.account.put({
    ...call.place,
    type: listenerType,
    name,
    values: { Type: listener.balancerType, Protocol: Protocol ?? 'HTTP', Port: String(Port ?? 80) },
    ...defined({ tags }),
    madeBy: madeBy(call, operation),
    at: call.now,
  });
}

export function saveRule(call: ServiceCall, rule: RuleDocument, { operation, tags }: Saved): void {
  const name = ruleName(rule);
  rules.put(call, name, rule);
  call.ground.account.put({
    ...call.place,
    type: ruleType,
    name,
    values: { Type: rule.balancerType, Priority: String(rule.priority) },
    ...defined({ tags }),
    madeBy: madeBy(call, operation),
    at: call.now,
  });
}

export function removeRule(call: ServiceCall, rule: RuleDocument): void {
  const { account, region } = call.place;
  call.ground.account.remove({ account, region, type: ruleType, name: ruleName(rule) });
  rules.remove(call, ruleName(rule));
}

/** With its rules. */
export function removeListener(call: ServiceCall, listener: ListenerDocument): void {
  for (const rule of rulesOf(call, listener)) removeRule(call, rule);
  const { account, region } = call.place;
  call.ground.account.remove({ account, region, type: listenerType, name: listenerName(listener) });
  listeners.remove(call, listenerName(listener));
}

export function removeListenersOf(call: ServiceCall, balancer: string): void {
  for (const listener of listenersOf(call, balancer)) removeListener(call, listener);
}

/** In order of their ports. */
export function listenersOf(place: Placed, balancer: string): readonly ListenerDocument[] {
  return listeners
    .list(place)
    .filter((each) => each.balancer === balancer)
    .toSorted((a, b) => (a.input.Port ?? 80) - (b.input.Port ?? 80));
}

/** In order of their priorities; the default action is none of them. */
export function rulesOf(
  place: Placed,
  { balancer, id }: Pick<ListenerDocument, 'balancer' | 'id'>,
): readonly RuleDocument[] {
  return rules
    .list(place)
    .filter((each) => each.balancer === balancer && each.listenerId === id)
    .toSorted((a, b) => a.priority - b.priority);
}

export function allListeners(place: Placed): readonly ListenerDocument[] {
  return listeners.list(place);
}

export function allRules(place: Placed): readonly RuleDocument[] {
  return rules.list(place);
}

/** @throws AwsError */
export function listenerOfArn(call: ServiceCall, arn: string): ListenerDocument {
  const [, , balancer = '', , id = ''] = partsOf(arn);
  const found = listeners.get(call, `${balancer}/${id}`);
  if (found === undefined || listenerArn(call, found) !== arn)
    throw refused('ListenerNotFoundException', 'One or more listeners not found');
  return found;
}

/** @throws AwsError */
export function ruleOfArn(call: ServiceCall, arn: string): RuleDocument {
  const [, , balancer = '', , listenerId = '', id = ''] = partsOf(arn);
  const found = rules.get(call, `${balancer}/${listenerId}/${id}`);
  if (found === undefined || ruleArn(call, found) !== arn)
    throw refused('RuleNotFoundException', 'One or more rules not found');
  return found;
}

/** Of all its actions. */
export function groupArnsOf(actions: readonly Shapes['Action'][]): readonly string[] {
  return actions.flatMap(({ TargetGroupArn, ForwardConfig }) => [
    ...(TargetGroupArn === undefined ? [] : [TargetGroupArn]),
    ...(ForwardConfig?.TargetGroups ?? []).flatMap((each) => each.TargetGroupArn ?? []),
  ]);
}
