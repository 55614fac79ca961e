// The artifacts that the jobs of a workflow hand on, within what an action of CodeBuild takes and gives. Pure.
// Source: CodePipeline user guide, "AWS CodeBuild build and test action reference".
import { isRecord } from '../../lib/is-record.ts';

export interface JobArtifacts {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly losses: readonly string[];
}

export interface IdentifiedJob {
  readonly id: string;
  readonly job: Readonly<Record<string, unknown>>;
}

const mostOutputs = 5;
/** The source is one more. */
const mostInputs = 4;

/** What other jobs download goes first; what no job uploads cannot be downloaded. */
export function artifactsOfJobs(jobs: readonly IdentifiedJob[]): ReadonlyMap<string, JobArtifacts> {
  const found = jobs.map(({ id, job }) => ({
    id,
    downloads: namesIn(job, 'download-artifact'),
    uploads: namesIn(job, 'upload-artifact'),
  }));
  const downloaded = new Set(found.flatMap(({ downloads }) => downloads));
  const plans = found.map(({ id, downloads, uploads }) => {
    const ordered = [
      ...uploads.filter((name) => downloaded.has(name)),
      ...uploads.filter((name) => !downloaded.has(name)),
    ];
    return { id, downloads, outputs: ordered.slice(0, mostOutputs), left: ordered.slice(mostOutputs) };
  });
  const kept = new Set(plans.flatMap(({ outputs }) => outputs));
  return new Map(
    plans.map(({ id, downloads, outputs, left }) => {
      const inputs = downloads.filter((name) => kept.has(name)).slice(0, mostInputs);
      const lost = downloads.filter((name) => !inputs.includes(name));
      const losses = [
        ...left.map(
          (name) => `Job ${id}: its artifact ${name} is not kept: an action gives at most ${mostOutputs}`,
        ),
        ...lost.map((name) => `Job ${id}: the artifact ${name} is not there for it: its build fails there`),
      ];
      return [id, { inputs, outputs, losses }];
    }),
  );
}

function namesIn({ steps }: IdentifiedJob['job'], action: string): readonly string[] {
  const used = Array.isArray(steps) ? steps.filter(isRecord) : [];
  const names = used
    .filter(({ uses }) => String(uses).startsWith(`actions/${action}@`))
    .map((step) => artifactName(isRecord(step['with']) ? step['with']['name'] : undefined));
  return [...new Set(names)];
}

/** Letters, digits and underscores: CodeBuild takes no others in the names of several outputs, and a variable has the name too. */
export function artifactName(name: unknown): string {
  const text = typeof name === 'string' && name !== '' ? name : 'artifact';
  return text.replaceAll(/\W/g, '_');
}
