// Listeners and their rules: created, described, changed, deleted.
import { defined } from '../../lib/defined.ts';
import { noteNotExecuted } from '../note-not-executed.ts';
import type { ServiceCall } from '../service.ts';
import { balancerOfArn } from './balancers.ts';
import { attributesOutput, changedAttributes, refused, tagsFrom, type Op, type Shapes } from './elb-call.ts';
import { listenerAttributes } from './known-attributes.ts';
import {
  groupArnsOf,
  listenerArn,
  listenerOfArn,
  listenersOf,
  newElbId,
  removeListener,
  removeRule,
  ruleArn,
  ruleOfArn,
  rulesOf,
  saveListener,
  saveRule,
  type ListenerDocument,
  type RuleDocument,
} from './listener-record.ts';
import { groupOfArn } from './group-record.ts';

type Action = Shapes['Action'];

export const createListener: Op<'CreateListener'> = ({ Tags, ...input }, call) => {
  const { name, values } = balancerOfArn(call, input.LoadBalancerArn);
  const port = input.Port ?? 80;
  if (listenersOf(call, name).some((each) => (each.input.Port ?? 80) === port))
    throw refused(
      'DuplicateListenerException',
      `A listener already exists on this port for this load balancer '${input.LoadBalancerArn}'`,
    );
  checkActions(call, input.DefaultActions);
  noteProtocol(call, input.Protocol);
  const listener = {
    balancer: name,
    balancerType: values['Type'] ?? 'application',
    id: newElbId(),
    input: { ...input, DefaultActions: ordered(input.DefaultActions) },
    attributes: {},
  };
  saveListener(call, listener, { operation: 'CreateListener', tags: tagsFrom(Tags) });
  return { Listeners: [listenerOutput(call, listener)] };
};

/** Requests come by HTTP here, whatever the listener says. */
function noteProtocol(call: ServiceCall, protocol: string | undefined): void {
  if (protocol !== undefined && protocol !== 'HTTP')
    noteNotExecuted(call, 'Elastic Load Balancing v2', `${protocol} of a listener`);
}

const executed = new Set(['forward', 'redirect', 'fixed-response']);

function checkActions(call: ServiceCall, actions: readonly Action[]): void {
  for (const arn of groupArnsOf(actions)) groupOfArn(call, arn);
  for (const { Type } of actions)
    if (!executed.has(Type)) noteNotExecuted(call, 'Elastic Load Balancing v2', `${Type} of a listener`);
}

/** What the service fills in (Elastic Load Balancing API reference, Action). */
function ordered(actions: readonly Action[]): readonly Action[] {
  return actions.map((action) => {
    const { Type, TargetGroupArn, ForwardConfig } = action;
    if (Type !== 'forward') return action;
    const groups = ForwardConfig?.TargetGroups ?? (TargetGroupArn === undefined ? [] : [{ TargetGroupArn }]);
    const [only] = groups;
    return {
      ...action,
      ...(groups.length === 1 ? defined({ TargetGroupArn: TargetGroupArn ?? only?.TargetGroupArn }) : {}),
      ForwardConfig: {
        TargetGroups: groups.map((group) => ({ Weight: 1, ...group })),
        TargetGroupStickinessConfig: ForwardConfig?.TargetGroupStickinessConfig ?? { Enabled: false },
      },
    };
  });
}

function listenerOutput(call: ServiceCall, listener: ListenerDocument): Shapes['Listener'] {
  const {
    LoadBalancerArn,
    Port,
    Protocol,
    SslPolicy,
    Certificates,
    DefaultActions,
    AlpnPolicy,
    MutualAuthentication,
  } = listener.input;
  return {
    ListenerArn: listenerArn(call, listener),
    LoadBalancerArn,
    Port: Port ?? 80,
    Protocol: Protocol ?? 'HTTP',
    DefaultActions,
    ...defined({ Certificates, AlpnPolicy, MutualAuthentication }),
    ...(Protocol === 'HTTPS' ? { SslPolicy: SslPolicy ?? 'ELBSecurityPolicy-2016-08' } : {}),
  };
}

export const describeListeners: Op<'DescribeListeners'> = ({ LoadBalancerArn, ListenerArns }, call) => {
  const found =
    ListenerArns?.map((arn) => listenerOfArn(call, arn)) ??
    (LoadBalancerArn === undefined ? [] : listenersOf(call, balancerOfArn(call, LoadBalancerArn).name));
  return { Listeners: found.map((each) => listenerOutput(call, each)) };
};

export const modifyListener: Op<'ModifyListener'> = ({ ListenerArn, ...changed }, call) => {
  const found = listenerOfArn(call, ListenerArn);
  const { DefaultActions = found.input.DefaultActions } = changed;
  checkActions(call, DefaultActions);
  noteProtocol(call, changed.Protocol);
  const input = { ...found.input, ...changed, DefaultActions: ordered(DefaultActions) };
  const listener = { ...found, input };
  saveListener(call, listener, { operation: 'ModifyListener' });
  return { Listeners: [listenerOutput(call, listener)] };
};

export const deleteListener: Op<'DeleteListener'> = ({ ListenerArn }, call) => {
  removeListener(call, listenerOfArn(call, ListenerArn));
  return {};
};

const known = { called: 'Listener', known: listenerAttributes };

