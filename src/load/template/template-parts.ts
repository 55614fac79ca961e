// A pipeline that a template of CloudFormation describes, with what its actions name, in the form in which the services create
// them; every part knows its place. Pure. Source: CloudFormation template reference, AWS::CodePipeline, AWS::CodeBuild and
// AWS::CodeDeploy.
import { defined } from '../../lib/defined.ts';
import { entryOf, type MapEntry, type MapNode, type Node } from '../../lib/node.ts';
import { ownValue } from '../../lib/own-value.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import type { SourceFile } from '../../lib/source-file.ts';
import type { PartName } from '../../model/definition.ts';
import type { AwsPlace } from '../../model/place.ts';
import { targetOf, type Target } from '../../stacks/target.ts';
import { readTemplate } from '../../stacks/template/read-template.ts';
import type { ResourceDeclaration, Template } from '../../stacks/template/template.ts';
import { evaluateNode } from '../../stacks/values/evaluate-node.ts';
import { EvaluationError, type Scope } from '../../stacks/values/scope.ts';
import { serviceForm, type Structure } from './service-form.ts';
import { madeUpName, openTemplateScope, valueUnknown } from './template-scope.ts';

export interface TemplatePart {
  readonly kind: 'pipeline' | PartName;
  readonly logicalId: string;
  /** The input of the operation that makes it; its name is always there. */
  readonly node: MapNode;
  /** Of a pipeline, whose operation takes them next to it. */
  readonly tags?: Node;
}

export interface TemplateParts {
  readonly parts: readonly TemplatePart[];
  /** The active resources that no part describes. */
  readonly others: readonly ResourceDeclaration[];
  readonly problems: readonly Problem[];
}

/** Where a stack of the template would be, and what it would be given. */
export interface StackOfTemplate extends AwsPlace {
  readonly stackName?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  /** Of a stack that is there, by logical ids. */
  readonly physicalIds?: ReadonlyMap<string, string>;
}

export function readTemplateParts(file: SourceFile, stack: StackOfTemplate): TemplateParts {
  const { template, problems: wrongParts, doubles } = readTemplate(file);
  const problems = [...wrongParts, ...doubles];
  if (template === undefined || problems.length > 0) return { parts: [], others: [], problems };
  const transform = template.transforms[0];
  if (transform !== undefined) return { parts: [], others: [], problems: [transformed(template, transform)] };
  const { target, problems: wrong } = targetIn(template, stack);
  if (target === undefined || wrong.length > 0) return { parts: [], others: [], problems: wrong };
  return partsIn(target, stack);
}

function transformed({ root }: Template, transform: string): Problem {
  return problem({
    code: 'TemplateNotExecuted',
    message: `The transform ${transform} is not applied to a template that is read as a definition`,
    at: entryOf(root, 'Transform')?.keyPlace ?? root.place,
    remedy: 'Describe the pipeline in a template of its own, or give the template that the transform makes.',
  });
}

/** With the defaults of the parameters that the stack gives no value. */
export function targetIn(template: Template, stack: StackOfTemplate) {
  const { stackName = 'imported', parameters: given = {} } = stack;
  const parameters = [...template.parameters.values()].map(({ name, noEcho, default: value = name }) => ({
    key: name,
    value: ownValue(given, name) ?? value,
    noEcho,
  }));
  return targetOf(template, parameters, { ...stack, stackName, stackId: stackName, notificationArns: [] });
}

function partsIn(target: Target, stack: StackOfTemplate): TemplateParts {
  const { scope, standIns } = openTemplateScope(target, stack);
  const problems = unknownParameters(target, stack);
  const parts: TemplatePart[] = [];
  const others: ResourceDeclaration[] = [];
  for (const resource of target.active.values()) {
    const kind = ownValue(resourceKinds, resource.type);
    if (kind === undefined) others.push(resource);
    else
      try {
        const found = partsOf(resource, kind, scope);
        parts.push(...found.parts);
        problems.push(...found.problems);
      } catch (error) {
        if (!(error instanceof EvaluationError)) throw error;
        problems.push(problem({ code: 'TemplateInvalid', message: error.message, at: error.place }));
      }
  }
  return { parts, others, problems: [...problems, ...standIns()] };
}

function unknownParameters({ template }: Target, { parameters = {} }: StackOfTemplate): Problem[] {
  return [...template.parameters.values()]
    .filter((each) => each.default === undefined && ownValue(parameters, each.name) === undefined)
    .map(({ name, place }) =>
      valueUnknown(`The parameter ${name} of the template has no default: its name stands for it`, place),
    );
}

interface ResourceKind {
  readonly kind: TemplatePart['kind'];
  readonly structure: Structure;
  /** The member that names it. */
  readonly name: string;
  /** Properties that are written otherwise than the service takes them. */
  readonly rewrite?: (node: MapNode) => MapNode;
  /** Properties that the operation does not have, with what is said of those that change what runs. */
  readonly setAside?: Readonly<Record<string, string>>;
  /** Further parts that its properties describe. */
  readonly further?: (node: MapNode, name: Node) => readonly Omit<TemplatePart, 'logicalId'>[];
}

