// What of an import does not come back when its definition is shipped: each resource by name, with what to do. Pure.
import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '../../lib/is-record.ts';
import { ownValue } from '../../lib/own-value.ts';
import { withoutDefaults } from '../compare.ts';
import { differencesOf } from '../difference.ts';
import { scalarIn, type FoundResource, type FurtherFiles, type Values } from './imported.ts';

/** What the definition becomes, as CloudFormation has it. */
export interface ShippedWith {
  /** `--watching`; absent for what is shipped without any. */
  readonly option?: string;
  readonly resources: readonly FoundResource[];
}

interface ShippedAgain {
  readonly further: FurtherFiles;
  /** By the options that it can be shipped with, those with the least first. */
  readonly shipped: readonly ShippedWith[];
}

/** Sentences. */
export function notImported(
  found: readonly FoundResource[],
  { further, shipped }: ShippedAgain,
): readonly string[] {
  const byOption = new Map<string, string[]>();
  const sentences = found.flatMap((resource): readonly string[] => {
    const main = found.find(({ id }) => id === resource.partOf) ?? resource;
    const candidates = shipped.flatMap(({ option, resources }) => {
      const again = shippedFor(main, resources);
      return again === undefined ? [] : [{ option, lost: main === resource ? otherwise(main, again) : [] }];
    });
    const best = candidates.find(({ lost }) => lost.length === 0) ?? candidates[0];
    if (best === undefined) return left(resource, main, further);
    const { option, lost } = best;
    if (option !== undefined) byOption.set(option, [...(byOption.get(option) ?? []), resource.label]);
    return lost;
  });
  return [
    ...sentences,
    ...[...byOption].map(([option, labels]) => `Shipped with ${option} alone: ${labels.join(', ')}`),
  ];
}

/** The same name, or the same id where AWS makes the name. */
function shippedFor(
  { id, type, name }: FoundResource,
  shipped: readonly FoundResource[],
): FoundResource | undefined {
  const ofType = shipped.filter((each) => each.type === type);
  return ofType.find((each) => each.name === name) ?? ofType.find((each) => each.id === id);
}

function left(resource: FoundResource, main: FoundResource, { heldIn }: FurtherFiles): readonly string[] {
  const { id, label, type } = resource;
  if (resource !== main && heldIn.has(main.id)) return [];
  const file = heldIn.get(id);
  const unknown = resource.unknown ?? [];
  if (file === undefined && unknown.length > 0 && isFiled.test(type)) {
    const remedy = type === 'AWS::SSM::Parameter' ? putParameter : 'Describe it in a file';
    return [`${label} is not imported: the value of ${unknown.join(', ')} is not known. ${remedy}`];
  }
  if (file === undefined)
    return [`${label} is not imported: ${ownValue(remedies, main.type) ?? remedyOf(main.type)}`];
  const why = ownValue(heldOtherwise, type);
  return why === undefined ? [] : [`${label} is in ${file}: ${why}`];
}

/** What has a file of its own, or stands in one, where its values are known. */
const isFiled =
  /^AWS::(SSM::Parameter|SNS::(Topic|Subscription)|CloudWatch::(Composite)?Alarm|Events::Rule|Scheduler::Schedule|Budgets::Budget|CodeBuild::ReportGroup|CodeCommit::Repository|CodeDeploy::DeploymentConfig|CodePipeline::Webhook)$/;
const putParameter = 'Put it with slipway secret set --parameter';

const unnamed = 'it is not shipped, since no action of the pipeline names it';

/** Resources whose content is in a file and that are shipped otherwise than they were. */
const heldOtherwise: Readonly<Record<string, string>> = {
  'AWS::SNS::Topic':
    'it is shipped as a topic with the name of the notification, with subscribers by mail and text message alone',
  'AWS::Scheduler::Schedule':
    'it is shipped as a rule of EventBridge where it has neither a time zone nor variables',
  'AWS::SSM::Parameter': '--targets ships it where something that is shipped takes it',
  'AWS::Budgets::Budget': '--watching ships it',
  'AWS::CodeCommit::Repository': '--targets ships it with a source of the pipeline that names it',
  'AWS::CodeBuild::Project': unnamed,
  'AWS::CodeDeploy::Application': unnamed,
  'AWS::CodeDeploy::DeploymentConfig': 'it is shipped with a deployment group that deploys by it',
  'AWS::CodeDeploy::DeploymentGroup': unnamed,
  'AWS::CodePipeline::Pipeline': 'it is a pipeline of its own. Ship it by the name of its file',
  'AWS::CodePipeline::Webhook': 'nothing is shipped for it. Set it with aws codepipeline put-webhook',
};