export const modifyListenerAttributes: Op<'ModifyListenerAttributes'> = (
  { ListenerArn, Attributes },
  call,
) => {
  const found = listenerOfArn(call, ListenerArn);
  const attributes = changedAttributes(found.attributes, Attributes, known);
  saveListener(call, { ...found, attributes }, { operation: 'ModifyListenerAttributes' });
  return { Attributes: attributesOutput(listenerAttributes, attributes) };
};

export const describeListenerAttributes: Op<'DescribeListenerAttributes'> = ({ ListenerArn }, call) => ({
  Attributes: attributesOutput(listenerAttributes, listenerOfArn(call, ListenerArn).attributes),
});

export const describeListenerCertificates: Op<'DescribeListenerCertificates'> = ({ ListenerArn }, call) => ({
  Certificates: (listenerOfArn(call, ListenerArn).input.Certificates ?? []).map((each) => ({
    ...each,
    IsDefault: true,
  })),
});

export const createRule: Op<'CreateRule'> = (input, call) => {
  const listener = listenerOfArn(call, input.ListenerArn);
  checkPriorities(call, listener, [input.Priority]);
  checkActions(call, input.Actions);
  const rule = {
    balancer: listener.balancer,
    balancerType: listener.balancerType,
    listenerId: listener.id,
    id: newElbId(),
    priority: input.Priority,
    conditions: input.Conditions.map(filled),
    actions: ordered(input.Actions),
  };
  saveRule(call, rule, { operation: 'CreateRule', tags: tagsFrom(input.Tags) });
  return { Rules: [ruleOutput(call, rule)] };
};

function checkPriorities(call: ServiceCall, listener: ListenerDocument, wanted: readonly number[]): void {
  const taken = new Set(rulesOf(call, listener).map(({ priority }) => priority));
  const used = wanted.find((priority) => taken.has(priority));
  if (used !== undefined) throw refused('PriorityInUseException', `Priority '${used}' is currently in use`);
}

/** Of a condition on hosts or paths both forms are given (Elastic Load Balancing API reference, RuleCondition). */
function filled(condition: Shapes['RuleCondition']): Shapes['RuleCondition'] {
  const { Field, HostHeaderConfig, PathPatternConfig } = condition;
  const values = condition.Values ?? HostHeaderConfig?.Values ?? PathPatternConfig?.Values ?? [];
  if (Field === 'host-header')
    return { ...condition, Values: values, HostHeaderConfig: { ...HostHeaderConfig, Values: values } };
  if (Field === 'path-pattern')
    return { ...condition, Values: values, PathPatternConfig: { ...PathPatternConfig, Values: values } };
  return { Values: [], ...condition };
}

function ruleOutput(call: ServiceCall, rule: RuleDocument): Shapes['Rule'] {
  return {
    RuleArn: ruleArn(call, rule),
    Priority: String(rule.priority),
    Conditions: rule.conditions,
    Actions: rule.actions,
    IsDefault: false,
  };
}

function defaultRule(call: ServiceCall, listener: ListenerDocument): Shapes['Rule'] {
  const { balancer, balancerType, id, input } = listener;
  // The same id for the same listener.
  const rule = { balancer, balancerType, listenerId: id, id: id.split('').toReversed().join('') };
  return {
    RuleArn: ruleArn(call, { ...rule, priority: 0, conditions: [], actions: [] }),
    Priority: 'default',
    Conditions: [],
    Actions: input.DefaultActions,
    IsDefault: true,
  };
}

export const describeRules: Op<'DescribeRules'> = ({ ListenerArn, RuleArns }, call) => {
  if (RuleArns !== undefined) return { Rules: RuleArns.map((arn) => ruleOutput(call, ruleOfArn(call, arn))) };
  if (ListenerArn === undefined)
    throw refused('ValidationError', 'You must specify either listener ARN or rule ARNs');
  const listener = listenerOfArn(call, ListenerArn);
  return {
    Rules: [...rulesOf(call, listener).map((each) => ruleOutput(call, each)), defaultRule(call, listener)],
  };
};

export const modifyRule: Op<'ModifyRule'> = ({ RuleArn, Conditions, Actions }, call) => {
  const found = ruleOfArn(call, RuleArn);
  if (Actions !== undefined) checkActions(call, Actions);
  const rule = {
    ...found,
    conditions: Conditions?.map(filled) ?? found.conditions,
    actions: Actions === undefined ? found.actions : ordered(Actions),
  };
  saveRule(call, rule, { operation: 'ModifyRule' });
  return { Rules: [ruleOutput(call, rule)] };
};

export const deleteRule: Op<'DeleteRule'> = ({ RuleArn }, call) => {
  removeRule(call, ruleOfArn(call, RuleArn));
  return {};
};

export const setRulePriorities: Op<'SetRulePriorities'> = ({ RulePriorities }, call) => {
  const changed = RulePriorities.flatMap(({ RuleArn, Priority }) =>
    RuleArn === undefined || Priority === undefined
      ? []
      : [{ ...ruleOfArn(call, RuleArn), priority: Priority }],
  );
  const moved = new Set(changed.map(({ id }) => id));
  for (const { balancer, listenerId, priority } of changed)
    if (
      rulesOf(call, { balancer, id: listenerId }).some(
        (each) => each.priority === priority && !moved.has(each.id),
      )
    )
      throw refused('PriorityInUseException', `Priority '${priority}' is currently in use`);
  for (const rule of changed) saveRule(call, rule, { operation: 'SetRulePriorities' });
  return { Rules: changed.map((each) => ruleOutput(call, each)) };
};
