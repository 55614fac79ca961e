// A definition becomes the graph of the resources that AWS needs for it. Pure.
import type { ActionTypes, DescribedTarget, ShipRequest } from '../../model/action-type.ts';
import type { Definition } from '../../model/definition.ts';
import { placeOfPipeline, type AwsPlace } from '../../model/place.ts';
import { actionsOf, nameOf, runsBefore, type PlacedAction } from '../../model/pipeline-walk.ts';
import { nothingShipped, type GraphResource, type Shipped } from '../../model/resource-graph.ts';
import type { RoleNeeds } from '../../model/rights/right.ts';
import { artifactBuckets } from './artifact-buckets.ts';
import { link } from './link.ts';
import { operation } from './operation.ts';
import { takenNames, withParameters, type FileParameter, type TakenSecret } from './parameters.ts';
import { pipelineResource } from './pipeline-resource.ts';
import { roleResources, startRole } from './role-resources.ts';
import { needsOfUsedParts, withUsedParts } from './used-parts.ts';

export interface Graph {
  /** Of the pipeline. */
  readonly name: string;
  /** The place that the definition's ARNs are in; outputs put the one that is shipped to there. */
  readonly place: AwsPlace;
  /** Each after what it refers to. */
  readonly resources: readonly GraphResource[];
  /** What it takes besides, and no template can make. */
  readonly secureParameters: readonly TakenSecret[];
  /** What is not shipped, as sentences. */
  readonly notes: readonly string[];
  /** Why AWS cannot have this pipeline, as sentences. */
  readonly refusals: readonly string[];
}

export interface GraphSources {
  readonly types: ActionTypes;
  /** What each role needs, derived from the same definition. */
  readonly roles: readonly RoleNeeds[];
  /** The roles are there, and none is made. */
  readonly hasRoles?: boolean;
  /** Roles get also what the policies of the files allow them. */
  readonly hasPolicies?: boolean;
  /** What the actions deploy to, where that is shipped as well. */
  readonly targets?: Shipped;
  /** Those of the files, where what is taken of them is shipped as well. */
  readonly parameters?: readonly FileParameter[];
  /** What people watch it with, where that is shipped as well. */
  readonly watched?: Shipped;
  /** Names of what is there already: it is referred to and not made. */
  readonly existing?: readonly string[];
}

export function graphOf(definition: Definition, sources: GraphSources): Graph {
  const place = placeOfPipeline(definition.pipeline);
  const request: ShipRequest = {
    definition,
    place,
    tagsOf: (part) => definition.readFrom?.[part]?.tags ?? {},
  };
  const parts: readonly Shipped[] = [
    artifactBuckets(definition),
    ...actionsOf(definition.pipeline).map((placed) => actionShare(placed, request, sources)),
    operation(request),
    sources.targets ?? notShipped(definition),
    sources.watched ?? reportGroupsNotShipped(definition),
    sources.hasRoles === true ? nothingShipped : rolesShipped(sources, request),
    { resources: [pipelineResource(request)], notes: [] },
  ];
  const there = new Set(sources.existing);
  const resources = parts
    .flatMap((part) => part.resources)
    .filter(({ name }) => name === undefined || !there.has(name));
  const starters = [...new Set(resources.flatMap((each) => starterOf(each) ?? []))];
  const starts = sources.hasRoles !== true && starters.length > 0 ? [startRole(request, starters)] : [];
  const { resources: whole, secure } = withParameters(
    unique([...starts, ...resources]),
    sources.parameters ?? [],
    there,
  );
  const notes = [...parts.flatMap((part) => part.notes), ...parametersNotShipped(definition, whole, sources)];
  return {
    name: definition.pipeline.name,
    place,
    resources: link(whole),
    secureParameters: secure,
    notes: [...new Set(notes)],
    refusals: parts.flatMap(({ refusal }) => refusal ?? []),
  };
}

function rolesShipped({ roles, hasPolicies }: GraphSources, request: ShipRequest): Shipped {
  const { definition } = request;
  const used = { ...request, definition: withUsedParts(definition) };
  return roleResources(needsOfUsedParts(definition, roles), used, hasPolicies);
}

function parametersNotShipped(
  { parameters }: Definition,
  resources: readonly GraphResource[],
  sources: GraphSources,
): readonly string[] {
  if (sources.parameters !== undefined) return [];
  const names = takenNames(
    resources,
    parameters.map(({ name }) => name),
  );
  return names.length === 0
    ? []
    : [`These parameters are not shipped, and must be there: ${names.join(', ')}. --targets ships them`];
}

/** The service that starts the pipeline by it: a rule starts one with a role, and publishes to a topic without one. */
function starterOf({ type, properties }: GraphResource): string | undefined {
  if (type === 'AWS::Scheduler::Schedule') return 'scheduler.amazonaws.com';
  const isStart = type === 'AWS::Events::Rule' && JSON.stringify(properties).includes('"RoleArn"');
  return isStart ? 'events.amazonaws.com' : undefined;
}

function reportGroupsNotShipped({ reportGroups }: Definition): Shipped {
  return {
    resources: [],
    notes: reportGroups.map(
      ({ name }) => `The report group ${name} is not shipped: builds make their own. --watching ships it`,
    ),
  };
}

function notShipped({ fleets }: Definition): Shipped {
  return {
    resources: [],
    notes: fleets.map(
      ({ name }) =>
        `The instances of fleet ${name} are not shipped: CodeDeploy deploys to those that its tags name. --targets ships those that this pipeline deploys to`,
    ),
  };
}

function actionShare(placed: PlacedAction, request: ShipRequest, sources: GraphSources): Shipped {
  const { actionTypeId, configuration = {} } = placed.action;
  const type = sources.types.find(actionTypeId);
  if (type?.ships !== undefined) return type.ships(placed, request);
  if (actionTypeId.category !== 'Deploy' || type?.makesTarget === true) return nothingShipped;
  const target = type?.describedTarget?.(configuration);
  if (target !== undefined && isThere(target, sources)) return nothingShipped;
  return {
    resources: [],
    notes: [
      `What ${nameOf(placed)} deploys to is not shipped: ${whenNeeded(placed, request, sources.types)}`,
    ],
  };
}

/** Shipped as well, or referred to. */
function isThere({ type, name }: DescribedTarget, { targets, existing = [] }: GraphSources): boolean {
  return (
    existing.includes(name) ||
    targets?.resources.some((each) => each.type === type && each.name === name) === true
  );
}

/** What a stack action before it makes, need not be there before the run. */
function whenNeeded(placed: PlacedAction, { definition }: ShipRequest, types: ActionTypes): string {
  const stacks = actionsOf(definition.pipeline).filter(
    (other) => types.find(other.action.actionTypeId)?.makesTarget === true && runsBefore(other, placed),
  );
  return stacks.length === 0
    ? 'it must be there before the pipeline runs'
    : `it must be there when the action runs, made by ${stacks.map(nameOf).join(' or ')} or before`;
}

/** Several actions may share a project or an application; two things of different names never share an id. */
function unique(resources: readonly GraphResource[]): readonly GraphResource[] {
  const byThing = new Map(resources.map((each) => [`${each.type} ${each.name ?? each.id}`, each]));
  const taken = new Map<string, number>();
  return [...byThing.values()].map((resource) => {
    const before = taken.get(resource.id) ?? 0;
    taken.set(resource.id, before + 1);
    return before === 0 ? resource : { ...resource, id: `${resource.id}${before + 1}` };
  });
}
