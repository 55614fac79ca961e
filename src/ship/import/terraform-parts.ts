// A pipeline that a plan or a state of Terraform describes, with what its actions name, in the form in which the services create
// them. Pure. Sources: Terraform, "JSON output format" (plan and state); the AWS provider's documentation of each resource.
import { isRecord } from '../../lib/is-record.ts';
import { partNames } from '../compare.ts';
import type { Imported } from './imported.ts';
import { ownValue } from '../../lib/own-value.ts';

type Attributes = Readonly<Record<string, unknown>>;

interface Resource {
  readonly type: string;
  readonly attributes: Attributes;
}

/** Undefined for what is neither a plan, nor a state. */
export function terraformParts(document: unknown): Imported | undefined {
  if (!isRecord(document)) return undefined;
  const resources = isRecord(document['planned_values'])
    ? inModule(document['planned_values']['root_module'])
    : isRecord(document['values'])
      ? inModule(document['values']['root_module'])
      : document['terraform_version'] !== undefined && Array.isArray(document['resources'])
        ? inStateFile(document['resources'])
        : undefined;
  if (resources === undefined) return undefined;
  return {
    parts: new Map(resources.flatMap(partOf)),
    losses: resources.flatMap(({ type }) =>
      type.startsWith('aws_') && !Object.hasOwn(ofType, type)
        ? [`${type} is no part of a definition: it stays with Terraform`]
        : [],
    ),
  };
}

function inModule(module: unknown): readonly Resource[] {
  if (!isRecord(module)) return [];
  const own = listOf(module['resources']).map(({ type, values }) => ({
    type: String(type),
    attributes: isRecord(values) ? values : {},
  }));
  return [...own, ...listOf(module['child_modules']).flatMap(inModule)];
}

/** Version 4 of the file that Terraform keeps. */
function inStateFile(resources: readonly unknown[]): readonly Resource[] {
  return listOf(resources)
    .filter(({ mode }) => mode === 'managed')
    .flatMap(({ type, instances }) =>
      listOf(instances).map(({ attributes }) => ({
        type: String(type),
        attributes: isRecord(attributes) ? attributes : {},
      })),
    );
}

function partOf({ type, attributes }: Resource): readonly (readonly [string, Attributes])[] {
  const part = ownValue(ofType, type)?.(attributes);
  return part === undefined ? [] : [[part[0], withoutNothing(part[1]) as Attributes]];
}

const ofType: Readonly<Record<string, (given: Attributes) => readonly [string, Attributes]>> = {
  aws_codepipeline: (given) => {
    const stores = listOf(given['artifact_store']).map((store) => ({
      region: text(store, 'region'),
      store: {
        ...camel(store, 'region', 'encryption_key'),
        encryptionKey: camel(one(store, 'encryption_key')),
      },
    }));
    const [first] = stores;
    const isOne = stores.length === 1 && first?.region === '';
    const many = Object.fromEntries(stores.map(({ region, store }) => [region, store]));
    const name = text(given, 'name');
    return [
      partNames.pipeline(name),
      {
        name,
        roleArn: given['role_arn'],
        executionMode: given['execution_mode'],
        pipelineType: given['pipeline_type'],
        ...(isOne ? { artifactStore: first.store } : { artifactStores: many }),
        stages: listOf(given['stage']).map((stage) => ({
          name: stage['name'],
          actions: listOf(stage['action']).map(action),
        })),
        variables: listOf(given['variable']).map((each) => camel(each)),
        triggers: listOf(given['trigger']).map(trigger),
      },
    ];
  },
  aws_codebuild_project: (given) => {
    const name = text(given, 'name');
    const environment = one(given, 'environment');
    return [
      partNames.project(name),
      {
        name,
        description: given['description'],
        source: source(one(given, 'source')),
        secondarySources: listOf(given['secondary_sources']).map(source),
        artifacts: camel(one(given, 'artifacts')),
        secondaryArtifacts: listOf(given['secondary_artifacts']).map((each) => camel(each)),
        cache: camel(one(given, 'cache')),
        environment: {
          ...camel(environment, 'environment_variable', 'registry_credential'),
          environmentVariables: listOf(environment['environment_variable']).map((each) => camel(each)),
          registryCredential: camel(one(environment, 'registry_credential')),
        },
        serviceRole: given['service_role'],
        timeoutInMinutes: given['build_timeout'],
        queuedTimeoutInMinutes: given['queued_timeout'],
        encryptionKey: given['encryption_key'],
        vpcConfig: camel(one(given, 'vpc_config')),
        sourceVersion: given['source_version'],
        concurrentBuildLimit: given['concurrent_build_limit'],
        logsConfig: {
          cloudWatchLogs: camel(one(one(given, 'logs_config'), 'cloudwatch_logs')),
          s3Logs: camel(one(one(given, 'logs_config'), 's3_logs')),
        },
      },
    ];
  },
  aws_codedeploy_app: (given) => {
    const applicationName = text(given, 'name');
    const computePlatform = given['compute_platform'] ?? 'Server';
    return [partNames.application(applicationName), { applicationName, computePlatform }];
  },
  aws_codedeploy_deployment_group: (given) => {
    const applicationName = text(given, 'app_name');
    const deploymentGroupName = text(given, 'deployment_group_name');
    const alarms = one(given, 'alarm_configuration');
    return [
      partNames.group(applicationName, deploymentGroupName),
      {
        applicationName,
        deploymentGroupName,
        deploymentConfigName: given['deployment_config_name'],
        serviceRoleArn: given['service_role_arn'],
        autoScalingGroups: given['autoscaling_groups'],
        ec2TagFilters: listOf(given['ec2_tag_filter']).map(({ key, value, type }) => ({
          Key: key,
          Value: value,
          Type: type,
        })),
        autoRollbackConfiguration: camel(one(given, 'auto_rollback_configuration')),
        deploymentStyle: camel(one(given, 'deployment_style')),
        alarmConfiguration: {
          ...camel(alarms, 'alarms'),
          alarms: (Array.isArray(alarms['alarms']) ? alarms['alarms'] : []).map((name: unknown) => ({
            name,
          })),
        },
      },
    ];
  },
};

