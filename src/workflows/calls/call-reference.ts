// What a job names with `uses` (GitHub: "Reusing workflow configurations", Calling a reusable workflow). Pure.
import { isFailed, type Result } from '../../lib/result.ts';
import type { CalledWorkflows, Workflow } from '../../model/workflow.ts';

/** GitHub: the caller and nine levels of called workflows (changelog of 2025-11). */
export const mostLevels = 10;
/** GitHub: unique workflows that one workflow calls, with those that they call. */
export const mostWorkflows = 50;

export type CallReference =
  /** In the repository of the workflow that calls. */
  | { readonly kind: 'own'; readonly path: string }
  | { readonly kind: 'remote'; readonly repository: string; readonly path: string; readonly ref: string };

/**
 * @param within what names the workflow in which it stands, when that was called: its own files are those of its repository.
 */
export function parseCallReference(uses: string, within?: string): Result<CallReference> {
  const own = /^(?:\.|\$)\/(\.github\/workflows\/[^/@]+\.ya?ml)$/.exec(uses)?.[1];
  if (own !== undefined) {
    const around = within === undefined ? undefined : remoteOf(within);
    return around === undefined ? { kind: 'own', path: own } : { ...around, path: own };
  }
  return (
    remoteOf(uses) ?? {
      failed: `"${uses}" names no workflow: write ./.github/workflows/NAME.yml or owner/repository/.github/workflows/NAME.yml@ref`,
    }
  );
}

export type RemoteReference = Extract<CallReference, { kind: 'remote' }>;

function remoteOf(uses: string): RemoteReference | undefined {
  const [, repository, path, ref] =
    /^([\w.-]+\/[\w.-]+)\/(\.github\/workflows\/[^/@]+\.ya?ml)@(.+)$/.exec(uses) ?? [];
  if (repository === undefined || path === undefined || ref === undefined) return undefined;
  return { kind: 'remote', repository, path, ref };
}

/** The key of `CalledWorkflows`. */
export function nameOfCall(reference: CallReference): string {
  return reference.kind === 'own'
    ? `./${reference.path}`
    : `${reference.repository}/${reference.path}@${reference.ref}`;
}

/** The workflows of other repositories that its jobs call. @param within what names it, when it was called */
export function remoteCalls({ jobs }: Pick<Workflow, 'jobs'>, within?: string): readonly RemoteReference[] {
  return jobs.flatMap(({ uses }) => {
    const reference = uses === undefined ? undefined : parseCallReference(uses, within);
    return reference === undefined || isFailed(reference) || reference.kind !== 'remote' ? [] : [reference];
  });
}

/** Those of these names, with all that they call in turn, as far as they are known. */
export function withCalledIn(names: readonly string[], known: CalledWorkflows): readonly Workflow[] {
  const seen = new Set(names);
  // Those that are added meanwhile are visited as well.
  for (const name of seen)
    for (const reference of remoteCalls(known[name] ?? { jobs: [] }, name)) seen.add(nameOfCall(reference));
  return [...seen].flatMap((name) => known[name] ?? []);
}
