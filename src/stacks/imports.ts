// The exports of other stacks that a stack uses.
import { functionsIn } from './template/walk.ts';
import { referringParts } from './template/referring-parts.ts';
import { evaluate } from './values/evaluate.ts';
import { EvaluationError } from './values/scope.ts';
import { scopeOf, type Target } from './target.ts';

/** By name. What cannot be evaluated without resources imports nothing: CloudFormation refuses it. */
export function referencedExports(target: Target): readonly string[] {
  const scope = scopeOf(target, { exports: new Map(), zones: () => [] }, () => undefined);
  const parts = [
    ...[...target.active.values()].flatMap(referringParts),
    ...[...target.template.outputs.values()].map(({ value }) => value),
  ];
  return parts
    .flatMap((node) => functionsIn(node))
    .filter(({ name }) => name === 'Fn::ImportValue')
    .flatMap(({ argument }) => {
      try {
        const name = evaluate(argument, scope);
        return typeof name === 'string' ? [name] : [];
      } catch (error) {
        if (error instanceof EvaluationError) return [];
        throw error;
      }
    });
}
