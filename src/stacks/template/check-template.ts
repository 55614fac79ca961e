// What is wrong with a template that can be known without its parameters, with CloudFormation's messages.
import type { Node } from '../../lib/node.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import { isCustom, isTypeOfAws, typeRow } from '../resource-type-table.ts';
import { checkFunctions } from './check-functions.ts';
import { referringParts } from './referring-parts.ts';
import type { Report } from './report.ts';
import { isPseudoParameter, type ResourceDeclaration, type Template } from './template.ts';
import { referencesIn, type Reference } from './walk.ts';

export interface ExecutedHere {
  /** Whether a stack may have a resource of the type here. */
  readonly isExecuted: (type: string) => boolean;
  readonly transforms: ReadonlySet<string>;
}

/** In the order in which CloudFormation checks: types, then references, then functions. */
export function checkTemplate(template: Template, here: ExecutedHere): readonly Problem[] {
  const problems: Problem[] = [];
  const report: Report = (message, at) => {
    problems.push(problem({ code: 'TemplateInvalid', message, at }));
  };
  checkTypes(template, report);
  problems.push(...notExecuted(template, here));
  checkNames(template, report);
  checkReferences(template, report);
  checkConditionNames(template, report);
  checkFunctions(template, report);
  for (const resource of template.resources.values()) checkProperties(resource, report);
  return problems;
}

function checkTypes({ resources, root, transforms }: Template, report: Report): void {
  if (transforms.length > 0) return;
  const unknown = [...resources.values()].filter(({ type }) => !isTypeOfAws(type) && !isCustom(type));
  const names = [...new Set(unknown.map(({ type }) => type))];
  if (names.length > 0)
    report(
      `Template format error: Unrecognized resource types: [${names.join(', ')}]`,
      unknown[0]?.typePlace ?? root.place,
    );
}

/** By name, with the line, before anything is touched. */
function notExecuted(template: Template, { isExecuted, transforms }: ExecutedHere): readonly Problem[] {
  const refused = [...template.resources.values()].filter(
    ({ type }) => !isExecuted(type) && (isTypeOfAws(type) || isCustom(type)),
  );
  const ofResources = refused.map(({ type, typePlace, logicalId }) =>
    problem({
      code: 'TemplateNotExecuted',
      message: `Slipway does not execute resources of type ${type} on this machine (${logicalId})`,
      at: typePlace,
      remedy: 'Leave the resource out here by a condition, or deploy the stack on AWS.',
    }),
  );
  const unknown = template.transforms.filter((name) => !transforms.has(name));
  const ofTransforms = unknown.map((name) =>
    problem({
      code: 'TemplateNotExecuted',
      message: `Slipway does not execute the transform ${name} on this machine`,
      at: template.root.place,
      remedy: 'Give the template that the transform makes.',
    }),
  );
  return [...ofTransforms, ...ofResources, ...policiesNotExecuted(template)];
}

/** An update by a deployment, and the wait for signals: without them a resource would be complete too early. */
function policiesNotExecuted({ resources }: Template): readonly Problem[] {
  return [...resources.values()].flatMap(({ logicalId, type, creationPolicy, updatePolicy }) =>
    [['CreationPolicy', creationPolicy] as const, ['UpdatePolicy', updatePolicy] as const].flatMap(
      ([name, policy]) =>
        policy === undefined || isDeployment(type, policy) || isWait(type, policy)
          ? []
          : [
              problem({
                code: 'TemplateNotExecuted',
                message: `Slipway does not execute the ${name} of a resource on this machine (${logicalId})`,
                at: policy.place,
                remedy: `Leave the ${name} out here.`,
              }),
            ],
    ),
  );
}

/** A wait condition without a handle is signalled by SignalResource. */
function isWait(type: string, policy: Node): boolean {
  return (
    type === 'AWS::CloudFormation::WaitCondition' &&
    policy.kind === 'map' &&
    policy.entries.every(({ key }) => key === 'ResourceSignal')
  );
}

/** CodeDeploy moves an alias of Lambda (CloudFormation user guide, "UpdatePolicy attribute"). */
function isDeployment(type: string, policy: Node): boolean {
  return (
    type === 'AWS::Lambda::Alias' &&
    policy.kind === 'map' &&
    policy.entries.every(({ key }) => key === 'CodeDeployLambdaAliasUpdate')
  );
}

