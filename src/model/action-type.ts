// What is known of a kind of action without running it. A provider declares it in its folder (src/actions); whatever judges,
// completes, prices or reports a pipeline asks here and names no provider. Pure data and pure functions.
import type { Finding } from '../lib/finding.ts';
import type { ConfigurationKey } from './configuration-key.ts';
import type { NotExecuted } from './not-executed.ts';
import type { CostInput, CostLine } from './cost-line.ts';
import type { Definition } from './definition.ts';
import type { ActionEvents } from './events/action-events.ts';
import type { FetchedOnGithub, OnGithub } from './github-job.ts';
import { actionsOf, type PlacedAction } from './pipeline-walk.ts';
import type { ActionCategory, ActionDeclaration, ActionOwner, PipelineDeclaration } from './pipeline.ts';
import type { RightsRequest, Derived } from './rights/rights-request.ts';
import type { Right } from './rights/right.ts';
import type { ServiceCalls, ServiceCallsRequest } from './rights/service-calls-shape.ts';
import type { AwsPlace } from './place.ts';
import type { PropertyValues, Shipped } from './resource-graph.ts';
import type { RuleType } from './rule-type.ts';
import type { TriggerType } from './status.ts';

export interface ActionType {
  readonly category: ActionCategory;
  readonly owner: ActionOwner;
  readonly provider: string;
  /** Fewest and most input artifacts. */
  readonly inputs: Range;
  readonly outputs: Range;
  /** Only pipelines of type V2 may hold it. */
  readonly v2Only?: true;
  /** `any`: what the keys are is not documented, or defined by someone else. */
  readonly configuration: Readonly<Record<string, ConfigurationKey>> | 'any';
  /** Output variables; `any` when they depend on the work (exported variables, stack outputs). */
  readonly variables: readonly string[] | 'any';
  /** Keys of the action next to `configuration` that only some types have. */
  readonly fields?: readonly ('commands' | 'outputVariables' | 'environmentVariables' | 'files')[];
  /** Where to write instead what this type does not take as a key of the action. */
  readonly misplaced?: Readonly<Partial<Record<'environmentVariables' | 'timeoutInMinutes', string>>>;
  /** Keys of the configuration that this action needs because of what it says elsewhere. */
  readonly needsKeys?: (action: ActionDeclaration) => readonly NeededKey[];
  /** What is wrong with such an action beyond its keys: what it names is not there, or not of the right kind. */
  readonly check?: (placed: PlacedAction, definition: Definition) => readonly Finding[];
  /** What it needs of the role that it runs as. Absent: not known. */
  readonly rights?: (asked: RightsRequest) => Derived;
  /** What the build that clones a source of this type needs in addition (CodePipeline user guide, "CODEBUILD_CLONE_REF"). */
  readonly cloneRights?: (asked: Pick<RightsRequest, 'configuration' | 'where'>) => readonly Right[];
  /** What other services call for it with roles of their own: CodeBuild with that of a project. */
  readonly serviceCalls?: (asked: ServiceCallsRequest) => readonly ServiceCalls[];
  /** The build project that the action runs. */
  readonly projectOf?: (action: ActionDeclaration) => string | undefined;
  /** What it needs in its input artifacts. */
  readonly filesNeeded?: (action: ActionDeclaration, definition: Definition) => readonly NeededFile[];
  /** The file with the task definition that it registers. */
  readonly taskDefinitionFile?: (action: ActionDeclaration) => string;
  /** Fills in what the actions name and the definition lacks altogether. */
  readonly complete?: (actions: readonly PlacedAction[], definition: Definition) => Completed;
  readonly costs?: ActionCosts;
  readonly events?: ActionEvents;
  /** The resources that it becomes besides its place in the pipeline. Absent: what it names must be there. */
  readonly ships?: (placed: PlacedAction, request: ShipRequest) => Shipped;
  /** The resource that it deploys to, which a file of its own may describe: it is shipped where that is asked for. */
  readonly describedTarget?: (configuration: Readonly<Record<string, string>>) => DescribedTarget;
  /** What it deploys to is made by the action itself, or by another of the pipeline: a stack. */
  readonly makesTarget?: true;
  /** The job of a workflow of GitHub that it becomes. Absent: GitHub's runners have nothing that does the same. */
  readonly onGithub?: OnGithub;
  /** Of a source: how a job gets its files. */
  readonly fetchedOnGithub?: FetchedOnGithub;
  /** An hour when absent (CodePipeline user guide, "Quotas"). */
  readonly timeLimitMinutes?: number;
  /** Of a source that is a repository: what it says of the start when a push starts the pipeline. */
  readonly repository?: {
    readonly triggerType: TriggerType;
    /** It takes the filters of `triggers`, and DetectChanges turns its own detection off. */
    readonly takesTriggers?: true;
  };
}

