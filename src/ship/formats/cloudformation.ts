// The graph as a template of CloudFormation. The same graph gives the same bytes. Pure.
import { defined } from '../../lib/defined.ts';
import type { AwsPlace } from '../../model/place.ts';
import {
  isList,
  isReference,
  isZone,
  referred,
  type AttributeReference,
  type GraphResource,
  zone,
  type PropertyValue,
} from '../../model/resource-graph.ts';
import type { Graph } from '../graph/graph.ts';
import { partsOf } from './portable-text.ts';

/** A stack that could not be made leaves nothing that is in the way of the next attempt (DeletionPolicy attribute). */
const kept = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' } as const;

export interface Template {
  readonly AWSTemplateFormatVersion: '2010-09-09';
  readonly Description: string;
  /** Names of what was made for the stack and is none of its resources. */
  readonly Metadata?: { readonly SecureParameters: readonly string[] };
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs: Readonly<Record<string, unknown>>;
}

interface TemplateResource {
  readonly Type: string;
  readonly Metadata: Readonly<Record<string, unknown>>;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: 'RetainExceptOnCreate';
  readonly UpdateReplacePolicy?: 'Retain';
  readonly Properties: unknown;
}

export function templateOf({ name, place, resources, secureParameters }: Graph): Template {
  const pipeline = resources.find(({ type }) => type === 'AWS::CodePipeline::Pipeline');
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `The pipeline ${name}, written by slipway ship`,
    ...(secureParameters.length === 0
      ? {}
      : { Metadata: { SecureParameters: secureParameters.map((each) => each.name) } }),
    Resources: Object.fromEntries(resources.map((each) => [each.id, resourceOf(each, place)])),
    Outputs:
      pipeline === undefined
        ? {}
        : {
            Pipeline: { Description: 'The name of the pipeline', Value: { Ref: pipeline.id } },
            Console: {
              Description: 'Where the pipeline is shown',
              Value: {
                'Fn::Sub': `https://\${AWS::Region}.console.aws.amazon.com/codesuite/codepipeline/pipelines/\${${pipeline.id}}/view`,
              },
            },
          },
  };
}

function resourceOf(
  { type, why, reasons, isKept, after, properties }: GraphResource,
  place: AwsPlace,
): TemplateResource {
  return {
    Type: type,
    Metadata: { Why: why, ...defined({ Statements: reasons }) },
    ...defined({ DependsOn: after }),
    ...(isKept === true ? kept : {}),
    Properties: cloudFormationValue(properties, place),
  };
}

/** A value as a template has it. @param reference how it refers to another resource */
export function cloudFormationValue(
  value: PropertyValue,
  place: AwsPlace,
  reference: (to: AttributeReference) => unknown = byLogicalId,
): unknown {
  if (typeof value === 'string') return textOf(value, place);
  if (typeof value !== 'object') return value;
  if (isReference(value)) return reference(value);
  if (isZone(value)) return { 'Fn::Select': [value[zone], { 'Fn::GetAZs': '' }] };
  if (isList(value)) return value.map((each) => cloudFormationValue(each, place, reference));
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, cloudFormationValue(each, place, reference)]),
  );
}

export function byLogicalId({ [referred]: id, attribute }: AttributeReference): object {
  return attribute === 'Ref' ? { Ref: id } : { 'Fn::GetAtt': [id, attribute] };
}

const pseudo = { account: 'AWS::AccountId', region: 'AWS::Region', partition: 'AWS::Partition' } as const;

function textOf(text: string, place: AwsPlace): unknown {
  const parts = partsOf(text, place);
  const [only = { text }] = parts;
  if (parts.length <= 1) return 'text' in only ? only.text : { Ref: pseudo[only.place] };
  // A literal `${` is written `${!` (CloudFormation user guide, "Fn::Sub").
  const written = parts.map((part) =>
    'text' in part ? part.text.replaceAll('${', '${!') : `\${${pseudo[part.place]}}`,
  );
  return { 'Fn::Sub': written.join('') };
}
