// Every resource of a template of CloudFormation with the values of its properties, as far as they are known without a stack. Pure.
import { ownValue } from '../../lib/own-value.ts';
import type { Place } from '../../lib/problem.ts';
import type { SourceFile } from '../../lib/source-file.ts';
import type { ResourceDeclaration, Values } from '../../stacks/template/template.ts';
import { readTemplate } from '../../stacks/template/read-template.ts';
import { referencesIn } from '../../stacks/template/walk.ts';
import { propertiesOf, type Target } from '../../stacks/target.ts';
import { EvaluationError, type Scope } from '../../stacks/values/scope.ts';
import { targetIn, type StackOfTemplate } from './template-parts.ts';
import { openTemplateScope } from './template-scope.ts';

export interface TemplateResource {
  readonly logicalId: string;
  readonly type: string;
  /** One that is made up where its properties give none. */
  readonly name: string;
  readonly properties: Values;
  /** What its properties take whose value is not known: parameters, and attributes that a stack alone has. */
  readonly unknown: readonly string[];
  /** Of its type. */
  readonly place: Place;
}

/** None of a template that is wrong. */
export function readTemplateResources(file: SourceFile, stack: StackOfTemplate): readonly TemplateResource[] {
  const { template } = readTemplate(file);
  const target = template === undefined ? undefined : targetIn(template, stack).target;
  if (target === undefined) return [];
  const withoutValue = unknownParameters(target, stack);
  return [...target.active.values()].map((resource) => {
    const { scope, nameOf, unknown } = openTemplateScope(target, stack);
    const references =
      resource.properties && referencesIn(resource.properties, (name) => target.conditions.get(name));
    const named = (references ?? []).map(({ name }) => name).filter((name) => withoutValue.has(name));
    return {
      logicalId: resource.logicalId,
      type: resource.type,
      name: nameOf(resource.logicalId) ?? resource.logicalId,
      properties: knownProperties(resource, scope),
      unknown: [...new Set([...named, ...unknown()])],
      place: resource.typePlace,
    };
  });
}

/** The names of parameters that no one is shown (NoEcho). None of a template that is wrong. */
export function hiddenParameters(file: SourceFile): ReadonlySet<string> {
  const declared = [...(readTemplate(file).template?.parameters.values() ?? [])];
  return new Set(declared.filter(({ noEcho }) => noEcho).map(({ name }) => name));
}

/** Hidden ones, those without a value, and those whose value stands in Parameter Store. */
function unknownParameters({ template }: Target, { parameters = {} }: StackOfTemplate): ReadonlySet<string> {
  const without = [...template.parameters.values()].filter(({ name, type, noEcho, default: value }) => {
    if (noEcho) return true;
    if (ownValue(parameters, name) !== undefined) return false;
    return value === undefined || type.startsWith('AWS::SSM::Parameter::Value');
  });
  return new Set(without.map(({ name }) => name));
}

/** None where a function cannot be evaluated. */
function knownProperties(resource: ResourceDeclaration, scope: Scope): Values {
  try {
    return propertiesOf(resource, scope);
  } catch (error) {
    if (error instanceof EvaluationError) return {};
    throw error;
  }
}