/** By CloudFormation's type, and the name that the resource has in a graph. */
export interface DescribedTarget {
  readonly type: string;
  readonly name: string;
}

/** What is known when an action is shipped. */
export interface ShipRequest {
  readonly definition: Definition;
  readonly place: AwsPlace;
  /** The tags that a file gives a part: `projects.0`. */
  readonly tagsOf: (part: string) => Readonly<Record<string, string>>;
}

/** What a kind of target is shipped from. */
export interface TargetRequest extends ShipRequest {
  /** What the file says of a part, as AWS's API takes it: `services.0`. */
  readonly writtenOf: (part: string) => PropertyValues | undefined;
}

/** A definition with what was filled in, and a notice for each of it. */
export interface Completed {
  readonly definition: Definition;
  readonly findings: readonly Finding[];
}

export interface ActionCosts {
  /** The compute that it builds on, as the prices have it; its minutes are billed in addition to the action's. */
  readonly compute?: (action: ActionDeclaration, definition: Definition) => string | undefined;
  /** What is billed for what these actions work on or deploy to. Called once with all actions of the type. */
  readonly lines?: (actions: readonly ActionDeclaration[], input: CostInput) => readonly CostLine[];
  /** What it deploys to is reached from the internet without a distribution: what leaves is billed. */
  readonly leaves?: true;
}

export interface NeededFile {
  readonly artifact: string;
  readonly file: string;
  /** Of the configuration, where it says so. */
  readonly key?: string;
  readonly aws: string;
}

type Range = readonly [min: number, max: number];

export interface NeededKey {
  readonly key: string;
  /** Ends the sentence "which it needs …". */
  readonly because: string;
}

/** Every type that is registered. */
export interface ActionTypes {
  readonly all: readonly ActionType[];
  /** Undefined when there is none such. What a custom action does is its worker's affair: each is a type. */
  readonly find: (id: ActionTypeName) => ActionType | undefined;
  readonly rules: readonly RuleType[];
}

/** The actions of a pipeline that run a build project, with its name. */
export function buildsOf(
  pipeline: PipelineDeclaration,
  types: ActionTypes,
): readonly { readonly placed: PlacedAction; readonly project: string }[] {
  return actionsOf(pipeline).flatMap((placed) => {
    const project = types.find(placed.action.actionTypeId)?.projectOf?.(placed.action);
    return project === undefined ? [] : [{ placed, project }];
  });
}

export type ActionTypeName = Pick<ActionType, 'category' | 'owner' | 'provider'>;

/** Names such as `Build/AWS/CodeBuild`. */
export function idOf({ category, owner, provider }: ActionTypeName): string {
  return `${category}/${owner}/${provider}`;
}

/** What all types of AWS's of a category have in common. */
export const sourceType = { category: 'Source', owner: 'AWS', inputs: [0, 0], outputs: [1, 1] } as const;
export const deployType = {
  category: 'Deploy',
  owner: 'AWS',
  inputs: [1, 1],
  outputs: [0, 0],
  variables: [],
} as const;

/** What a custom action takes and gives is its worker's affair. */
export function customType({ category, provider }: Pick<ActionType, 'category' | 'provider'>): ActionType {
  return {
    category,
    owner: 'Custom',
    provider,
    inputs: [0, 5],
    outputs: [0, 5],
    configuration: 'any',
    variables: 'any',
    timeLimitMinutes: 24 * 60,
  };
}

/** Keys of an action's configuration that change nothing here, as its type says. */
export function unexecutedKeys(
  { find }: Pick<ActionTypes, 'find'>,
  { actionTypeId }: Pick<ActionDeclaration, 'actionTypeId'>,
  configuration: Readonly<Record<string, string>> = {},
): readonly NotExecuted[] {
  const keys = find(actionTypeId)?.configuration ?? 'any';
  if (keys === 'any') return [];
  return Object.entries(keys).flatMap(([what, { notExecuted: reason }]) =>
    reason === undefined || !Object.hasOwn(configuration, what) ? [] : [{ what, reason }],
  );
}
