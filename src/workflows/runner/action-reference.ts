// What a step names with `uses` (GitHub: "Workflow syntax", jobs.<job_id>.steps[*].uses). Pure.
import type { Result } from '../../lib/result.ts';

export type ActionReference =
  /** In the workspace, as the steps before have left it. */
  | { readonly kind: 'workspace'; readonly path: string }
  /** In the repository of the workflow, at the commit that runs; since 2026-07. */
  | { readonly kind: 'repository'; readonly path: string }
  | { readonly kind: 'image'; readonly image: string }
  | {
      readonly kind: 'remote';
      /** `owner/name`, as it is written. */
      readonly repository: string;
      /** In the repository; empty for its root. */
      readonly path: string;
      readonly ref: string;
    };

export function parseActionReference(uses: string): Result<ActionReference> {
  const text = uses.trim();
  if (text.startsWith('docker://')) return { kind: 'image', image: text.slice('docker://'.length) };
  if (text.startsWith('./') || text === '.') return { kind: 'workspace', path: text };
  if (text.startsWith('$/')) return { kind: 'repository', path: text.slice(2) };
  const at = text.lastIndexOf('@');
  const [owner = '', name = '', ...path] = (at === -1 ? text : text.slice(0, at)).split('/');
  const ref = at === -1 ? '' : text.slice(at + 1);
  if (owner === '' || name === '' || ref === '')
    return { failed: `"${uses}" is no action: write owner/repository@ref, ./path or docker://image` };
  return { kind: 'remote', repository: `${owner}/${name}`, path: path.join('/'), ref };
}
