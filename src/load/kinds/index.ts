// Every kind of file that stands in a definition's folder next to its pipeline. All that goes through these files reads
// this one table, the README's too. Adding a kind is adding its file and one line here.
import { entryOf, type ListNode, type Node } from '../../lib/node.ts';
import type { Definition, PartName } from '../../model/definition.ts';
import { alarmKind } from './alarm.ts';
import { applicationKind } from './application.ts';
import { bucketKind } from './bucket.ts';
import { budgetKind } from './budget.ts';
import { buildWebhookKind } from './build-webhook.ts';
import { buildProjectKind } from './codebuild-project.ts';
import { costAssumptionsKind } from './costs.ts';
import { deploymentConfigKind } from './deployment-config.ts';
import { deploymentGroupKind } from './deployment-group.ts';
import { distributionKind } from './distribution.ts';
import { environmentKind } from './environment.ts';
import { executionLimitKind } from './execution-limit.ts';
import { fleetKind } from './fleet.ts';
import { lambdaFunctionKind } from './function.ts';
import { functionCodeKind } from './function-code.ts';
import { gateKind } from './gate.ts';
import { listenerPortKind } from './listener.ts';
import { notificationKind } from './notification.ts';
import { parameterKind } from './parameter.ts';
import { pipelineWebhookKind } from './pipeline-webhook.ts';
import { rolePolicyKind } from './policy.ts';
import { repositoryKind } from './repository.ts';
import { reportGroupKind } from './report-group.ts';
import { retentionKind } from './retention.ts';
import { reusedProjectKind } from './reuse.ts';
import { scheduleKind } from './schedule.ts';
import { serviceKind } from './service.ts';
import { shippingKind } from './shipping.ts';
import { serviceTargetGroupKind } from './target-group.ts';
import { taskDefinitionKind } from './task-definition.ts';
import type { Kind } from './kind.ts';

/** In the order in which a file is recognised: the first that takes it. */
export const kinds: { readonly [Name in PartName]: Kind<Definition[Name][number]> } = {
  functionCode: functionCodeKind,
  gates: gateKind,
  limits: executionLimitKind,
  costs: costAssumptionsKind,
  budgets: budgetKind,
  listeners: listenerPortKind,
  parameters: parameterKind,
  retention: retentionKind,
  reuse: reusedProjectKind,
  schedules: scheduleKind,
  shipping: shippingKind,
  notifications: notificationKind,
  pipelineWebhooks: pipelineWebhookKind,
  buildWebhooks: buildWebhookKind,
  reportGroups: reportGroupKind,
  repositories: repositoryKind,
  projects: buildProjectKind,
  deploymentGroups: deploymentGroupKind,
  applications: applicationKind,
  deploymentConfigs: deploymentConfigKind,
  distributions: distributionKind,
  environments: environmentKind,
  taskDefinitions: taskDefinitionKind,
  services: serviceKind,
  targetGroups: serviceTargetGroupKind,
  functions: lambdaFunctionKind,
  alarms: alarmKind,
  buckets: bucketKind,
  policies: rolePolicyKind,
  fleets: fleetKind,
};

/** Every kind of part. */
export const partNames = Object.keys(kinds) as readonly PartName[];

/** What a definition has besides its pipeline, when it has nothing. */
export const noParts = Object.fromEntries(partNames.map((name) => [name, []])) as unknown as Pick<
  Definition,
  PartName
>;

/** What the file holds; a file of lists gives the items of all of them. */
export function partsIn(root: Node): readonly (readonly [PartName, Node])[] {
  const listed = partNames.flatMap((name) => listedIn(root, name).map((item) => [name, item] as const));
  if (listed.length > 0) return listed;
  const name = partNames.find((each) => wrapped(root, kinds[each]) !== undefined || kinds[each].isOne(root));
  return name === undefined ? [] : [[name, bare(root, kinds[name])]];
}

/** The kind of a file, also of one with an empty list. */
export function kindOf(root: Node): PartName | undefined {
  return partsIn(root)[0]?.[0] ?? partNames.find((name) => listOf(root, name) !== undefined);
}

function listedIn(root: Node, name: PartName): readonly Node[] {
  return (listOf(root, name)?.items ?? []).map((item) => withoutOutputs(item, kinds[name]));
}

/** A list of Slipway's own is one whatever stands in it; one of AWS's has a name that other files use as well. */
function listOf(root: Node, name: PartName): ListNode | undefined {
  const { list, isOne } = kinds[name];
  const found = list === undefined ? undefined : entryOf(root, list)?.value;
  if (found?.kind !== 'list') return undefined;
  return kinds[name].isOurs === true ||
    found.items.some(isOne) ||
    entryOf(root, `${list}NotFound`) !== undefined
    ? found
    : undefined;
}

function wrapped(root: Node, { wrapper }: Kind): Node | undefined {
  if (root.kind !== 'map' || root.entries.length !== 1 || wrapper === undefined) return undefined;
  return entryOf(root, wrapper)?.value;
}

function bare(root: Node, kind: Kind): Node {
  const inner = wrapped(root, kind);
  return inner === undefined ? root : withoutOutputs(inner, kind);
}

function withoutOutputs(node: Node, { outputs = [] }: Kind): Node {
  if (node.kind !== 'map' || outputs.length === 0) return node;
  return { ...node, entries: node.entries.filter(({ key }) => !outputs.includes(key)) };
}
