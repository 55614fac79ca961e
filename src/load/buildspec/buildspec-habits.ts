// Commands of a buildspec that cannot be meant: tests whose failure is hidden, folders copied into
// themselves, a cache of a folder that nothing uses.
import { entryOf, type Node } from '../../lib/node.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import { unreachable } from '../../lib/unreachable.ts';
import { cacheNeverHit } from './cache-never-hit.ts';
import { copiedIntoItself } from './copied-into-itself.ts';
import { hiddenTests, type HiddenTests } from './swallowed-tests.ts';

type Scalar = Extract<Node, { kind: 'scalar' }>;

/** Never throws, also on a tree that is no buildspec. */
export function checkHabits(root: Node): readonly Problem[] {
  const commands = commandsOf(root);
  return [
    ...commands.flatMap((command) => swallowed(command)),
    ...commands.flatMap((command) => copied(command)),
    ...checkCachePaths(root),
  ];
}

function commandsOf(root: Node): readonly Scalar[] {
  const phases = entryOf(root, 'phases')?.value;
  if (phases?.kind !== 'map') return [];
  return phases.entries.flatMap((phase) => scalarsOf(entryOf(phase.value, 'commands')?.value));
}

function scalarsOf(node: Node | undefined): readonly Scalar[] {
  return node?.kind === 'list' ? node.items.filter((item) => item.kind === 'scalar') : [];
}

function swallowed(command: Scalar): readonly Problem[] {
  const hidden = hiddenTests(command.text);
  if (hidden === undefined) return [];
  const { what, remedy } = explain(hidden);
  return [
    problem({
      code: 'TestFailureSwallowed',
      severity: 'warning',
      message: `Tests that fail do not fail this command: ${what}`,
      at: command.place,
      remedy,
      aws: 'The build succeeds whatever the tests say.',
    }),
  ];
}

function explain({ by, command }: HiddenTests): { readonly what: string; readonly remedy: string } {
  switch (by) {
    case 'or':
      return {
        what: `what stands behind "${command} ||" hides it`,
        remedy: 'Remove the part behind ||, or declare "reports" and a gate that says what must pass.',
      };
    case 'list':
      return {
        what: `only the last of its commands counts, and that is not "${command}"`,
        remedy: 'Begin the text with "set -e", or give each command an item of its own.',
      };
    case 'pipe':
      return {
        what: `only the last command of a pipe counts, and that is not "${command}"`,
        remedy: 'Begin the text with "set -o pipefail" (env/shell: bash), or write the output to a file.',
      };
    case 'option':
      return {
        what: `an option of "${command}" makes it ignore them`,
        remedy: 'Remove that option, or declare "reports" and a gate that says what must pass.',
      };
    default:
      return unreachable(by);
  }
}

function copied(command: Scalar): readonly Problem[] {
  const found = copiedIntoItself(command.text);
  if (found === undefined) return [];
  return [
    problem({
      code: 'CopiedIntoItself',
      severity: 'warning',
      message: `"${found.command}" copies ${found.source} into ${found.destination}, which lies in it`,
      at: command.place,
      remedy: `Name what belongs into ${found.destination}, or copy to a folder outside, such as $(mktemp -d).`,
      aws: `cp copies part of it into itself, says "cannot copy a directory into itself" and fails.`,
    }),
  ];
}

function checkCachePaths(root: Node): readonly Problem[] {
  const paths = entryOf(entryOf(root, 'cache')?.value, 'paths')?.value;
  const said = textsOf(root, paths);
  return scalarsOf(paths).flatMap((path) => {
    const found = cacheNeverHit(path.text, said);
    if (found === undefined) return [];
    return [
      problem({
        code: 'CachePathUnused',
        severity: 'warning',
        message: `The cache path "${path.text}" is not where ${found.tool} keeps its downloads`,
        at: path.place,
        remedy: `Write ${found.instead}.`,
        aws: 'The cache holds nothing of it, and every build downloads everything again.',
      }),
    ];
  });
}

function textsOf(node: Node, except: Node | undefined): readonly string[] {
  if (node === except) return [];
  switch (node.kind) {
    case 'scalar':
      return [node.text];
    case 'list':
      return node.items.flatMap((item) => textsOf(item, except));
    case 'map':
      return node.entries.flatMap((entry) => textsOf(entry.value, except));
    default:
      return unreachable(node);
  }
}
