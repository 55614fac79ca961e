// How a new version of a function takes over: what SAM makes of it for CodeDeploy.
import {
  branchesOf,
  combinedConditions,
  getAtt,
  isFunction,
  isIf,
  isNoValue,
  ref,
  sub,
} from './functions.ts';
import { compact, copyOf, isMap, isTruthy, member, type Json, type JsonMap, type Optional } from './json.ts';
import { conditionsOf, managedPolicyArn, type Preference, type SamContext } from './context.ts';
import { generated, tagList, type Generated } from './resource.ts';
import { assumeRole } from './rule-events.ts';
import { SamError } from './sam-error.ts';

export interface PreferenceOwner {
  readonly logicalId: string;
  readonly condition: Optional;
  readonly tags: Optional;
}

/** @param given with its parameters and mappings resolved. @throws SamError */
export function preferenceOf(given: JsonMap, { logicalId, condition, tags }: PreferenceOwner): Preference {
  const enabled = given['Enabled'];
  const isEnabled =
    enabled === undefined || (isTruthy(enabled) && enabled !== 'false' && enabled !== 'False');
  if (isEnabled && !Object.hasOwn(given, 'Type'))
    throw new SamError(logicalId, "'DeploymentPreference' is missing required Property 'Type'");
  const hooks = given['Hooks'] ?? {};
  if (isEnabled && !isMap(hooks))
    throw new SamError(logicalId, "'Hooks' property of 'DeploymentPreference' must be a dictionary");
  const isPassed = passesCondition(given['PassthroughCondition'], logicalId);
  return {
    isEnabled,
    type: given['Type'],
    hooks: isMap(hooks) ? hooks : {},
    alarms: given['Alarms'],
    role: given['Role'],
    triggers: given['TriggerConfigurations'],
    condition: isEnabled && isPassed && typeof condition === 'string' ? condition : undefined,
    tags: isTruthy(tags) ? tags : undefined,
  };
}

function passesCondition(value: Optional, logicalId: string): boolean {
  if (value === undefined || value === false || value === 'false' || value === 'False') return false;
  if (value === true || value === 'true' || value === 'True') return true;
  throw new SamError(
    logicalId,
    isFunction(value)
      ? 'Unsupported intrinsic: the only intrinsic functions supported for property PassthroughCondition are FindInMap and parameter Refs.'
      : 'Invalid value for property PassthroughCondition.',
  );
}

const application = 'ServerlessDeploymentApplication';
const serviceRole = 'CodeDeployServiceRole';

/** Of the alias, whose version CodeDeploy changes. */
export function updatePolicyOf(logicalId: string, { hooks }: Preference): JsonMap {
  return {
    CodeDeployLambdaAliasUpdate: compact({
      ApplicationName: ref(application),
      DeploymentGroupName: ref(`${logicalId}DeploymentGroup`),
      BeforeAllowTrafficHook: isTruthy(hooks['PreTraffic']) ? hooks['PreTraffic'] : undefined,
      AfterAllowTrafficHook: isTruthy(hooks['PostTraffic']) ? hooks['PostTraffic'] : undefined,
    }),
  };
}

/** One application and one role for all, and a group for each function. @throws SamError */
export function deploymentResources(context: SamContext): readonly Generated[] {
  const all = [...context.preferences];
  const enabled = all.filter(([, { isEnabled }]) => isEnabled);
  if (enabled.length === 0) return [];
  const attributes = sharedAttributes(context);
  const tags = Object.assign({}, ...enabled.map(([, each]) => each.tags ?? {})) as JsonMap;
  const Tags = Object.keys(tags).length === 0 ? undefined : tagList(tags);
  const role = generated(
    { id: serviceRole, type: 'AWS::IAM::Role' },
    {
      AssumeRolePolicyDocument: assumeRole('codedeploy.amazonaws.com'),
      ManagedPolicyArns: [managedPolicyArn('service-role/AWSCodeDeployRoleForLambda', context)],
      Tags,
    },
    { attributes },
  );
  const isRoleNeeded = enabled.some(([, each]) => !isTruthy(each.role));
  return [
    generated(
      { id: application, type: 'AWS::CodeDeploy::Application' },
      { ComputePlatform: 'Lambda', Tags },
      { attributes },
    ),
    ...(isRoleNeeded ? [role] : []),
    ...enabled.map(([logicalId, preference]) => groupOf(logicalId, preference)),
  ];
}