function action(given: Attributes): Attributes {
  const { category, owner, provider, version, configuration, input_artifacts, output_artifacts } = given;
  const named = (names: unknown) => (Array.isArray(names) ? names : []).map((name: unknown) => ({ name }));
  return {
    name: given['name'],
    actionTypeId: { category, owner, provider, version },
    runOrder: given['run_order'],
    configuration,
    inputArtifacts: named(input_artifacts),
    outputArtifacts: named(output_artifacts),
    roleArn: given['role_arn'],
    region: given['region'],
    namespace: given['namespace'],
    timeoutInMinutes: given['timeout_in_minutes'],
  };
}

function trigger(given: Attributes): Attributes {
  const git = one(given, 'git_configuration');
  const filters = (each: Attributes) => ({
    events: each['events'],
    branches: camel(one(each, 'branches')),
    filePaths: camel(one(each, 'file_paths')),
    tags: camel(one(each, 'tags')),
  });
  return {
    providerType: given['provider_type'],
    gitConfiguration: {
      sourceActionName: git['source_action_name'],
      push: listOf(git['push']).map(filters),
      pullRequest: listOf(git['pull_request']).map(filters),
    },
  };
}

function source(given: Attributes): Attributes {
  return {
    ...camel(given, 'git_submodules_config', 'build_status_config', 'auth'),
    gitSubmodulesConfig: camel(one(given, 'git_submodules_config')),
    buildStatusConfig: camel(one(given, 'build_status_config')),
    auth: camel(one(given, 'auth')),
  };
}

/** `build_timeout` as `buildTimeout`; what nests is written by the caller. */
function camel(given: Attributes, ...leftOut: readonly string[]): Attributes {
  return Object.fromEntries(
    Object.entries(given)
      .filter(([key]) => !leftOut.includes(key))
      .map(([key, value]) => [
        key.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
        value,
      ]),
  );
}

function listOf(value: unknown): readonly Attributes[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** A block that is there once at most: Terraform has it as a list. */
function one(given: Attributes, key: string): Attributes {
  return listOf(given[key])[0] ?? {};
}

function text(given: Attributes, key: string): string {
  const value = given[key];
  return typeof value === 'string' ? value : '';
}

/** What Terraform has no value for is null, an empty text, an empty list or 0. */
function withoutNothing(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNothing);
  if (!isRecord(value)) return value;
  const kept = Object.entries(value)
    .map(([key, each]) => [key, withoutNothing(each)] as const)
    .filter(([key, each]) => key === 'value' || !isNothing(each));
  return Object.fromEntries(kept);
}

function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === 0) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) && Object.keys(value).length === 0;
}
