// A pipeline that a plan or a state of Terraform describes, with what its actions name, in the form in which the services create
// them. Pure. Source: the AWS provider's documentation of each resource.
import { isRecord } from '../../lib/is-record.ts';
import { ownValue } from '../../lib/own-value.ts';
import { partNames } from '../compare.ts';
import { furtherFiles } from './further-files.ts';
import {
  listIn as listOf,
  textIn,
  valuesIn,
  type Imported,
  type ImportedFile,
  type Values as Attributes,
} from './imported.ts';
import { terraformFound } from './terraform-found.ts';
import { terraformResources, type TerraformResource } from './terraform-resources.ts';

/** Undefined for what is neither a plan, nor a state. */
export function terraformParts(document: unknown, region: string): Imported | undefined {
  const resources = terraformResources(document, region);
  if (resources === undefined) return undefined;
  const named = resources.flatMap((each) => partOf(each).map((part) => ({ part, address: each.address })));
  const found = terraformFound(resources);
  const pipeline = resources.find(({ type }) => type === 'aws_codepipeline');
  const { files, heldIn } = furtherFiles(found, textIn(pipeline?.attributes['name']));
  const own = resources.flatMap(({ type, attributes, address }) => {
    const file = ownValue(filesOf, type)?.(attributes);
    return file === undefined ? [] : [{ file, address }];
  });
  return {
    parts: new Map(named.map(({ part }) => part)),
    losses: [],
    found,
    further: {
      files: [...files, ...own.map(({ file }) => file)],
      heldIn: new Map([
        ...heldIn,
        ...own.map(({ file, address }) => [address, file.name] as const),
        ...named.map(({ part: [name], address }) => [address, name] as const),
      ]),
    },
  };
}

function partOf({ type, attributes }: TerraformResource): readonly (readonly [string, Attributes])[] {
  const part = ownValue(ofType, type)?.(attributes);
  if (part === undefined) return [];
  const tags = Object.entries(valuesIn(attributes['tags'])).map(([key, value]) => ({ key, value }));
  return [[part[0], { ...valuesIn(withoutNothing(part[1])), ...(tags.length === 0 ? {} : { tags }) }]];
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
          beforeEntry: conditions(one(stage, 'before_entry')),
          onSuccess: conditions(one(stage, 'on_success')),
          onFailure: {
            ...conditions(one(stage, 'on_failure')),
            result: one(stage, 'on_failure')['result'],
            retryConfiguration: camel(one(one(stage, 'on_failure'), 'retry_configuration')),
          },
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
        autoRetryLimit: given['auto_retry_limit'],
        secondarySourceVersions: listOf(given['secondary_source_version']).map((each) => camel(each)),
        fileSystemLocations: listOf(given['file_system_locations']).map((each) => camel(each)),
        buildBatchConfig: {
          ...camel(one(given, 'build_batch_config'), 'restrictions'),
          restrictions: camel(one(one(given, 'build_batch_config'), 'restrictions')),
        },
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
        ec2TagFilters: tagFilters(given['ec2_tag_filter']),
        onPremisesInstanceTagFilters: tagFilters(given['on_premises_instance_tag_filter']),
        ec2TagSet: {
          ec2TagSetList: listOf(given['ec2_tag_set']).map((set) => tagFilters(set['ec2_tag_filter'])),
        },
        ecsServices: listOf(given['ecs_service']).map((each) => camel(each)),
        loadBalancerInfo: balancers(one(given, 'load_balancer_info')),
        blueGreenDeploymentConfiguration: blueGreen(one(given, 'blue_green_deployment_config')),
        triggerConfigurations: listOf(given['trigger_configuration']).map((each) => camel(each)),
        outdatedInstancesStrategy: given['outdated_instances_strategy'],
        terminationHookEnabled: given['termination_hook_enabled'],
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

function tagFilters(filters: unknown): readonly Attributes[] {
  return listOf(filters).map(({ key, value, type }) => ({ Key: key, Value: value, Type: type }));
}

function balancers(given: Attributes): Attributes {
  return {
    elbInfoList: listOf(given['elb_info']).map((each) => camel(each)),
    targetGroupInfoList: listOf(given['target_group_info']).map((each) => camel(each)),
    targetGroupPairInfoList: listOf(given['target_group_pair_info']).map((pair) => ({
      targetGroups: listOf(pair['target_group']).map((each) => camel(each)),
      prodTrafficRoute: camel(one(pair, 'prod_traffic_route')),
      testTrafficRoute: camel(one(pair, 'test_traffic_route')),
    })),
  };
}

function blueGreen(given: Attributes): Attributes {
  return {
    deploymentReadyOption: camel(one(given, 'deployment_ready_option')),
    greenFleetProvisioningOption: camel(one(given, 'green_fleet_provisioning_option')),
    terminateBlueInstancesOnDeploymentSuccess: camel(
      one(given, 'terminate_blue_instances_on_deployment_success'),
    ),
  };
}

function conditions(given: Attributes): Attributes {
  return {
    conditions: listOf(given['condition']).map((condition) => ({
      result: condition['result'],
      rules: listOf(condition['rule']).map((rule) => ({
        ...camel(rule, 'rule_type_id', 'input_artifacts'),
        ruleTypeId: camel(one(rule, 'rule_type_id')),
        inputArtifacts: named(rule['input_artifacts']),
      })),
    })),
  };
}

/** Artifacts by their names. */
function named(names: unknown): readonly Attributes[] {
  return (Array.isArray(names) ? names : []).map((name: unknown) => ({ name }));
}

/** Kinds that no comparison names. */
const filesOf: Readonly<Record<string, (given: Attributes) => ImportedFile>> = {
  aws_codebuild_report_group: (given) => {
    const config = one(given, 'export_config');
    const destination = camel(one(config, 's3_destination'));
    const content = {
      name: given['name'],
      type: given['type'],
      exportConfig: { exportConfigType: config['type'], s3Destination: destination },
    };
    return { name: `report group ${text(given, 'name')}`, content: valuesIn(withoutNothing(content)) };
  },
  aws_codedeploy_deployment_config: (given) => {
    const routing = one(given, 'traffic_routing_config');
    const [canary, linear] = [one(routing, 'time_based_canary'), one(routing, 'time_based_linear')];
    const hosts = one(given, 'minimum_healthy_hosts');
    const content = {
      deploymentConfigName: given['deployment_config_name'],
      computePlatform: given['compute_platform'],
      // No host may have to stay healthy: 0 is a value here.
      ...(hosts['type'] === undefined
        ? {}
        : { minimumHealthyHosts: { type: hosts['type'], value: hosts['value'] } }),
      trafficRoutingConfig: {
        type: routing['type'],
        timeBasedCanary: { canaryInterval: canary['interval'], canaryPercentage: canary['percentage'] },
        timeBasedLinear: { linearInterval: linear['interval'], linearPercentage: linear['percentage'] },
      },
    };
    const name = `deployment configuration ${text(given, 'deployment_config_name')}`;
    return { name, content: valuesIn(withoutNothing(content)) };
  },
};

function action(given: Attributes): Attributes {
  const { category, owner, provider, version, configuration, input_artifacts, output_artifacts } = given;
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

/** A block that is there once at most: Terraform has it as a list. */
function one(given: Attributes, key: string): Attributes {
  return listOf(given[key])[0] ?? {};
}

function text(given: Attributes, key: string): string {
  return textIn(given[key]);
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
