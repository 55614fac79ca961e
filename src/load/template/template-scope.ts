// What references of a template give where there is no stack of it: the names that its resources are given, and a stand-in for
// what only a stack knows. Pure.
import type { Place } from '../../lib/problem.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import { formatArn, parseArn } from '../../model/arn.ts';
import type { AwsPlace } from '../../model/place.ts';
import { entryOf } from '../../lib/node.ts';
import { isCustom, typeRow } from '../../stacks/resource-type-table.ts';
import type { Target } from '../../stacks/target.ts';
import type { ResourceDeclaration } from '../../stacks/template/template.ts';
import { evaluate } from '../../stacks/values/evaluate.ts';
import type { Scope } from '../../stacks/values/scope.ts';

export interface TemplateScope {
  readonly scope: Scope;
  /** The name of an active resource: the one that it has in its stack, else that of its properties, or one that is made up. */
  readonly nameOf: (logicalId: string) => string | undefined;
  /** Of the values that were asked for so far and that a stand-in took the place of. */
  readonly standIns: () => readonly Problem[];
  /** What they stand for: `Database.Endpoint`. */
  readonly unknown: () => readonly string[];
}

/** @param place with the names that resources have, where a stack has made them */
export function openTemplateScope(
  target: Target,
  place: AwsPlace & { readonly physicalIds?: ReadonlyMap<string, string> },
): TemplateScope {
  const standIns = new Map<string, Problem>();
  const standIn = (text: string, what: string, at: Place): string => {
    standIns.set(text, valueUnknown(`${what}: "${text}" stands for it`, at));
    return text;
  };
  const nameOf = (logicalId: string): string | undefined => {
    const resource = target.active.get(logicalId);
    if (resource === undefined) return undefined;
    const physicalId = place.physicalIds?.get(logicalId);
    return physicalId === undefined
      ? (givenName(resource, scope) ?? madeUpName(logicalId))
      : (parseArn(physicalId)?.resource.split('/').at(-1) ?? physicalId);
  };
  const scope: Scope = {
    template: target.template,
    parameters: target.values,
    conditions: target.conditions,
    refOf: (logicalId) => {
      const name = nameOf(logicalId);
      const type = target.active.get(logicalId)?.type ?? '';
      return name !== undefined && namedByArn.has(type) ? arnOf(type, name, place) : name;
    },
    attributeOf: (logicalId, attribute) => {
      const resource = target.active.get(logicalId);
      const name = nameOf(logicalId);
      if (resource === undefined || name === undefined) return undefined;
      const { type } = resource;
      if (attribute === 'Arn') return arnOf(type, name, place);
      const row = isCustom(type) || type === 'AWS::CloudFormation::Stack' ? undefined : typeRow(type);
      if (row !== undefined && !row.attributes.includes(attribute)) return undefined;
      if (attribute === 'Name' || attribute === nameKey(type)) return name;
      const what = `The attribute ${attribute} of ${logicalId} is known to a stack alone`;
      return standIn(`${logicalId}.${attribute}`, what, resource.place);
    },
    exportOf: (name) =>
      standIn(name, `The export ${name} of another stack is not read`, target.template.root.place),
    zonesOf: (region) => ['a', 'b', 'c'].map((zone) => `${region}${zone}`),
  };
  return { scope, nameOf, standIns: () => [...standIns.values()], unknown: () => [...standIns.keys()] };
}

/** CloudFormation makes one up with the logical id in it, so that one of a single letter is long enough for every service. */
export function madeUpName(logicalId: string): string {
  return logicalId.length < 2 ? `stack-${logicalId}` : logicalId;
}

/** A warning at what a stand-in takes the place of. */
export function valueUnknown(message: string, at: Place): Problem {
  return problem({ code: 'TemplateValueUnknown', severity: 'warning', message, at });
}

function nameKey(type: string): string {
  return `${type.split('::').at(-1) ?? ''}Name`;
}

/** Where the template gives it one. */
function givenName({ type, properties }: ResourceDeclaration, scope: Scope): string | undefined {
  for (const key of [nameKey(type), 'Name', 'AlarmName', 'RoleName', 'BucketName', 'TopicName']) {
    const entry = entryOf(properties, key);
    const name = entry === undefined ? undefined : evaluate(entry.value, scope);
    if (typeof name === 'string') return name;
  }
  return undefined;
}

/** Types whose Ref is an ARN (CloudFormation template reference, "Return values" of each). */
const namedByArn: ReadonlySet<string> = new Set([
  'AWS::CodeConnections::Connection',
  'AWS::CodeStarConnections::Connection',
  'AWS::ECS::Service',
  'AWS::ECS::TaskDefinition',
  'AWS::SecretsManager::Secret',
  'AWS::SNS::Topic',
  'AWS::StepFunctions::StateMachine',
]);

/** What Fn::GetAtt gives of most. */
function arnOf(type: string, name: string, { account, region, partition }: AwsPlace): string {
  const [, service = '', kind = ''] = type.split('::');
  if (type === 'AWS::IAM::Role')
    return formatArn({ partition, service: 'iam', region: '', account, resource: `role/${name}` });
  if (type === 'AWS::S3::Bucket')
    return formatArn({ partition, service: 's3', region: '', account: '', resource: name });
  const resource = ownNames[type]?.(name) ?? `${kind.toLowerCase()}/${name}`;
  return formatArn({ partition, service: service.toLowerCase(), region, account, resource });
}

/** Of ARNs whose resource is not `kind/name` (Service Authorization Reference, "Resource types" of each service). */
const ownNames: Readonly<Record<string, (name: string) => string>> = {
  'AWS::CodePipeline::Pipeline': (name) => name,
  'AWS::Lambda::Function': (name) => `function:${name}`,
  'AWS::SecretsManager::Secret': (name) => `secret:${name}`,
  'AWS::SNS::Topic': (name) => name,
  'AWS::SQS::Queue': (name) => name,
  'AWS::StepFunctions::StateMachine': (name) => `stateMachine:${name}`,
};
