// Elastic Load Balancing: load balancers, listeners, rules and target groups are in the register; requests are answered by the
// endpoint's process, and go on to the balancers of services.
import type { Elbv2Api } from '../../aws/operations/elbv2.ts';
import type { Operations } from '../service.ts';
import * as balancers from './balancers.ts';
import * as listeners from './listeners.ts';
import { addTags, describeTags, removeTags } from './tags.ts';
import * as groups from './target-groups.ts';
import { deregisterTargets, describeTargetHealth, registerTargets } from './targets.ts';

export const elbv2: Operations<Elbv2Api> = {
  AddTags: addTags,
  CreateListener: listeners.createListener,
  CreateLoadBalancer: balancers.createLoadBalancer,
  CreateRule: listeners.createRule,
  CreateTargetGroup: groups.createTargetGroup,
  DeleteListener: listeners.deleteListener,
  DeleteLoadBalancer: balancers.deleteLoadBalancer,
  DeleteRule: listeners.deleteRule,
  DeleteTargetGroup: groups.deleteTargetGroup,
  DeregisterTargets: deregisterTargets,
  DescribeCapacityReservation: balancers.describeCapacityReservation,
  DescribeListenerAttributes: listeners.describeListenerAttributes,
  DescribeListenerCertificates: listeners.describeListenerCertificates,
  DescribeListeners: listeners.describeListeners,
  DescribeLoadBalancerAttributes: balancers.describeLoadBalancerAttributes,
  DescribeLoadBalancers: balancers.describeLoadBalancers,
  DescribeRules: listeners.describeRules,
  DescribeTags: describeTags,
  DescribeTargetGroupAttributes: groups.describeTargetGroupAttributes,
  DescribeTargetGroups: groups.describeTargetGroups,
  DescribeTargetHealth: describeTargetHealth,
  ModifyListener: listeners.modifyListener,
  ModifyListenerAttributes: listeners.modifyListenerAttributes,
  ModifyLoadBalancerAttributes: balancers.modifyLoadBalancerAttributes,
  ModifyRule: listeners.modifyRule,
  ModifyTargetGroup: groups.modifyTargetGroup,
  ModifyTargetGroupAttributes: groups.modifyTargetGroupAttributes,
  RegisterTargets: registerTargets,
  RemoveTags: removeTags,
  SetIpAddressType: balancers.setIpAddressType,
  SetRulePriorities: listeners.setRulePriorities,
  SetSecurityGroups: balancers.setSecurityGroups,
  SetSubnets: balancers.setSubnets,
};
