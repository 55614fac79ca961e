// CodeDeploy's application, deployment group, deployment configuration (API 2014-10-06) and appspec, as data.
import type { NotExecuted } from './not-executed.ts';

export type ComputePlatform = 'Server' | 'Lambda' | 'ECS';

export interface Application {
  readonly applicationName: string;
  /** Server when absent. */
  readonly computePlatform?: ComputePlatform;
}

export interface TagFilter {
  readonly Key?: string;
  readonly Value?: string;
  readonly Type?: 'KEY_ONLY' | 'VALUE_ONLY' | 'KEY_AND_VALUE';
}

export type AutoRollbackEvent =
  | 'DEPLOYMENT_FAILURE'
  | 'DEPLOYMENT_STOP_ON_ALARM'
  | 'DEPLOYMENT_STOP_ON_REQUEST';

export interface AutoRollbackConfiguration {
  readonly enabled: boolean;
  readonly events?: readonly AutoRollbackEvent[];
}

export type FileExistsBehavior = 'DISALLOW' | 'OVERWRITE' | 'RETAIN';

export interface DeploymentGroup {
  readonly applicationName: string;
  readonly deploymentGroupName: string;
  /** CodeDeployDefault.OneAtATime when absent. */
  readonly deploymentConfigName?: string;
  readonly serviceRoleArn: string;
  readonly ec2TagFilters?: readonly TagFilter[];
  readonly onPremisesInstanceTagFilters?: readonly TagFilter[];
  readonly ec2TagSet?: { readonly ec2TagSetList: readonly (readonly TagFilter[])[] };
  readonly onPremisesTagSet?: { readonly onPremisesTagSetList: readonly (readonly TagFilter[])[] };
  readonly autoScalingGroups?: readonly string[];
  readonly triggerConfigurations?: readonly {
    readonly triggerName?: string;
    readonly triggerTargetArn?: string;
    readonly triggerEvents?: readonly string[];
  }[];
  readonly alarmConfiguration?: {
    readonly enabled?: boolean;
    readonly ignorePollAlarmFailure?: boolean;
    readonly alarms?: readonly { readonly name?: string }[];
  };
  readonly autoRollbackConfiguration?: AutoRollbackConfiguration;
  readonly outdatedInstancesStrategy?: 'UPDATE' | 'IGNORE';
  readonly deploymentStyle?: {
    readonly deploymentType?: 'IN_PLACE' | 'BLUE_GREEN';
    readonly deploymentOption?: 'WITH_TRAFFIC_CONTROL' | 'WITHOUT_TRAFFIC_CONTROL';
  };
  readonly blueGreenDeploymentConfiguration?: {
    readonly terminateBlueInstancesOnDeploymentSuccess?: {
      readonly action?: 'TERMINATE' | 'KEEP_ALIVE';
      readonly terminationWaitTimeInMinutes?: number;
    };
    readonly deploymentReadyOption?: {
      readonly actionOnTimeout?: 'CONTINUE_DEPLOYMENT' | 'STOP_DEPLOYMENT';
      readonly waitTimeInMinutes?: number;
    };
    readonly greenFleetProvisioningOption?: {
      readonly action?: 'DISCOVER_EXISTING' | 'COPY_AUTO_SCALING_GROUP';
    };
  };
  readonly loadBalancerInfo?: {
    readonly elbInfoList?: readonly { readonly name?: string }[];
    readonly targetGroupInfoList?: readonly { readonly name?: string }[];
    readonly targetGroupPairInfoList?: readonly {
      readonly targetGroups?: readonly { readonly name?: string }[];
      readonly prodTrafficRoute?: { readonly listenerArns?: readonly string[] };
      readonly testTrafficRoute?: { readonly listenerArns?: readonly string[] };
    }[];
  };
  readonly ecsServices?: readonly { readonly serviceName?: string; readonly clusterName?: string }[];
  readonly terminationHookEnabled?: boolean;
  readonly tags?: readonly { readonly Key?: string; readonly Value?: string }[];
  /** What its file asks for and a deployment here does not do. */
  readonly notExecuted?: readonly NotExecuted[];
}

/** Whether its deployments put a copy of the Auto Scaling group in the place of the original. */
export function copiesScalingGroup({
  deploymentStyle,
  blueGreenDeploymentConfiguration: configuration,
}: DeploymentGroup): boolean {
  return (
    deploymentStyle?.deploymentType === 'BLUE_GREEN' &&
    configuration?.greenFleetProvisioningOption?.action === 'COPY_AUTO_SCALING_GROUP'
  );
}

