// What CloudFormation says of templates.
import type { CloudFormationApi } from '../../aws/operations/cloudformation.ts';
import { defined } from '../../lib/defined.ts';
import type { ParameterDeclaration, Template } from '../../stacks/template/template.ts';
import type { StackDefinition } from '../../stacks/stack.ts';
import { plainValue } from '../../stacks/plain-value.ts';
import { entryOf } from '../../lib/node.ts';
import type { Operation, ServiceCall } from '../service.ts';
import { languageExtensions } from '../../stacks/language-extensions.ts';
import { include, macrosIn } from './macros.ts';
import { processedText, transformNames } from './process-template.ts';
import { findChangeSet } from './change-sets.ts';
import { importerOf } from './importers.ts';
import { invalid, noSuchStack } from './errors.ts';
import { findStack, storeOf } from './find-stack.ts';
import { checkedTemplate, neededCapabilities, templateText } from './requested-definition.ts';

type Op<N extends keyof CloudFormationApi['operations']> = Operation<CloudFormationApi, N>;
type Shapes = CloudFormationApi['shapes'];

export const validateTemplate: Op<'ValidateTemplate'> = async (input, call) => {
  const text = await templateText(input, call);
  if (text === undefined) throw invalid('Either Template URL or Template Body must be specified.');
  const template = checkedTemplate(expanded(text, call), macroNames(call));
  return {
    Parameters: [...template.parameters.values()].map((each) =>
      defined({
        ParameterKey: each.name,
        DefaultValue: each.default === undefined ? undefined : each.noEcho ? '****' : each.default,
        NoEcho: each.noEcho,
        Description: each.description,
      }),
    ),
    ...defined({ Description: template.description }),
    ...capabilitiesOf(template),
  };
};

/** Macros are not called for what is only looked at. */
function macroNames(call: ServiceCall): readonly string[] {
  return [include, ...macrosIn(storeOf(call), call.place).keys()];
}

/** Loops and the like become resources, by the defaults of parameters; SAM's resources stay as they are. */
function expanded(text: string, { place, now }: ServiceCall): string {
  if (!transformNames(text).includes(languageExtensions)) return text;
  return processedText(text, { parameters: {}, region: place.region, partition: place.partition, now });
}

function capabilitiesOf({ resources }: Template) {
  const needed = neededCapabilities(resources.values());
  if (needed === undefined) return {};
  return {
    Capabilities: [needed.capability] as NonNullable<Shapes['ValidateTemplateOutput']['Capabilities']>,
    CapabilitiesReason: `The following resource(s) require capabilities: [${needed.types.join(', ')}]`,
  };
}

export const getTemplate: Op<'GetTemplate'> = ({ StackName, ChangeSetName, TemplateStage }, call) => {
  const bodyOf = ({ templateText: text, originalText }: StackDefinition) =>
    TemplateStage === 'Processed' ? text : (originalText ?? text);
  if (ChangeSetName !== undefined) {
    if (StackName === undefined && !ChangeSetName.startsWith('arn:'))
      throw invalid('StackName is a required parameter.');
    const found = findChangeSet(defined({ ChangeSetName, StackName }), call);
    return { TemplateBody: bodyOf(found.definition), StagesAvailable: ['Original', 'Processed'] };
  }
  if (StackName === undefined) throw invalid('StackName is required if ChangeSetName is not specified.');
  const stack = findStack(call, StackName);
  if (stack === undefined) throw noSuchStack(StackName);
  const definition = stack.definition ?? stack.operation?.definition;
  return {
    TemplateBody: definition === undefined ? '{}' : bodyOf(definition),
    StagesAvailable: ['Original', 'Processed'],
  };
};

export const getTemplateSummary: Op<'GetTemplateSummary'> = async (input, call) => {
  const stack = input.StackName === undefined ? undefined : findStack(call, input.StackName);
  if (input.StackName !== undefined && stack === undefined) throw noSuchStack(input.StackName);
  if (stack?.status === 'REVIEW_IN_PROGRESS')
    throw invalid('GetTemplateSummary cannot be called on REVIEW_IN_PROGRESS stacks.');
  const text = stack?.definition?.templateText ?? (await templateText(input, call));
  if (text === undefined) throw invalid('Either Template URL or Template Body must be specified.');
  const template = checkedTemplate(expanded(text, call), macroNames(call));
  const metadata = entryOf(template.root, 'Metadata')?.value;
  return {
    Parameters: [...template.parameters.values()].map(parameterDeclaration),
    ...defined({
      Description: template.description,
      Metadata: metadata === undefined ? undefined : JSON.stringify(plainValue(metadata)),
      Version: entryOf(template.root, 'AWSTemplateFormatVersion') === undefined ? undefined : '2010-09-09',
    }),
    ResourceTypes: typesIn(template),
    ResourceIdentifierSummaries: identifiersIn(template),
    ...capabilitiesOf(template),
  };
};

function typesIn({ resources }: Template): readonly string[] {
  return [...new Set([...resources.values()].map(({ type }) => type))];
}

/** What names a resource that a change set imports. */
function identifiersIn(template: Template): readonly Shapes['ResourceIdentifierSummary'][] {
  return typesIn(template).flatMap((ResourceType) => {
    const importer = importerOf(ResourceType);
    if (importer === undefined) return [];
    const those = [...template.resources.values()].filter(({ type }) => type === ResourceType);
    const LogicalResourceIds = those.map(({ logicalId }) => logicalId);
    return [{ ResourceType, LogicalResourceIds, ResourceIdentifiers: [importer.identifier] }];
  });
}

function parameterDeclaration(each: ParameterDeclaration): Shapes['ParameterDeclaration'] {
  return defined({
    ParameterKey: each.name,
    DefaultValue: each.default === undefined ? undefined : each.noEcho ? '****' : each.default,
    ParameterType: each.type,
    NoEcho: each.noEcho,
    Description: each.description,
    ParameterConstraints: each.allowedValues === undefined ? {} : { AllowedValues: each.allowedValues },
  });
}