function checkNames({ resources, parameters }: Template, report: Report): void {
  const common = [...resources.values()].filter(({ logicalId }) => parameters.has(logicalId));
  if (common[0] !== undefined)
    report(
      `Template error: all resources and parameters must have unique names. Common name(s): [${common.map(({ logicalId }) => logicalId).join(', ')}]`,
      common[0].place,
    );
}

function checkReferences(template: Template, report: Report): void {
  const { resources, outputs, parameters } = template;
  const references = [...resources.values()].flatMap((resource) =>
    referringParts(resource).flatMap((each) => referencesIn(each)),
  );
  const isKnown = ({ name, by, attribute }: Reference) =>
    resources.has(name) ||
    (by !== 'Fn::GetAtt' && attribute === undefined && (parameters.has(name) || isPseudoParameter(name)));
  const depends = [...resources.values()].flatMap(({ dependsOn, dependsOnPlace, place }) =>
    dependsOn.map((name) => ({ name, by: 'Ref' as const, place: dependsOnPlace ?? place })),
  );
  const plain = [...references, ...depends].filter(({ by }) => by !== 'Fn::GetAtt');
  reportUnknown(
    plain.filter((each) => !isKnown(each) && !('attribute' in each)),
    'Resources',
    report,
  );
  const ofOutputs = [...outputs.values()].flatMap(({ value, exportName }) => [
    ...referencesIn(value),
    ...(exportName === undefined ? [] : referencesIn(exportName)),
  ]);
  reportUnknown(
    ofOutputs.filter((each) => each.by !== 'Fn::GetAtt' && each.attribute === undefined && !isKnown(each)),
    'Outputs',
    report,
  );
  for (const reference of [...references, ...ofOutputs]) checkAttribute(template, reference, report);
}

/** One message for all of a block, as CloudFormation has it. */
function reportUnknown(
  unknown: readonly Pick<Reference, 'name' | 'place'>[],
  block: string,
  report: Report,
): void {
  const [first] = unknown;
  if (first === undefined) return;
  const names = [...new Set(unknown.map(({ name }) => name))];
  const prefix = block === 'Outputs' ? '' : 'Template format error: ';
  report(
    `${prefix}Unresolved resource dependencies [${names.join(', ')}] in the ${block} block of the template`,
    first.place,
  );
}

function checkAttribute({ resources }: Template, reference: Reference, report: Report): void {
  const { name, attribute, by, place } = reference;
  if (attribute === undefined) return;
  const resource = resources.get(name);
  if (resource === undefined)
    report(
      by === 'Fn::Sub'
        ? `Template error: instance of Fn::Sub references invalid resource attribute ${name}.${attribute}`
        : `Template error: instance of Fn::GetAtt references undefined resource ${name}`,
      place,
    );
  else if (attribute !== '' && !hasAttribute(resource.type, attribute))
    report(`Template error: resource ${name} does not support attribute type ${attribute} in ${by}`, place);
}

function hasAttribute(type: string, attribute: string): boolean {
  const row = typeRow(type);
  if (row === undefined || isCustom(type)) return true;
  if (type === 'AWS::CloudFormation::Stack' && attribute.startsWith('Outputs.')) return true;
  return row.attributes.includes(attribute);
}

function checkConditionNames({ resources, outputs, conditions }: Template, report: Report): void {
  for (const { condition, place } of [...resources.values(), ...outputs.values()])
    if (condition !== undefined && !conditions.has(condition))
      report(`Template format error: Condition ${condition} is not defined.`, place);
}

/** A truthful refusal before anything is touched: on AWS some types only warn while the creation goes on. */
function checkProperties({ type, logicalId, properties, place }: ResourceDeclaration, report: Report): void {
  const row = typeRow(type);
  if (row === undefined || isCustom(type)) return;
  const known = new Set([...row.replaced, ...row.conditional, ...row.updated]);
  const entries = properties?.kind === 'map' ? properties.entries : [];
  const lead = `Properties validation failed for resource ${logicalId} with message:`;
  for (const { key, keyPlace } of entries)
    if (!known.has(key) && !key.startsWith('Fn::'))
      report(`${lead} #: extraneous key [${key}] is not permitted`, keyPlace);
  const isWhole = !entries.some(({ key }) => key.startsWith('Fn::'));
  for (const key of row.required)
    if (isWhole && !entries.some((entry) => entry.key === key))
      report(`${lead} #: required key [${key}] not found`, place);
}
