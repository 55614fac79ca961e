// The function that an action or a rule names. Pure.
import type { Finding } from '../../lib/finding.ts';
import { didYouMean } from '../../lib/nearest.ts';
import type { Definition } from '../../model/definition.ts';
import { findFunction } from '../../model/function.ts';
import { actionsOf } from '../../model/pipeline-walk.ts';

export interface NamedFunction {
  /** As in a message: `action "Call" of stage "Test"`. */
  readonly by: string;
  /** Undefined when it is missing, which is another finding, or when a variable gives it. */
  readonly name: string | undefined;
  readonly path: Finding['path'];
  readonly aws: string;
}

export function checkFunction(
  { functions, pipeline }: Definition,
  { by, name, path, aws }: NamedFunction,
): readonly Finding[] {
  if (name === undefined || findFunction(functions, name) !== undefined) return [];
  // Its stack may make it.
  if (functions.length === 0 && hasStack(pipeline)) return [];
  return [
    {
      code: 'FunctionUnknown',
      // A pipeline alone may be meant for an account in which it exists.
      severity: functions.length === 0 ? 'warning' : 'error',
      message: `The ${by} names the function "${name}", which is not part of the definition`,
      path,
      remedy: didYouMean(
        name,
        functions.map(({ functionName }) => functionName),
        'Put the input of "aws lambda create-function" into a file next to the pipeline.',
      ),
      aws,
    },
  ];
}

function hasStack(pipeline: Definition['pipeline']): boolean {
  return actionsOf(pipeline).some(
    ({ action: { actionTypeId } }) => actionTypeId.provider === 'CloudFormation',
  );
}
