// Every resource of a template of CloudFormation with the values of its properties, as far as they are known without a stack. Pure.
import type { Place } from '../../lib/problem.ts';
import type { SourceFile } from '../../lib/source-file.ts';
import type { ResourceDeclaration, Values } from '../../stacks/template/template.ts';
import { readTemplate } from '../../stacks/template/read-template.ts';
import { propertiesOf } from '../../stacks/target.ts';
import { EvaluationError, type Scope } from '../../stacks/values/scope.ts';
import { targetIn, type StackOfTemplate } from './template-parts.ts';
import { openTemplateScope } from './template-scope.ts';

export interface TemplateResource {
  readonly logicalId: string;
  readonly type: string;
  /** One that is made up where its properties give none. */
  readonly name: string;
  readonly properties: Values;
  /** Of its type. */
  readonly place: Place;
}

/** None of a template that is wrong. */
export function readTemplateResources(file: SourceFile, stack: StackOfTemplate): readonly TemplateResource[] {
  const { template } = readTemplate(file);
  const target = template === undefined ? undefined : targetIn(template, stack).target;
  if (target === undefined) return [];
  const { scope, nameOf } = openTemplateScope(target, stack);
  return [...target.active.values()].map((resource) => ({
    logicalId: resource.logicalId,
    type: resource.type,
    name: nameOf(resource.logicalId) ?? resource.logicalId,
    properties: knownProperties(resource, scope),
    place: resource.typePlace,
  }));
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
