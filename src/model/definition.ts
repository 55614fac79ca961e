// Everything that one definition says: the pipeline and what its actions name.
import type { Alarm } from './alarm.ts';
import type { Bucket } from './bucket.ts';
import type { Budget } from './budget.ts';
import type { BuildProject } from './build.ts';
import type { Application, DeploymentConfig, DeploymentGroup } from './deployment.ts';
import type { Distribution } from './distribution.ts';
import type { Notification } from './events/notification.ts';
import type { Environment } from './environment.ts';
import type { CostAssumptions } from './cost-assumptions.ts';
import type { ExecutionLimit } from './execution-limit.ts';
import type { Fleet } from './fleet.ts';
import type { FunctionCode, LambdaFunction } from './function.ts';
import type { Gate } from './gate.ts';
import type { ListenerPort } from './listener.ts';
import type { Parameter } from './parameter.ts';
import type { PipelineDeclaration } from './pipeline.ts';
import type { RolePolicy } from './policy.ts';
import type { RetentionRules } from './retention.ts';
import type { ReusedProject } from './reuse.ts';
import type { ShippingEnvironment } from './shipping.ts';
import type { Schedule } from './schedule.ts';
import type { Service, ServiceTargetGroup } from './service.ts';
import type { Repository } from './repository.ts';
import type { BuildWebhook, PipelineWebhook, ReportGroup } from './unexecuted-parts.ts';
import type { StartedBuild } from './started-build.ts';
import type { StartedDeployment } from './started-deployment.ts';
import type { TaskDefinition } from './task-definition.ts';
import type { Workflow } from './workflow.ts';

export interface Definition {
  /** The pipeline is only the frame around one build that is started by itself, as by StartBuild. */
  readonly standalone?: true;
  /** The pipeline is only the frame around the jobs of this workflow of GitHub. */
  readonly workflow?: Workflow;
  /** The build was started by a call of CodeBuild's API, which has given it this id and number. */
  readonly started?: Pick<StartedBuild, 'id' | 'number' | 'initiator' | 'webhookVariables'>;
  /** The pipeline is only the frame around this deployment, which a call of CodeDeploy's API has started. */
  readonly deployment?: StartedDeployment;
  /** The pipeline and what its actions name were made by calls of AWS's API: no file declares them. */
  readonly registered?: true;
  readonly pipeline: PipelineDeclaration;
  /** Where each part was read, by the path under which rules name it: `pipeline`, `services.0`. */
  readonly readFrom?: Readonly<Record<string, ReadFrom>>;
  /** Absolute paths of files by the `bucket/key` that the definition names them by: assets of the CDK. */
  readonly assets?: Readonly<Record<string, string>>;
  readonly projects: readonly BuildProject[];
  readonly applications: readonly Application[];
  readonly deploymentGroups: readonly DeploymentGroup[];
  readonly deploymentConfigs: readonly DeploymentConfig[];
  readonly fleets: readonly Fleet[];
  readonly buckets: readonly Bucket[];
  readonly distributions: readonly Distribution[];
  readonly environments: readonly Environment[];
  readonly services: readonly Service[];
  readonly taskDefinitions: readonly TaskDefinition[];
  readonly targetGroups: readonly ServiceTargetGroup[];
  readonly functions: readonly LambdaFunction[];
  readonly functionCode: readonly FunctionCode[];
  readonly parameters: readonly Parameter[];
  readonly listeners: readonly ListenerPort[];
  readonly alarms: readonly Alarm[];
  readonly gates: readonly Gate[];
  readonly limits: readonly ExecutionLimit[];
  /** At most one: what a cost estimate assumes. */
  readonly costs: readonly CostAssumptions[];
  readonly budgets: readonly Budget[];
  /** At most one: how long artifacts are kept by the server. */
  readonly retention: readonly RetentionRules[];
  readonly reuse: readonly ReusedProject[];
  /** Where it is shipped by name. */
  readonly shipping: readonly ShippingEnvironment[];
  readonly notifications: readonly Notification[];
  readonly schedules: readonly Schedule[];
  /** Read and reported; nothing here acts on them. */
  readonly buildWebhooks: readonly BuildWebhook[];
  readonly pipelineWebhooks: readonly PipelineWebhook[];
  readonly reportGroups: readonly ReportGroup[];
  /** Of CodeCommit. */
  readonly repositories: readonly Repository[];
  /** Of the roles on AWS; nothing here is held to them. */
  readonly policies: readonly RolePolicy[];
}

/** The file that says a part, and the tags that it gives it. */
export interface ReadFrom {
  /** Absolute path. */
  readonly file: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** A key of a definition that holds a list of parts. */
export type PartName = Exclude<
  keyof Definition,
  'pipeline' | 'standalone' | 'started' | 'deployment' | 'registered' | 'workflow' | 'readFrom' | 'assets'
>;

/** The files are taken as a repository: nothing of CodePipeline stands between them and what works on them. */
export function takesRepository({
  standalone,
  workflow,
}: Pick<Definition, 'standalone' | 'workflow'>): boolean {
  return standalone === true || workflow !== undefined;
}

declare const checked: unique symbol;

/** A definition in which the rules found no error: the only kind that can be run. */
export type CheckedDefinition = Definition & { readonly [checked]: true };
