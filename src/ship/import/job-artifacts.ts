// The artifacts that the jobs of a workflow hand on, within what actions of CodeBuild take and give. Pure.
// Source: CodePipeline user guide, "AWS CodeBuild build and test action reference" and "Action structure reference".
import { isRecord } from '../../lib/is-record.ts';

/** What a workflow calls an artifact, and what the pipeline calls it. */
type Named = ReadonlyMap<string, string>;

export interface JobArtifacts {
  readonly inputs: Named;
  readonly outputs: Named;
  readonly losses: readonly string[];
}

export interface IdentifiedJob {
  readonly id: string;
  readonly job: Readonly<Record<string, unknown>>;
}

const mostOutputs = 5;
/** The source is one more. */
const mostInputs = 4;

/**
 * What other jobs download goes first. A job takes what an earlier level gives, and one action alone gives an artifact.
 * @param levels each after all that it needs
 */
export function artifactsOfJobs(
  levels: readonly (readonly IdentifiedJob[])[],
  source: string,
): ReadonlyMap<string, JobArtifacts> {
  const jobs = levels.flat();
  const downloaded = new Set(jobs.flatMap(({ job }) => namesIn(job, 'download-artifact')));
  const named = uniqueNames(jobs, source);
  const givers = new Map<string, string>();
  const planned = new Map<string, JobArtifacts>();
  for (const level of levels) {
    const given = new Set(givers.keys());
    for (const { id, job } of level) {
      const { inputs, lost } = inputsOf(job, given);
      const { outputs, losses } = outputsOf({ id, job }, { downloaded, givers });
      for (const name of outputs) givers.set(name, id);
      const handed = (names: readonly string[]): Named =>
        new Map(names.map((name) => [name, named.get(name) ?? name]));
      planned.set(id, {
        inputs: handed(inputs),
        outputs: handed(outputs),
        losses: [
          ...losses.map((loss) => `Job ${id}: its artifact ${loss}`),
          ...lost.map((name) => `Job ${id}: the artifact ${name} is not there for it: its build fails there`),
        ],
      });
    }
  }
  return planned;
}

function inputsOf(
  job: IdentifiedJob['job'],
  given: ReadonlySet<string>,
): Readonly<Record<'inputs' | 'lost', readonly string[]>> {
  const downloads = [...new Set(namesIn(job, 'download-artifact'))];
  const inputs = downloads.filter((name) => given.has(name)).slice(0, mostInputs);
  return { inputs, lost: downloads.filter((name) => !inputs.includes(name)) };
}

interface Handed {
  /** By any job. */
  readonly downloaded: ReadonlySet<string>;
  /** The jobs that give what is given already. */
  readonly givers: ReadonlyMap<string, string>;
}

function outputsOf(
  { job }: IdentifiedJob,
  { downloaded, givers }: Handed,
): Readonly<Record<'outputs' | 'losses', readonly string[]>> {
  const uploads = namesIn(job, 'upload-artifact');
  const names = [...new Set(uploads)];
  const free = names.filter((name) => !givers.has(name));
  const ordered = [
    ...free.filter((name) => downloaded.has(name)),
    ...free.filter((name) => !downloaded.has(name)),
  ];
  const twice = names.filter((name) => uploads.filter((each) => each === name).length > 1);
  return {
    outputs: ordered.slice(0, mostOutputs),
    losses: [
      ...ordered
        .slice(mostOutputs)
        .map((name) => `${name} is not kept: an action gives at most ${mostOutputs}`),
      ...names.flatMap((name) => {
        const giver = givers.get(name);
        return giver === undefined ? [] : [`${name} is not kept: job ${giver} gives one of this name`];
      }),
      ...twice.map((name) => `${name} is what its first upload has: the later ones are not kept`),
    ],
  };
}

function namesIn({ steps }: IdentifiedJob['job'], action: string): readonly string[] {
  const used = Array.isArray(steps) ? steps.filter(isRecord) : [];
  return used
    .filter(({ uses }) => String(uses).startsWith(`actions/${action}@`))
    .map((step) => givenName(isRecord(step['with']) ? step['with'] : {}));
}

/** What a step calls its artifact; `artifact` when it says nothing. */
export function givenName({ name }: Readonly<Record<string, unknown>>): string {
  if (typeof name === 'number' || typeof name === 'boolean') return String(name);
  return typeof name === 'string' && name !== '' ? name : 'artifact';
}

const longest = 100;

/** Letters, digits and underscores: CodeBuild takes no others in the names of several outputs, and a variable has the name too. */
function uniqueNames(jobs: readonly IdentifiedJob[], source: string): Named {
  const taken = new Set([source]);
  const named = new Map<string, string>();
  for (const given of jobs.flatMap(({ job }) => namesIn(job, 'upload-artifact'))) {
    if (named.has(given)) continue;
    const plain = given.replaceAll(/\W/g, '_');
    let name = plain.slice(0, longest);
    for (let number = 2; taken.has(name); number += 1) {
      const ending = `_${number}`;
      name = `${plain.slice(0, longest - ending.length)}${ending}`;
    }
    taken.add(name);
    named.set(given, name);
  }
  return named;
}
