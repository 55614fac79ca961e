// Names that GitHub has not, or does not take: of runners, shells, jobs and steps.
import { problem, type Problem } from '../../lib/problem.ts';
import type { WrittenAt } from '../../model/workflow.ts';
import { placeOf } from '../language/place-of.ts';
import type { WorkflowRule } from './rule.ts';

/** GitHub: "GitHub-hosted runners reference". Labels of other forms are those of runners of one's own. */
const hosted =
  /^(?:ubuntu-(?:latest|slim|\d\d\.04)(?:-arm)?|windows-(?:latest|20\d\d|11)(?:-arm)?(?:-vs20\d\d)?|macos-(?:latest|\d\d)(?:-large|-xlarge|-intel)?)(?:-\d+-cores?)?$/i;
const isHostedForm = /^(?:ubuntu|windows|macos)-/i;

const shells: ReadonlySet<string> = new Set(['bash', 'sh', 'pwsh', 'powershell', 'python', 'cmd']);

/** GitHub: "Workflow syntax", jobs.<job_id>. */
const id = /^[A-Za-z_][\w-]*$/;

export const names: WorkflowRule = ({ jobs }, file) => {
  const found = (
    severity: 'error' | 'warning',
    said: { readonly message: string; readonly remedy: string },
    at: WrittenAt,
  ): Problem => problem({ code: 'WorkflowNameUnknown', severity, ...said, at: placeOf(file, at) });
  const wrongId = (what: string, name: string, at: WrittenAt): readonly Problem[] =>
    id.test(name)
      ? []
      : [
          found(
            'error',
            {
              message: `The id "${name}" of a ${what} is none that GitHub takes`,
              remedy: 'Use letters, digits, "-" and "_", and begin with a letter or "_".',
            },
            at,
          ),
        ];
  return jobs.flatMap((job) => [
    ...wrongId('job', job.id, job),
    ...labelsOf(job.runsOn)
      .filter((label) => isHostedForm.test(label) && !hosted.test(label))
      .map((label) =>
        found(
          'warning',
          {
            message: `GitHub has no runner "${label}"`,
            remedy: 'Write ubuntu-latest, or the label of your own runner.',
          },
          job,
        ),
      ),
    ...job.steps.flatMap((step) => [
      ...(step.id === undefined ? [] : wrongId('step', step.id, step)),
      ...(typeof step.shell !== 'string' || shells.has(step.shell) || step.shell.includes('{0}')
        ? []
        : [
            found(
              'warning',
              {
                message: `There is no shell "${step.shell}"`,
                remedy: `Take one of ${[...shells].join(', ')}, or a command with {0}.`,
              },
              step,
            ),
          ]),
    ]),
  ]);
};

function labelsOf(value: unknown): readonly string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all.filter((each) => typeof each === 'string');
}
