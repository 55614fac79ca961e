// Names that GitHub has not, or does not take: of runners, shells, jobs and steps.
import { problem, type Problem } from '../../lib/problem.ts';
import { isExpression, valueAt, type Value, type WorkflowJob, type WrittenAt } from '../../model/workflow.ts';
import { placeOfText } from '../language/place-of.ts';
import { placeOfPath, type Written } from '../language/place-of-path.ts';
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

export const names: WorkflowRule = ({ jobs, defaults }, file) => {
  const code = 'WorkflowNameUnknown';
  const found = (said: readonly Said[], at: WrittenAt): readonly Problem[] =>
    said.map((each) => problem({ code, ...each, at: placeOfText(file, quotedIn(each.message), at) }));
  const foundBy = (said: readonly Said[], path: Written['path'], step?: WrittenAt): readonly Problem[] =>
    said.map((each) => problem({ code, ...each, at: placeOfPath(file, { path }, step) }));
  const byDefault = ['defaults', 'run', 'shell'];
  const shellOf = (value: Value | undefined) => valueAt(valueAt(value, 'run'), 'shell');
  return [
    ...foundBy(wrongShell(shellOf(defaults), []), byDefault),
    ...jobs.flatMap((job) => {
      const systems = systemsOf(job.runsOn);
      return [
        ...found([...wrongId('job', job.id), ...wrongLabels(job)], job),
        ...foundBy(wrongGroup(job), ['jobs', job.id, 'runs-on', 'group']),
        ...foundBy(wrongShell(shellOf(job.defaults), systems), ['jobs', job.id, ...byDefault]),
        ...job.steps.flatMap((step) => [
          ...found(wrongId('step', step.id), step),
          ...foundBy(wrongShell(step.shell, systems), ['shell'], step),
        ]),
      ];
    }),
  ];
};

function wrongId(what: string, name: string | undefined): readonly Said[] {
  if (name === undefined) return [];
  const message = `The id "${name}" of a ${what} is none that GitHub takes`;
  if (!id.test(name) || name.length >= idCharacters) {
    const remedy = 'Use letters, digits, "-" and "_", fewer than 100, and begin with a letter or "_".';
    return [{ severity: 'error', message, remedy }];
  }
  if (!name.startsWith('__')) return [];
  return [{ severity: 'error', message, remedy: 'Those that begin with "__" are GitHub\'s own.' }];
}

/** GitHub's parser: "must be less than 100 characters". */
const idCharacters = 100;

/** GitHub's parser: a group of runners can be said to be of the organization or of the enterprise. */
function wrongGroup({ runsOn }: WorkflowJob): readonly Said[] {
  const group = valueAt(runsOn, 'group');
  if (typeof group !== 'string' || /^(?:(?:org|organization|ent|enterprise)\/)?[^/]+$/.test(group)) return [];
  return [
    {
      severity: 'error',
      message: `The group of runners "${group}" is none that GitHub takes`,
      remedy: 'Write its name alone, or behind "organization/" or "enterprise/".',
    },
  ];
}

function wrongLabels({ runsOn, strategy }: WorkflowJob): readonly Said[] {
  const written = labelsOf(runsOn);
  const given = labelsByMatrix(runsOn, strategy);
  const all = [...new Set([...written, ...given])];
  const unknown = all
    .filter((label) => isHostedForm.test(label) && (!hosted.test(label) || retired.test(label)))
    .map((label) => ({
      severity: 'warning' as const,
      message: `GitHub has no runner "${label}"`,
      remedy: 'Write ubuntu-latest, or the label of your own runner.',
    }));
  const foreign = foreignLabels(all).map((label) => ({
    severity: 'notice' as const,
    message: `GitHub has no runner "${label}": one of your own must have the label`,
    remedy: 'Write ubuntu-latest, or add "self-hosted" for a runner of your own.',
  }));
  const together = given.length === 0 ? [written] : given.map((label) => [...written, label]);
  const impossible = together
    .filter((labels) => new Set(systemsOf(labels)).size > 1)
    .map((labels) => ({
      severity: 'warning' as const,
      message: `No runner has all of the labels ${labels.join(', ')}`,
      remedy: 'Use a matrix to run the job on each of them.',
    }));
  return [...unknown, ...foreign, ...impossible];
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

/** Those that a matrix gives one of, where a label is written as `matrix.NAME`. */
function labelsByMatrix(runsOn: Value | undefined, strategy: Value | undefined): readonly string[] {
  const all = Array.isArray(runsOn) ? runsOn : [runsOn ?? null];
  const matrix = valueAt(strategy, 'matrix');
  return all.flatMap((each: Value) => {
    const key = isExpression(each) ? /^matrix\.([\w-]+)$/.exec(each.expression.trim())?.[1] : undefined;
    if (key === undefined) return [];
    const include = valueAt(matrix, 'include');
    const entries = Array.isArray(include) ? include.map((entry: Value) => valueAt(entry, key)) : [];
    return [...labelsOf(valueAt(matrix, key) ?? []), ...labelsOf(entries)];
  });
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
