// What docker/metadata-action knows of a run: by the context of the workflow, or by what is checked out.
import { isRecord } from '../../../../lib/is-record.ts';
import { isFailed, type Result } from '../../../../lib/result.ts';
import { textOf } from '../../../../workflows/language/expressions.ts';
import { readProgram } from '../run-program.ts';
import type { StandInCall } from '../stand-in.ts';
import type { RunFacts } from './image-version.ts';

export async function runFacts(call: StandInCall): Promise<Result<RunFacts>> {
  const { job, inputs, env } = call;
  const { github } = job.contexts;
  const event = textOf(github['event_name']);
  const payload = isRecord(github['event']) ? github['event'] : {};
  const variable = (name: string): string => env[name] ?? job.env.get(name) ?? '';
  const shortLength = Number(variable('DOCKER_METADATA_SHORT_SHA_LENGTH') || '7');
  if (Number.isNaN(shortLength)) return { failed: 'DOCKER_METADATA_SHORT_SHA_LENGTH is not a valid number' };
  const place =
    inputs['context'] === 'git'
      ? await placeInGit(call)
      : placeInWorkflow({ github, payload, takesHead: variable('DOCKER_METADATA_PR_HEAD_SHA') });
  if (inputs['context'] !== 'git' && inputs['context'] !== 'workflow')
    return { failed: `Invalid context source: ${inputs['context'] ?? ''}` };
  if (isFailed(place)) return place;
  const at = new Date(job.context.now());
  return {
    ...place,
    event,
    defaultBranch: textAt(payload, 'repository', 'default_branch'),
    baseRef: place.ref.startsWith('refs/tags/')
      ? textAt(payload, 'base_ref').replace(/^refs\/heads\//, '')
      : textAt(payload, 'pull_request', 'base', 'ref'),
    at,
    commitAt: (await commitDate(call, payload, place.sha)) ?? at,
    shortLength,
  };
}

type Payload = Readonly<Record<string, unknown>>;

interface Place {
  readonly ref: string;
  readonly sha: string;
}

/** A request for a merge by its target's rules has the reference of the merge here, too. */
function placeInWorkflow(of: {
  readonly github: Payload;
  readonly payload: Payload;
  readonly takesHead: string;
}): Place {
  const { github, payload, takesHead } = of;
  const event = textOf(github['event_name']);
  const head = /pull_request/.test(event) ? textAt(payload, 'pull_request', 'head', 'sha') : '';
  return {
    ref:
      event === 'pull_request_target'
        ? `refs/pull/${textAt(payload, 'number')}/merge`
        : textOf(github['ref']),
    sha: /true/i.test(takesHead) && head !== '' ? head : textOf(github['sha']),
  };
}

async function placeInGit(call: StandInCall): Promise<Result<Place>> {
  const read = async (...words: readonly string[]): Promise<string | undefined> =>
    (await readProgram(call, ['git', ...words]))?.trim();
  const sha = await read('rev-parse', 'HEAD');
  if (sha === undefined)
    return { failed: 'The workspace is no repository of git: run actions/checkout before' };
  const branch = await read('symbolic-ref', '--quiet', 'HEAD');
  const tag = branch === undefined ? await read('describe', '--tags', '--exact-match', 'HEAD') : undefined;
  if (branch !== undefined) return { ref: branch, sha };
  if (tag !== undefined) return { ref: `refs/tags/${tag}`, sha };
  return {
    failed: 'Cannot find detached HEAD ref: the commit that is checked out is of no branch and has no tag',
  };
}

/** As the event has it; else as git has it, where the commit is checked out. */
async function commitDate(call: StandInCall, payload: Payload, sha: string): Promise<Date | undefined> {
  const commits = Array.isArray(payload['commits']) ? (payload['commits'] as readonly unknown[]) : [];
  const known = [...commits, payload['head_commit']].find((each) => isRecord(each) && each['id'] === sha);
  const written = isRecord(known)
    ? textAt(known, 'timestamp')
    : ((await readProgram(call, ['git', 'show', '--no-patch', '--format=%cI', sha]))?.trim() ?? '');
  const date = new Date(written);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function textAt(payload: Payload, ...keys: readonly string[]): string {
  const value = keys.reduce<unknown>((each, key) => (isRecord(each) ? each[key] : undefined), payload);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
