// Names that GitHub has not, or does not take: of runners, shells, jobs and steps.
import { problem, type Problem } from '../../lib/problem.ts';
import type { WrittenAt } from '../../model/workflow.ts';
import { placeOfText } from '../language/place-of.ts';
import type { WorkflowRule } from './rule.ts';

/** GitHub: "GitHub-hosted runners reference". Labels of other forms are those of runners of one's own. */
const hosted =
  /^(?:ubuntu-(?:latest|slim|\d\d\.04)(?:-arm)?|windows-(?:latest|20\d\d|11)(?:-arm)?(?:-vs20\d\d)?|macos-(?:latest|\d\d)(?:-large|-xlarge|-intel)?)(?:-\d+-cores?)?$/i;
/** GitHub: changelog, the last of 2025-12. */
const retired = /^(?:ubuntu-(?:16|18|20)\.04|windows-20(?:16|19)|macos-1[0-3])(?=-|\.|$)/i;
const isHostedForm = /^(?:ubuntu|windows|macos)-/i;

const shells: ReadonlySet<string> = new Set(['bash', 'sh', 'pwsh', 'powershell', 'python', 'cmd']);

/** GitHub: "Workflow syntax", jobs.<job_id>. */
const id = /^[A-Za-z_][\w-]*$/;

interface Said {
  readonly severity: 'error' | 'warning' | 'notice';
  readonly message: string;
  readonly remedy: string;
}

export const names: WorkflowRule = ({ jobs }, file) => {
  const found = (said: readonly Said[], at: WrittenAt): readonly Problem[] =>
    said.map((each) =>
      problem({ code: 'WorkflowNameUnknown', ...each, at: placeOfText(file, quotedIn(each.message), at) }),
    );
  return jobs.flatMap((job) => [
    ...found([...wrongId('job', job.id), ...wrongLabels(job.runsOn)], job),
    ...job.steps.flatMap((step) =>
      found([...wrongId('step', step.id), ...wrongShell(step.shell, systemsOf(job.runsOn))], step),
    ),
  ]);
};

function wrongId(what: string, name: string | undefined): readonly Said[] {
  if (name === undefined || id.test(name)) return [];
  return [
    {
      severity: 'error',
      message: `The id "${name}" of a ${what} is none that GitHub takes`,
      remedy: 'Use letters, digits, "-" and "_", and begin with a letter or "_".',
    },
  ];
}

function wrongLabels(value: unknown): readonly Said[] {
  const unknown = labelsOf(value)
    .filter((label) => isHostedForm.test(label) && (!hosted.test(label) || retired.test(label)))
    .map((label) => ({
      severity: 'warning' as const,
      message: `GitHub has no runner "${label}"`,
      remedy: 'Write ubuntu-latest, or the label of your own runner.',
    }));
  const foreign = foreignLabels(value).map((label) => ({
    severity: 'notice' as const,
    message: `GitHub has no runner "${label}": one of your own must have the label`,
    remedy: 'Write ubuntu-latest, or add "self-hosted" for a runner of your own.',
  }));
  if (new Set(systemsOf(value)).size < 2) return [...unknown, ...foreign];
  const message = `No runner has all of the labels ${labelsOf(value).join(', ')}`;
  return [
    ...unknown,
    ...foreign,
    { severity: 'warning', message, remedy: 'Use a matrix to run the job on each of them.' },
  ];
}

function wrongShell(shell: unknown, systems: readonly string[]): readonly Said[] {
  if (typeof shell !== 'string') return [];
  if (!shells.has(shell.toLowerCase()) && !shell.includes('{0}'))
    return [
      {
        severity: 'warning',
        message: `There is no shell "${shell}"`,
        remedy: `Take one of ${[...shells].join(', ')}, or a command with {0}.`,
      },
    ];
  return foreignShell(shell, systems).map((system) => ({
    severity: 'warning' as const,
    message: `There is no shell "${shell}" on a runner of ${system}`,
    remedy: 'Take bash or pwsh, which all of them have.',
  }));
}

/** What a message is about stands in it in quotes; without, it is about the labels. */
function quotedIn(message: string): string {
  return /"([^"]+)"/.exec(message)?.[1] ?? 'runs-on:';
}

/** Neither hosted, nor said to be of one's own. */
function foreignLabels(value: unknown): readonly string[] {
  const labels = labelsOf(value);
  const isOwn = labels.some((label) => label.toLowerCase() === 'self-hosted');
  return isOwn ? [] : labels.filter((label) => !isHostedForm.test(label));
}

/** The systems of hosted labels, as they are written first. */
function systemsOf(value: unknown): readonly string[] {
  return labelsOf(value).flatMap(
    (label) => /^(?:ubuntu|windows|macos)(?=-)/i.exec(label)?.[0].toLowerCase() ?? [],
  );
}

/** GitHub: "Workflow syntax", jobs.<job_id>.steps[*].shell: Supported platform. */
function foreignShell(shell: unknown, systems: readonly string[]): readonly string[] {
  const isOfWindows = shell === 'powershell' || shell === 'cmd';
  if (isOfWindows) return systems.filter((system) => system !== 'windows');
  return shell === 'sh' ? systems.filter((system) => system === 'windows') : [];
}

function labelsOf(value: unknown): readonly string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all.filter((each) => typeof each === 'string');
}
