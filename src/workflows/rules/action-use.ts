// Steps that use actions: in which form, of which age, and with which inputs.
import { didYouMean } from '../../lib/nearest.ts';
import { isFailed } from '../../lib/result.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import type { SourceFile } from '../../lib/source-file.ts';
import { isMapping, type WorkflowStep } from '../../model/workflow.ts';
import { findKnownAction, type KnownAction } from '../known-actions.ts';
import { placeOfPath, type Written } from '../language/place-of-path.ts';
import { parseActionReference } from '../runner/action-reference.ts';
import type { WorkflowRule } from './rule.ts';

export const actionUse: WorkflowRule = ({ jobs }, file) =>
  jobs.flatMap(({ steps }) => steps.flatMap((step) => findingsOf(step, file)));

function findingsOf(step: WorkflowStep, file: SourceFile): readonly Problem[] {
  const { uses } = step;
  if (uses === undefined) return [];
  const found = (code: 'WorkflowActionWrong', severity: 'error' | 'warning', said: Said): Problem =>
    problem({ code, severity, ...said, at: placeOfPath(file, { path: ['uses'] }, step) });
  const reference = parseActionReference(uses);
  if (isFailed(reference))
    return [
      found('WorkflowActionWrong', 'error', {
        message: reference.failed,
        remedy: 'Name the version after "@", or begin the path of an action of this repository with "./".',
      }),
    ];
  if (reference.kind === 'image' && reference.image === '')
    return [
      found('WorkflowActionWrong', 'error', {
        message: `"${uses}" names no image`,
        remedy: 'Write the image after "docker://", as docker://alpine:3.20.',
      }),
    ];
  if (reference.kind === 'image' && reference.image.endsWith(':'))
    return [
      found('WorkflowActionWrong', 'error', {
        message: `The image of "${uses}" has an empty tag`,
        remedy: 'Write the tag after ":".',
      }),
    ];
  if (reference.kind !== 'remote') return [];
  const { repository, path, ref } = reference;
  const known = findKnownAction(path === '' ? repository : `${repository}/${path}`);
  if (known === undefined) return [];
  return [
    ...oldOf(known, ref).map((said) => found('WorkflowActionWrong', 'warning', said)),
    ...inputFindings(known, step, file),
  ];
}

export interface DeclaredInputs extends Pick<KnownAction, 'action' | 'inputs' | 'required'> {
  /** What the author says of those that are to be given no more, by their names in lower case. */
  readonly deprecated?: ReadonlyMap<string, string>;
}

/** What is given to an action that it does not take or that is deprecated, and what it needs. */
export function inputFindings(
  known: DeclaredInputs,
  step: WorkflowStep,
  file: SourceFile,
): readonly Problem[] {
  return inputsOf(known, step).map(({ written = { path: ['uses'] }, ...said }) =>
    problem({
      code: 'WorkflowActionInput',
      severity: 'warning',
      ...said,
      at: placeOfPath(file, written, step),
    }),
  );
}

interface Said {
  readonly message: string;
  readonly remedy: string;
  /** Below the step; its `uses` when absent. */
  readonly written?: Written;
}

function oldOf({ action, firstMajor }: KnownAction, ref: string): readonly Said[] {
  const major = Number(/^v?(\d+)(?:\.|$)/.exec(ref)?.[1] ?? firstMajor);
  if (major >= firstMajor) return [];
  return [
    {
      message: `${action}@${ref} is for a version of Node that GitHub has no more`,
      remedy: `Take ${action}@v${firstMajor} or newer.`,
    },
  ];
}

/** An expression as `with` can give anything. */
function inputsOf(
  { action, inputs, required, deprecated }: DeclaredInputs,
  { with: given }: WorkflowStep,
): readonly Said[] {
  if (given !== undefined && !isMapping(given)) return [];
  const names = (given?.entries ?? []).map(([name]) => name);
  const written = names.filter((name) => typeof name === 'string');
  const hasAll = written.length < names.length;
  const isGiven = (name: string): boolean => written.some((each) => each.toLowerCase() === name);
  return [
    ...written
      .filter((name) => !inputs.some((each) => each.toLowerCase() === name.toLowerCase()))
      .map((name) => ({
        message: `${action} has no input "${name}"`,
        remedy: didYouMean(name, inputs, `It has: ${inputs.toSorted().join(', ')}`),
        written: { path: ['with', name], isKey: true },
      })),
    ...written.flatMap((name) => {
      const remedy = deprecated?.get(name.toLowerCase());
      return remedy === undefined
        ? []
        : [
            {
              message: `The input "${name}" of ${action} is deprecated`,
              remedy,
              written: { path: ['with', name], isKey: true },
            },
          ];
    }),
    ...required
      .filter((name) => !hasAll && !isGiven(name))
      .map((name) => ({
        message: `${action} needs the input "${name}"`,
        remedy: `Write "${name}" below "with".`,
      })),
  ];
}
