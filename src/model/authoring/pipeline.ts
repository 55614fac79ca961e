// Builders of the pipeline itself: approvals, stages, variables, and the definition around it.
import { defined } from '../../lib/defined.ts';
import type { Notification } from '../events/notification.ts';
import type { FunctionCode } from '../function.ts';
import type { ListenerPort } from '../listener.ts';
import type { CostAssumptions } from '../cost-assumptions.ts';
import type { ExecutionLimit } from '../execution-limit.ts';
import type { Gate } from '../gate.ts';
import type { RetentionRules } from '../retention.ts';
import type { ReusedProject } from '../reuse.ts';
import type { ShippingEnvironment } from '../shipping.ts';
import type { Schedule } from '../schedule.ts';
import type { BuildProject } from '../build.ts';
import type { Application, DeploymentConfig, DeploymentGroup } from '../deployment.ts';
import type { PipelineDeclaration, PipelineVariableDeclaration, StageDeclaration } from '../pipeline.ts';
import { action, texts, type Action, type ActionOptions, type Variable } from './action.ts';
import type { FleetOptions } from './deploy.ts';

export interface ManualApprovalOptions extends Pick<ActionOptions, 'runOrder'> {
  /** The SNS topic that is notified. */
  readonly notificationArn?: string;
  readonly customData?: string;
  readonly externalEntityLink?: string;
  /** 5 to 86400; 7 days when absent. */
  readonly timeoutInMinutes?: number;
}

export function manualApproval(name: string, options: ManualApprovalOptions = {}): Action<never, never> {
  const configuration = texts({
    NotificationArn: options.notificationArn,
    CustomData: options.customData,
    ExternalEntityLink: options.externalEntityLink,
  });
  return action({
    name,
    actionTypeId: { category: 'Approval', owner: 'AWS', provider: 'Manual', version: '1' },
    ...(Object.keys(configuration).length === 0 ? {} : { configuration }),
    ...defined({ runOrder: options.runOrder, timeoutInMinutes: options.timeoutInMinutes }),
  });
}

/** A stage; its actions run at the same time unless their `runOrder` says otherwise. */
export function stage(
  name: string,
  actions: readonly Pick<Action, 'declaration'>[],
  conditions: Pick<StageDeclaration, 'beforeEntry' | 'onSuccess' | 'onFailure'> = {},
): StageDeclaration {
  return { name, actions: actions.map(({ declaration }) => declaration), ...conditions };
}

export interface PipelineVariable {
  readonly declaration: PipelineVariableDeclaration;
  /** `#{variables.NAME}`, for every action but sources. */
  readonly reference: Variable;
}

/** Without a `defaultValue` every start must give one. */
export function pipelineVariable(
  name: string,
  options: Omit<PipelineVariableDeclaration, 'name'> = {},
): PipelineVariable {
  return { declaration: { name, ...options }, reference: `#{variables.${name}}` };
}

/** The id of the execution, for any text of any action. */
export const pipelineExecutionId: Variable = '#{codepipeline.PipelineExecutionId}';

export type PipelineOptions = Omit<PipelineDeclaration, 'roleArn' | 'variables'> & {
  /** AWS requires it; a run on this machine needs none. */
  readonly roleArn?: string;
  readonly variables?: readonly PipelineVariable[];
};

/** As CodePipeline takes it, but for the role, which may be left out here. */
export type AuthoredPipeline = Omit<PipelineDeclaration, 'roleArn'> & { readonly roleArn?: string };

/** A pipeline; of type V2 unless said otherwise. */
export function pipeline({ variables, ...options }: PipelineOptions): AuthoredPipeline {
  return {
    pipelineType: 'V2',
    ...options,
    ...(variables === undefined ? {} : { variables: variables.map(({ declaration }) => declaration) }),
  };
}

export interface AuthoredDefinition {
  readonly pipeline: AuthoredPipeline;
  readonly projects?: readonly BuildProject[];
  readonly applications?: readonly Application[];
  readonly deploymentGroups?: readonly DeploymentGroup[];
  readonly deploymentConfigs?: readonly DeploymentConfig[];
  readonly fleets?: readonly FleetOptions[];
  readonly gates?: readonly Gate[];
  /** How long a whole execution may take. */
  readonly limits?: readonly ExecutionLimit[];
  /** What `slipway plan --cost` assumes; one entry. */
  readonly costs?: readonly CostAssumptions[];
  /** As `aws budgets create-budget` takes them. */
  readonly budgets?: readonly Written[];
  /** How long the server keeps artifacts; one entry. */
  readonly retention?: readonly RetentionRules[];
  /** Projects that take what an earlier build with the same inputs gave. */
  readonly reuse?: readonly ReusedProject[];
  /** Buckets, distributions, environments, alarms and functions as the AWS command line takes them. */
  readonly buckets?: readonly Written[];
  readonly distributions?: readonly Written[];
  readonly environments?: readonly Written[];
  readonly alarms?: readonly Written[];
  readonly functions?: readonly Written[];
  /** Where the code of functions lies, when it is not found by their names and handlers. */
  readonly functionCode?: readonly FunctionCode[];
  /** Values of Parameter Store, as `parameters.json` has them. */
  readonly parameters?: readonly Written[];
  readonly listeners?: readonly ListenerPort[];
  /** Where `slipway ship --env NAME` ships. */
  readonly shipping?: readonly ShippingEnvironment[];
  /** The recipients of events, and of which. */
  readonly notifications?: readonly Notification[];
  /** When the server starts it by itself. */
  readonly schedules?: readonly Schedule[];
  /** What the roles may do, as `aws iam put-role-policy` takes it, for lint and plan. */
  readonly policies?: readonly Written[];
}

/** An input of AWS, checked when it is read. */
type Written = Readonly<Record<string, unknown>>;

/** What `slipway.config.ts` exports: `export default definition({ … })`. */
export function definition(parts: AuthoredDefinition): AuthoredDefinition {
  return parts;
}
