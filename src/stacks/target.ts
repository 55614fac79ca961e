// A template with the values of its parameters: what a stack is to become. Pure.
import { defined } from '../lib/defined.ts';
import { problem, type Problem } from '../lib/problem.ts';
import { withPolicies } from './computed-policies.ts';
import { failingLookup } from './failing-lookups.ts';
import { circularMessage, graphOf, knotOf, placeOfKnot, type Graph } from './graph.ts';
import { referringParts } from './template/referring-parts.ts';
import type { MapEntry, Node } from '../lib/node.ts';
import {
  functionIn,
  textOf,
  type ResourceDeclaration,
  type Template,
  type Value,
  type Values,
} from './template/template.ts';
import { referencesIn } from './template/walk.ts';
import { evaluateConditions } from './values/conditions.ts';
import { chosenBranch, evaluate } from './values/evaluate.ts';
import { evaluateNode } from './values/evaluate-node.ts';
import type { KnownNode } from './template/check-values.ts';
import { valuesOf, type StackParameter } from './values/parameters.ts';
import { EvaluationError, noValue, type Scope } from './values/scope.ts';

/** Where the stack is, for the pseudo parameters. */
export interface StackPlace {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  readonly stackId: string;
  readonly stackName: string;
  readonly notificationArns: readonly string[];
}

/** What a template may ask of the account besides its own resources. */
export interface Surroundings {
  readonly exports: ReadonlyMap<string, string>;
  readonly zones: (region: string) => readonly string[];
}

export interface Target {
  readonly template: Template;
  readonly parameters: readonly StackParameter[];
  readonly values: ReadonlyMap<string, Value>;
  readonly conditions: ReadonlyMap<string, boolean>;
  /** In the order of the template. */
  readonly active: ReadonlyMap<string, ResourceDeclaration>;
  readonly graph: Graph;
}

/** The problem has CloudFormation's message. */
export function targetOf(
  template: Template,
  parameters: readonly StackParameter[],
  place: StackPlace,
): { readonly target?: Target; readonly problems: readonly Problem[] } {
  const values = new Map([...valuesOf(template, parameters), ...pseudoValues(place)]);
  try {
    const conditions = evaluateConditions(template, { template, parameters: values, ...noResources });
    const scope: Scope = { template, parameters: values, conditions, ...noResources };
    const all = [...template.resources.values()];
    const active = all
      .filter(({ condition }) => condition === undefined || conditions.get(condition) === true)
      .map((each) => withPolicies(each, scope));
    const graph = graphOf(active, conditions);
    const target: Target = {
      template,
      parameters,
      values,
      conditions,
      active: new Map(active.map((each) => [each.logicalId, each])),
      graph,
    };
    return { target, problems: problemsOf(target) };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return { problems: [invalid(error.message, error.place)] };
  }
}

const noResources = {
  refOf: () => undefined,
  attributeOf: () => undefined,
  exportOf: () => undefined,
  zonesOf: () => [],
};

