// Steps that use actions of the repository: the inputs that these declare, and their outputs. Pure.
import type { Problem } from '../../lib/problem.ts';
import type { SourceFile } from '../../lib/source-file.ts';
import type { WorkflowAction } from '../../model/workflow-action.ts';
import type { Workflow } from '../../model/workflow.ts';
import { inputFindings, type DeclaredInputs } from './action-use.ts';
import { unknownActionOutputs } from './unknown-reference.ts';

/** @param actions by what steps write as `uses` */
export function localActionFindings(
  workflow: Workflow,
  file: SourceFile,
  actions: ReadonlyMap<string, WorkflowAction>,
): readonly Problem[] {
  const steps = workflow.jobs.flatMap((job) => job.steps);
  return [
    ...steps.flatMap((step) => {
      const action = actions.get(step.uses ?? '');
      return action === undefined ? [] : inputFindings(declaredBy(step.uses ?? '', action), step, file);
    }),
    ...unknownActionOutputs(workflow, file, (uses) => actions.get(uses)?.outputNames),
  ];
}

function declaredBy(action: string, { inputs, runs }: WorkflowAction): DeclaredInputs {
  const deprecated = inputs.flatMap(({ name, deprecationMessage }) =>
    deprecationMessage === undefined ? [] : [[name.toLowerCase(), deprecationMessage] as const],
  );
  return {
    action,
    deprecated: new Map(deprecated),
    // A container takes these two besides (actions/runner, ContainerActionHandler).
    inputs: [...inputs.map(({ name }) => name), ...(runs.kind === 'docker' ? ['args', 'entrypoint'] : [])],
    required: inputs.flatMap((each) =>
      each.isRequired && each.default === undefined ? [each.name.toLowerCase()] : [],
    ),
  };
}
