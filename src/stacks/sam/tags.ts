// Tags: SAM's own, and those that generated resources take over.
import { isMap, isTruthy, mapOf, type Json, type Optional } from './json.ts';
import { tagList, type Generated } from './resource.ts';
import { SamError } from './sam-error.ts';

/** The types of what SAM generates that take tags as a list. */
const taggedTypes: ReadonlySet<string> = new Set([
  'AWS::IAM::Role',
  'AWS::Lambda::Function',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
  'AWS::IoT::TopicRule',
  'AWS::S3::Bucket',
  'AWS::StepFunctions::StateMachine',
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGateway::Stage',
  'AWS::ApiGateway::UsagePlan',
  'AWS::ApiGateway::ApiKey',
  'AWS::ApiGateway::DomainName',
]);

/** PropagateTags: what is generated has the tags of the resource itself. */
export function withTags(resources: readonly Generated[], tags: Optional): readonly Generated[] {
  if (!isTruthy(tags)) return resources;
  return resources.map((each) => {
    const { type, properties } = each;
    if (taggedTypes.has(type)) return { ...each, properties: { ...properties, Tags: tagList(tags) } };
    if (type !== 'AWS::ApiGatewayV2::DomainName') return each;
    return { ...each, properties: { ...properties, Tags: { ...mapOf(tags), ...mapOf(properties['Tags']) } } };
  });
}

const samTag: Json = { Key: 'lambda:createdBy', Value: 'SAM' };
const reserved = ['lambda:createdBy', 'serverlessrepo:applicationId', 'serverlessrepo:semanticVersion'];

/** With SAM's own first. @throws SamError */
export function checkedTags(id: string, tags: Optional): Json[] {
  const taken = reserved.find((name) => isMap(tags) && Object.hasOwn(tags, name));
  if (taken !== undefined)
    throw new SamError(
      id,
      `${taken} is a reserved Tag key name and cannot be set on your resource. Please change the tag key in the input.`,
    );
  return [samTag, ...tagList(tags)];
}