const sharedCondition = 'ServerlessCodeDeployCondition';

/** They have a condition when all enabled preferences have one. */
function sharedAttributes(context: SamContext): JsonMap {
  const all = [...context.preferences.values()];
  if (all.some(({ isEnabled, condition }) => isEnabled && condition === undefined)) return {};
  const names = [...new Set(all.flatMap(({ condition }) => condition ?? []))];
  const [first, second] = names;
  if (first === undefined) return {};
  if (second === undefined) return { Condition: first };
  Object.assign(conditionsOf(context), combinedConditions(names, sharedCondition));
  return { Condition: sharedCondition };
}

function groupOf(logicalId: string, preference: Preference): Generated {
  const { alarms, role, triggers, condition, tags, type } = preference;
  return generated(
    { id: `${logicalId}DeploymentGroup`, type: 'AWS::CodeDeploy::DeploymentGroup' },
    {
      AlarmConfiguration: alarmsOf(alarms, logicalId),
      ApplicationName: ref(application),
      AutoRollbackConfiguration: {
        Enabled: true,
        Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'],
      },
      DeploymentConfigName: configurationOf(copyOf(type ?? null)),
      DeploymentStyle: { DeploymentType: 'BLUE_GREEN', DeploymentOption: 'WITH_TRAFFIC_CONTROL' },
      ServiceRoleArn: isTruthy(role) ? role : getAtt(serviceRole, 'Arn'),
      TriggerConfigurations: isTruthy(triggers) ? triggers : undefined,
      Tags: tags === undefined ? undefined : tagList(tags),
    },
    { attributes: condition === undefined ? {} : { Condition: condition } },
  );
}

function alarmsOf(alarms: Optional, logicalId: string): Optional {
  if (!isTruthy(alarms) || isNoValue(alarms)) return undefined;
  if (!isIf(alarms)) return alarmList(alarms, logicalId);
  const { condition, taken, other } = branchesOf(alarms, 'Alarms', logicalId);
  return { 'Fn::If': [condition, alarmList(taken, logicalId), alarmList(other, logicalId)] };
}

function alarmList(alarms: Json, logicalId: string): JsonMap {
  if (!Array.isArray(alarms)) throw new SamError(logicalId, 'Alarms must be a list');
  if (alarms.length === 0 || isNoValue(alarms[0])) return {};
  return { Enabled: true, Alarms: alarms.map((Name) => ({ Name })) };
}

/** The predefined ones of CodeDeploy, by the names that SAM gives them. */
const predefined: ReadonlySet<Json> = new Set([
  'Canary10Percent5Minutes',
  'Canary10Percent10Minutes',
  'Canary10Percent15Minutes',
  'Canary10Percent30Minutes',
  'Linear10PercentEvery1Minute',
  'Linear10PercentEvery2Minutes',
  'Linear10PercentEvery3Minutes',
  'Linear10PercentEvery10Minutes',
  'AllAtOnce',
]);

/** Anything else is the name of a configuration. */
function configurationOf(value: Json, within?: string): Json {
  if (Array.isArray(value)) return value.map((each) => configurationOf(each));
  if (isFunction(value))
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, configurationOf(each, key)]));
  if (!predefined.has(value)) return value;
  const named = sub('CodeDeployDefault.Lambda${ConfigName}', { ConfigName: value });
  return within === 'Fn::Sub' ? (member(named, 'Fn::Sub') ?? value) : named;
}