function partsOf(
  { logicalId, place, properties, type }: ResourceDeclaration,
  resource: ResourceKind,
  scope: Scope,
): Pick<TemplateParts, 'problems'> & { readonly parts: readonly TemplatePart[] } {
  const { kind, structure, name, rewrite = (node) => node, setAside = {}, further = () => [] } = resource;
  const given: MapNode = properties?.kind === 'map' ? properties : { kind: 'map', place, entries: [] };
  const evaluated = evaluateNode(given, scope);
  if (evaluated?.kind !== 'map') return { parts: [], problems: [] };
  const form = serviceForm(rewrite(without(evaluated, ...Object.keys(setAside))), structure);
  const node = withName(form.kind === 'map' ? form : evaluated, name, { text: madeUpName(logicalId), place });
  const named = entryOf(node, name)?.value ?? node;
  const tags = kind === 'pipeline' ? entryOf(evaluated, 'Tags')?.value : undefined;
  const parts = [{ kind, node, ...defined({ tags }) }, ...further(evaluated, named)].map((part) => ({
    ...part,
    logicalId,
  }));
  return { parts, problems: evaluated.entries.flatMap((entry) => asideNotice(entry, type, setAside)) };
}

function asideNotice(
  { key, keyPlace, value }: MapEntry,
  type: string,
  setAside: Readonly<Record<string, string>>,
): readonly Problem[] {
  const reason = ownValue(setAside, key);
  if (reason === undefined || reason === inert || (value.kind === 'list' && value.items.length === 0))
    return [];
  return [
    problem({
      code: 'NotExecutedHere',
      severity: 'notice',
      message: `"${key}" of the ${type} is not executed here: ${reason}`,
      at: keyPlace,
    }),
  ];
}

const inert = 'inert';

function withName(
  node: MapNode,
  key: string,
  { text, place }: { text: string; place: Node['place'] },
): MapNode {
  if (entryOf(node, key) !== undefined) return node;
  const value = { kind: 'scalar' as const, place, value: text, text, quoted: true };
  return { ...node, entries: [{ key, keyPlace: place, value }, ...node.entries] };
}

function without(node: MapNode, ...keys: readonly string[]): MapNode {
  return { ...node, entries: node.entries.filter(({ key }) => !keys.includes(key)) };
}

const resourceKinds: Readonly<Record<string, ResourceKind>> = {
  'AWS::CodePipeline::Pipeline': {
    kind: 'pipeline',
    structure: { service: 'codepipeline', name: 'PipelineDeclaration' },
    name: 'name',
    rewrite: withStoresByRegion,
    setAside: {
      DisableInboundStageTransitions: 'every transition is enabled until slipway disable disables it',
      RestartExecutionOnUpdate: inert,
      Tags: inert,
    },
  },
  'AWS::CodePipeline::Webhook': {
    kind: 'pipelineWebhooks',
    structure: { service: 'codepipeline', name: 'WebhookDefinition' },
    name: 'name',
    setAside: { RegisterWithThirdParty: inert, TargetPipelineVersion: inert },
  },
  'AWS::CodeBuild::Project': {
    kind: 'projects',
    structure: { service: 'codebuild', name: 'CreateProjectInput' },
    name: 'name',
    setAside: { Triggers: inert, Visibility: inert },
    further: webhookOf,
  },
  'AWS::CodeBuild::ReportGroup': {
    kind: 'reportGroups',
    structure: { service: 'codebuild', name: 'CreateReportGroupInput' },
    name: 'name',
    setAside: { DeleteReports: inert },
  },
  'AWS::CodeDeploy::Application': {
    kind: 'applications',
    structure: { service: 'codedeploy', name: 'CreateApplicationInput' },
    name: 'applicationName',
  },
  'AWS::CodeDeploy::DeploymentConfig': {
    kind: 'deploymentConfigs',
    structure: { service: 'codedeploy', name: 'CreateDeploymentConfigInput' },
    name: 'deploymentConfigName',
  },
  'AWS::CodeDeploy::DeploymentGroup': {
    kind: 'deploymentGroups',
    structure: { service: 'codedeploy', name: 'CreateDeploymentGroupInput' },
    name: 'deploymentGroupName',
    setAside: { Deployment: 'no deployment starts when the group is made' },
  },
};

export function isPartType(type: string): boolean {
  return Object.hasOwn(resourceKinds, type);
}

/** A list with the Region in each is a mapping by Region in the API. */
function withStoresByRegion(node: MapNode): MapNode {
  const entries = node.entries.map((entry) => {
    if (entry.key !== 'ArtifactStores' || entry.value.kind !== 'list') return entry;
    const stores = entry.value.items.flatMap((item): MapEntry[] => {
      const region = entryOf(item, 'Region');
      const store = entryOf(item, 'ArtifactStore');
      if (region?.value.kind !== 'scalar' || store === undefined) return [];
      return [{ key: region.value.text, keyPlace: region.value.place, value: store.value }];
    });
    return { ...entry, value: { kind: 'map' as const, place: entry.value.place, entries: stores } };
  });
  return { ...node, entries };
}

/** `Triggers.Webhook` makes what CreateWebhook makes. */
function webhookOf(project: MapNode, projectName: Node): readonly Omit<TemplatePart, 'logicalId'>[] {
  const triggers = entryOf(project, 'Triggers');
  const webhook = entryOf(triggers?.value, 'Webhook')?.value;
  if (triggers?.value.kind !== 'map' || webhook?.kind !== 'scalar' || webhook.text !== 'true') return [];
  const given = without(triggers.value, 'Webhook');
  const entries = [{ key: 'ProjectName', keyPlace: triggers.keyPlace, value: projectName }, ...given.entries];
  const node = serviceForm({ ...given, entries }, { service: 'codebuild', name: 'CreateWebhookInput' });
  return node.kind === 'map' ? [{ kind: 'buildWebhooks', node }] : [];
}
