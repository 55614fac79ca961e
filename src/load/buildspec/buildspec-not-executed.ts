// What a buildspec asks for and a build on this machine does not do: by key, with what happens in its place. Every other
// key is honoured. Source: CodeBuild user guide, "Build specification reference" and "Batch build buildspec reference".
import type { Node } from '../../lib/node.ts';
import { problem, type Place, type Problem } from '../../lib/problem.ts';
import type { NotExecuted } from '../../model/not-executed.ts';

/** Items of lists and names that users choose are left out of a path: `batch.build-list.env.fleet`. */
const keys: Readonly<Record<string, string>> = {
  'proxy.upload-artifacts': 'artifacts do not leave this machine',
  'proxy.logs': 'logs do not leave this machine',
  'env.git-credential-helper': 'git in commands gets no credentials here',
  'batch.build-list.debug-session': 'builds have no session to connect to; see --shell',
  'batch.build-graph.debug-session': 'builds have no session to connect to; see --shell',
  'batch.build-list.env.fleet': 'builds run on this machine',
  'batch.build-graph.env.fleet': 'builds run on this machine',
  'batch.build-matrix.static.env.fleet': 'builds run on this machine',
};

export const buildspecNotExecuted = keys;

interface NotExecutedAt extends NotExecuted {
  readonly at: Place;
}

export function notExecutedIn(root: Node): readonly NotExecutedAt[] {
  return [...found(root, [])];
}

function* found(node: Node, path: readonly string[]): Generator<NotExecutedAt> {
  if (node.kind === 'list') for (const item of node.items) yield* found(item, path);
  if (node.kind !== 'map') return;
  for (const { key, keyPlace, value } of node.entries) {
    const what = [...path, key].join('.');
    const reason = Object.hasOwn(keys, what) ? keys[what] : undefined;
    if (reason === undefined) yield* found(value, [...path, key]);
    else if (asksFor(value)) yield { what, reason, at: keyPlace };
  }
}

/** `no` and nothing at all ask for nothing. */
function asksFor(value: Node): boolean {
  return value.kind === 'scalar' && value.value !== null && !/^(no|false|)$/i.test(value.text);
}

export function noticesOf(found: readonly NotExecutedAt[]): readonly Problem[] {
  return found.map(({ what, reason, at }) =>
    problem({
      code: 'NotExecutedHere',
      severity: 'notice',
      message: `"${what}" is not executed here: ${reason}`,
      at,
    }),
  );
}