const remedies: Readonly<Record<string, string>> = {
  'AWS::CodeBuild::Project': 'no action of the pipeline names it',
  'AWS::CodeDeploy::Application': 'no action of the pipeline names it',
  'AWS::CodeDeploy::DeploymentGroup': 'no action of the pipeline names it',
  'AWS::CloudFormation::Stack': 'import the template that it names, if there is a pipeline in it',
  'AWS::IAM::Role':
    'nothing that is shipped works with it. Keep it in a template of its own, and name it where it is needed',
  'AWS::SNS::Topic':
    'a topic comes back with a rule of EventBridge that publishes to it and a subscriber by mail or text message. Say who is notified in notifications.json',
  'AWS::SNS::Subscription':
    'mails and text messages without further settings alone are. Subscribe it to the topic after shipping',
  'AWS::SNS::TopicPolicy':
    'a shipped topic lets EventBridge publish to it. Set further statements after shipping',
  'AWS::Events::Rule':
    'a rule comes back that starts this pipeline, or that publishes events to one topic with subscribers by mail or text message. Keep it in a template of its own',
  'AWS::Scheduler::Schedule': 'it does not start this pipeline. Keep it in a template of its own',
  'AWS::Budgets::Budget':
    'a budget of a definition is of the costs of a month in USD. Keep it in a template of its own',
  'AWS::CodeCommit::Repository':
    'a repository comes back with its description, default branch, triggers and tags alone. Keep it in a template of its own',
  'AWS::Logs::LogGroup':
    'a group of logs is shipped for each build project that is imported. Keep it in a template of its own',
  'AWS::SSM::Parameter': `its value is not known. ${putParameter}`,
  'AWS::S3::Bucket': `describe it in a file as aws s3api create-bucket takes it and ship it with --targets, or keep it in a template of its own`,
  'AWS::Lambda::Function': describedBy('aws lambda create-function'),
  'AWS::ECS::Service': describedBy('aws ecs create-service'),
  'AWS::ECS::TaskDefinition': describedBy('aws ecs register-task-definition'),
  'AWS::CloudFront::Distribution': describedBy('aws cloudfront create-distribution'),
  'AWS::ElasticBeanstalk::Environment': describedBy('aws elasticbeanstalk create-environment'),
};

function describedBy(command: string): string {
  return `describe it in a file as ${command} takes it and ship it with --targets, or keep it in a template of its own and name it with --refer`;
}

function remedyOf(type: string): string {
  if (type.startsWith('AWS::IAM::'))
    return 'rights of roles are derived anew. --policies ships what a file of the policy next to the definition allows as well';
  return type.startsWith('AWS::')
    ? 'no kind of file of a definition holds it. Keep it in a template of its own'
    : 'it stays with Terraform';
}

/** What it had and does not have when it is shipped again. */
function otherwise({ label, type, properties }: FoundResource, again: FoundResource): readonly string[] {
  if (properties === undefined || again.properties === undefined) return [];
  const lost = isWhole(type)
    ? missingKeys(properties, again.properties)
    : differencesOf(asTexts(properties), asTexts(again.properties))
        .filter(({ before, path }) => before !== undefined && !isNothing(before) && !idOfTarget.test(path))
        .filter(({ before, after }) => !isSameJson(before, after))
        .filter(({ after, path, before }) => after !== undefined || ownValue(defaults, path) !== before)
        .map(({ path }) => path);
  if (lost.length === 0) return [];
  if (type === 'AWS::IAM::Role')
    return [
      `${label} is not imported: a role of this name is shipped with the rights that are derived. --use-roles keeps the one that is there`,
    ];
  const shown = lost.slice(0, shownFields).join(', ');
  const more = lost.length > shownFields ? ` and ${lost.length - shownFields} more` : '';
  return [`${label} is shipped otherwise: ${shown}${more}`];
}

const shownFields = 4;
/** A rule gives each of its targets one, and nothing else names it. */
const idOfTarget = /^Targets\[\d+\]\.Id$/;

/** Whose fields all stand in a file of the service's own form: a property is there as it was, or not at all. */
function isWhole(type: string): boolean {
  return /^AWS::Code(Pipeline|Build|Deploy)::/.test(type);
}

function missingKeys(properties: Values, again: Values): readonly string[] {
  return Object.entries(properties)
    .filter(([key, value]) => !Object.hasOwn(again, key) && !isNothing(value) && value !== false)
    .filter(([key, value]) => !isDefaultOf(`${key.charAt(0).toLowerCase()}${key.slice(1)}`, value))
    .map(([key]) => key);
}

function isDefaultOf(key: string, value: unknown): boolean {
  return Object.keys(withoutDefaults({ [key]: value })).length === 0;
}

/** What CloudFormation takes for an absent property, as a text. */
const defaults: Readonly<Record<string, string>> = { ActionsEnabled: 'true', EventBusName: 'default' };

function isNothing(value: unknown): boolean {
  if (value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) && Object.keys(value).length === 0;
}

/** Texts that hold the same JSON, written otherwise. */
function isSameJson(one: unknown, other: unknown): boolean {
  if (typeof one !== 'string' || typeof other !== 'string') return false;
  try {
    return isDeepStrictEqual(JSON.parse(one), JSON.parse(other));
  } catch {
    return false;
  }
}

/** A template may write numbers and truths as texts. */
function asTexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asTexts);
  if (isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, asTexts(each)]));
  return value === undefined ? undefined : scalarIn(value);
}