/** What a call of CreateDeployment says in the place of its group. */
export type GroupOverrides = Pick<
  DeploymentGroup,
  'deploymentConfigName' | 'autoRollbackConfiguration' | 'alarmConfiguration'
>;

/** Of CreateDeployment: the instances that are the replacement environment of a blue/green deployment. */
export interface TargetInstances {
  readonly tagFilters?: readonly TagFilter[];
  readonly autoScalingGroups?: readonly string[];
  readonly ec2TagSet?: { readonly ec2TagSetList: readonly (readonly TagFilter[])[] };
}

export interface MinimumHealthyHosts {
  /** MOST_CONCURRENCY is what GetDeploymentConfig returns for CodeDeployDefault.OneAtATime; it cannot be set. */
  readonly type: 'HOST_COUNT' | 'FLEET_PERCENT' | 'MOST_CONCURRENCY';
  readonly value: number;
}

export interface DeploymentConfig {
  readonly deploymentConfigName: string;
  readonly computePlatform?: ComputePlatform;
  readonly minimumHealthyHosts?: MinimumHealthyHosts;
  readonly trafficRoutingConfig?: {
    readonly type: 'AllAtOnce' | 'TimeBasedCanary' | 'TimeBasedLinear';
    readonly timeBasedCanary?: { readonly canaryPercentage: number; readonly canaryInterval: number };
    readonly timeBasedLinear?: { readonly linearPercentage: number; readonly linearInterval: number };
  };
  readonly zonalConfig?: {
    readonly monitorDurationInSeconds?: number;
    readonly firstZoneMonitorDurationInSeconds?: number;
    readonly minimumHealthyHostsPerZone?: {
      readonly type: 'HOST_COUNT' | 'FLEET_PERCENT';
      readonly value: number;
    };
  };
}

export interface AppSpecFile {
  readonly source: string;
  readonly destination: string;
}

export interface AppSpecPermission {
  readonly object: string;
  readonly pattern: string;
  readonly except: readonly string[];
  readonly type: readonly ('file' | 'directory')[];
  readonly owner?: string;
  readonly group?: string;
  /** One to four octal digits, as text. */
  readonly mode?: string;
  readonly acls?: readonly string[];
  readonly context?: { readonly name?: string; readonly type: string; readonly range?: string };
}

export interface AppSpecHook {
  readonly location: string;
  /** Seconds; 3600 when the file gives none. */
  readonly timeout: number;
  readonly runas?: string;
  readonly sudo: boolean;
}

/** An appspec for EC2 and on-premises hosts, after reading. */
export interface ServerAppSpec {
  readonly platform: 'Server';
  readonly os: 'linux' | 'windows';
  readonly files: readonly AppSpecFile[];
  readonly fileExistsBehavior?: FileExistsBehavior;
  readonly permissions: readonly AppSpecPermission[];
  /** By event name, in the order of the file; unknown names are kept, because only Install refuses them. */
  readonly hooks: Readonly<Record<string, readonly AppSpecHook[]>>;
}

export interface LambdaAppSpec {
  readonly platform: 'Lambda';
  readonly logicalName: string;
  readonly name: string;
  readonly alias: string;
  readonly currentVersion: string;
  readonly targetVersion: string;
  readonly hooks: Readonly<Record<string, string>>;
}

export interface EcsAppSpec {
  readonly platform: 'ECS';
  readonly logicalName: string;
  readonly taskDefinition: string;
  readonly containerName: string;
  readonly containerPort: number;
  readonly platformVersion?: string;
  readonly networkConfiguration?: unknown;
  readonly capacityProviderStrategy?: unknown;
  /** What the file asks for and a deployment here does not do. */
  readonly notExecuted?: readonly NotExecuted[];
  readonly hooks: Readonly<Record<string, string>>;
}

export type AppSpec = ServerAppSpec | LambdaAppSpec | EcsAppSpec;

/** The seven events that every in-place deployment to a server runs, in order. */
export const installEvents = [
  'ApplicationStop',
  'DownloadBundle',
  'BeforeInstall',
  'Install',
  'AfterInstall',
  'ApplicationStart',
  'ValidateService',
] as const;
export const blockTrafficEvents = ['BeforeBlockTraffic', 'BlockTraffic', 'AfterBlockTraffic'] as const;
export const allowTrafficEvents = ['BeforeAllowTraffic', 'AllowTraffic', 'AfterAllowTraffic'] as const;

export type ServerLifecycleEvent =
  | (typeof installEvents)[number]
  | (typeof blockTrafficEvents)[number]
  | (typeof allowTrafficEvents)[number];