function pseudoValues(place: StackPlace): readonly (readonly [string, Value])[] {
  return [
    ['AWS::AccountId', place.account],
    ['AWS::NotificationARNs', place.notificationArns],
    ['AWS::Partition', place.partition],
    ['AWS::Region', place.region],
    ['AWS::StackId', place.stackId],
    ['AWS::StackName', place.stackName],
    ['AWS::URLSuffix', place.partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'],
  ];
}

function problemsOf(target: Target): readonly Problem[] {
  const { template, conditions, active, graph } = target;
  const problems: Problem[] = [];
  const check = (nodes: Parameters<typeof referencesIn>[0][], block: string): void => {
    const references = nodes.flatMap((node) => referencesIn(node, (name) => conditions.get(name)));
    const absent = references.filter(({ name }) => template.resources.has(name) && !active.has(name));
    const [first] = absent;
    if (first === undefined) return;
    const names = [...new Set(absent.map(({ name }) => name))].join(', ');
    const prefix = block === 'Outputs' ? '' : 'Template format error: ';
    problems.push(
      invalid(
        `${prefix}Unresolved resource dependencies [${names}] in the ${block} block of the template`,
        first.place,
      ),
    );
  };
  check([...active.values()].flatMap(referringParts), 'Resources');
  check([...outputParts(target)], 'Outputs');
  const knot = knotOf(graph);
  if (knot.length > 0)
    problems.push(
      invalid(circularMessage(knot), placeOfKnot([...active.values()], knot) ?? template.root.place),
    );
  return problems;
}

function outputParts({ template, conditions }: Target): readonly Node[] {
  return [...template.outputs.values()]
    .filter(({ condition }) => condition === undefined || conditions.get(condition) === true)
    .flatMap(({ value, exportName }) => (exportName === undefined ? [value] : [value, exportName]));
}

/** CloudFormation's message of what is looked up and not found, where all parameters have their own values. */
export function lookupFailure(target: Target): string | undefined {
  const parts = [...[...target.active.values()].flatMap(referringParts), ...outputParts(target)];
  return failingLookup(parts, knownScope(target))?.message;
}

function invalid(message: string, at: Problem['at'] & object): Problem {
  return problem({ code: 'TemplateInvalid', message, at });
}

/** The properties that a resource is given: what a condition leaves out is not there. @throws EvaluationError */
export function givenProperties(
  { properties }: ResourceDeclaration,
  { template, values, conditions }: Target,
): readonly MapEntry[] {
  const scope: Scope = { template, parameters: values, conditions, ...noResources };
  const isGiven = (node: Node): boolean => {
    const call = functionIn(node);
    if (call?.name === 'Fn::If') return isGiven(chosenBranch(call, scope));
    return call?.name !== 'Ref' || textOf(call.argument) !== 'AWS::NoValue';
  };
  return properties?.kind === 'map' ? properties.entries.filter(({ value }) => isGiven(value)) : [];
}

/** What is known before anything is made: all else throws. */
function knownScope({ template, values, conditions }: Target): Scope {
  const zonesOf = (): never => {
    throw new EvaluationError('The zones are not known yet', template.root.place);
  };
  return { template, parameters: values, conditions, ...noResources, zonesOf };
}

/** What can be known before anything is made. */
export function knownIn(target: Target): KnownNode {
  const scope = knownScope(target);
  const known: KnownNode = (node) => {
    const call = functionIn(node);
    if (call === undefined) return node;
    try {
      if (call.name === 'Fn::If') return known(chosenBranch(call, scope));
      return evaluateNode(node, scope) ?? 'left out';
    } catch (error) {
      if (error instanceof EvaluationError) return undefined;
      throw error;
    }
  };
  return known;
}

/** What references give: of a resource that is there, its physical id and attributes. */
export interface Known {
  readonly physicalId: string;
  readonly attributes: Readonly<Record<string, Value>>;
}

export function scopeOf(
  target: Target,
  surroundings: Surroundings,
  knownOf: (logicalId: string) => Known | undefined,
): Scope {
  return {
    template: target.template,
    parameters: target.values,
    conditions: target.conditions,
    refOf: (logicalId) => knownOf(logicalId)?.physicalId,
    attributeOf: (logicalId, attribute) => knownOf(logicalId)?.attributes[attribute],
    exportOf: (name) => surroundings.exports.get(name),
    zonesOf: surroundings.zones,
  };
}

/** @throws EvaluationError */
export function propertiesOf(resource: ResourceDeclaration, scope: Scope): Values {
  return partOf('Properties', resource.properties, scope);
}

/** The value of one property as far as it is known before anything is made; undefined where it is not. */
export function propertyKnown({ properties }: ResourceDeclaration, name: string, scope: Scope): unknown {
  const entry = properties?.kind === 'map' ? properties.entries.find(({ key }) => key === name) : undefined;
  try {
    return entry === undefined ? undefined : evaluate(entry.value, scope);
  } catch (error) {
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}

/** @throws EvaluationError */
export function creationPolicyOf({ creationPolicy }: ResourceDeclaration, scope: Scope): Values | undefined {
  return creationPolicy === undefined ? undefined : partOf('CreationPolicy', creationPolicy, scope);
}

/** @throws EvaluationError */
export function updatePolicyOf({ updatePolicy }: ResourceDeclaration, scope: Scope): Values | undefined {
  return updatePolicy === undefined ? undefined : partOf('UpdatePolicy', updatePolicy, scope);
}

function partOf(name: string, node: Node | undefined, scope: Scope): Values {
  if (node === undefined) return {};
  const value = evaluate(node, scope);
  if (value === noValue) return {};
  if (typeof value === 'object' && !Array.isArray(value)) return value as Values;
  throw new EvaluationError(`Template format error: ${name} must be an object.`, node.place);
}

export interface Output {
  readonly key: string;
  readonly value: string;
  readonly description?: string;
  readonly exportName?: string;
}

/** @throws EvaluationError */
export function outputsOf(target: Target, scope: Scope): readonly Output[] {
  return [...target.template.outputs.values()].flatMap((declared) => {
    const { name, value, description, condition, exportName, place } = declared;
    if (condition !== undefined && target.conditions.get(condition) !== true) return [];
    const text = (node: typeof value): string => {
      const found = evaluate(node, scope);
      if (typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean')
        return String(found);
      throw new EvaluationError(
        Array.isArray(found)
          ? 'The Value field of every Outputs member must evaluate to a String and not a List.'
          : 'Template format error: The Value field of every Outputs member must evaluate to a String.',
        place,
      );
    };
    return [
      {
        key: name,
        value: text(value),
        ...defined({ description }),
        ...(exportName === undefined ? {} : { exportName: text(exportName) }),
      },
    ];
  });
}
