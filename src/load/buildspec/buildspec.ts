// Reads a buildspec (versions 0.1 and 0.2) into the model, with every finding about it.
// Source: CodeBuild user guide, "Build specification reference for CodeBuild".
import { nodeAt, type Node } from '../../lib/node.ts';
import { parseYaml } from '../../lib/parse-yaml.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import type { SourceFile } from '../../lib/source-file.ts';
import type { Buildspec } from '../../model/build.ts';
import type { BuildspecFinding } from '../../model/buildspec-finding.ts';
import { unreachable } from '../../lib/unreachable.ts';
import { checkBuildspecSections } from './buildspec-checks.ts';
import { withLists } from './buildspec-lists.ts';
import { notExecutedIn } from './buildspec-not-executed.ts';
import { modelOfBuildspec } from './buildspec-model.ts';
import { buildspecShape } from './buildspec-shape.ts';
import { readShape } from '../read-shape.ts';

export interface ReadBuildspec {
  /** Absent when there is an error. */
  readonly buildspec?: Buildspec;
  /** In the order of the file. */
  readonly problems: readonly Problem[];
  /** For findings of rules that compare the buildspec with something else: `placeInBuildspec`. */
  readonly root?: Node;
}

/** The definition, its checks and all builds of a pipeline that have the same buildspec read it once. */
const lastRead = new Map<string, ReadBuildspec>();
const keptBuildspecs = 256;

/** Every value is text (YAML's failsafe schema): `PUSH: NO` gives the variable `NO`, `version: 0.2` is no number. */
export function readBuildspec(file: SourceFile): ReadBuildspec {
  const key = `${file.path}\0${file.text}`;
  const read = lastRead.get(key) ?? readAnew(file);
  lastRead.set(key, read);
  const [oldest] = lastRead.keys();
  if (lastRead.size > keptBuildspecs && oldest !== undefined) lastRead.delete(oldest);
  return read;
}

function readAnew(file: SourceFile): ReadBuildspec {
  const parsed = parseYaml(file, { schema: 'failsafe' });
  if (parsed.root === undefined) return { problems: parsed.problems.map(withConsequence) };
  const root = withLists(withNulls(parsed.root));
  const quote = (node: Node): string => file.text.slice(node.place.start, node.place.end).trimEnd();
  const { value, problems } = readShape(root, buildspecShape(root, quote));
  const found = withoutFallout(parsed.problems, [...problems, ...checkBuildspecSections(root)], file);
  const all = found.map(withConsequence).toSorted((a, b) => (a.at?.start ?? 0) - (b.at?.start ?? 0));
  const hasError = value === undefined || all.some((each) => each.severity === 'error');
  return hasError
    ? { problems: all, root }
    : { buildspec: { ...modelOfBuildspec(value), ...unexecuted(root) }, problems: all, root };
}

function unexecuted(root: Node): Pick<Buildspec, 'notExecuted'> {
  const found = notExecutedIn(root).map(({ what, reason }) => ({ what, reason }));
  return found.length === 0 ? {} : { notExecuted: found };
}

/** Findings of rules about a buildspec, with their places in its file. */
export function placeInBuildspec(root: Node, findings: readonly BuildspecFinding[]): readonly Problem[] {
  return findings.map(({ path, ...finding }) => problem({ ...finding, at: nodeAt(root, path).place }));
}

/**
 * What follows from broken syntax is left out: after a syntax error the tree guesses. A command that YAML took for a
 * mapping is the better explanation of the errors inside it; a tab explains everything else.
 */
function withoutFallout(
  syntax: readonly Problem[],
  findings: readonly Problem[],
  file: SourceFile,
): readonly Problem[] {
  const errors = syntax.filter((each) => each.code === 'YamlInvalid' && each.severity === 'error');
  const tab = errors.find((each) => each.at !== undefined && file.text[each.at.start] === '\t');
  if (tab !== undefined) return [tab];
  const commands = findings.filter((each) => each.code === 'CommandNotText');
  const unexplained = errors.filter((error) => !commands.some((command) => holds(command, error)));
  const brokenAt = Math.min(...unexplained.map((each) => each.at?.start ?? 0));
  const explained = new Set(errors.filter((each) => !unexplained.includes(each)));
  return [
    ...syntax.filter((each) => !explained.has(each)),
    ...findings.filter((each) => (each.at?.start ?? 0) < brokenAt),
  ];
}

function holds(outer: Problem, inner: Problem): boolean {
  if (outer.at === undefined || inner.at === undefined) return false;
  return outer.at.start <= inner.at.start && inner.at.start <= outer.at.end;
}

/** The failsafe schema reads a key without a value as empty text; only quotes make it one on purpose. */
function withNulls(node: Node): Node {
  switch (node.kind) {
    case 'scalar':
      return node.text === '' && !node.quoted ? { ...node, value: null } : node;
    case 'list':
      return { ...node, items: node.items.map(withNulls) };
    case 'map':
      return {
        ...node,
        entries: node.entries.map((entry) => ({ ...entry, value: withNulls(entry.value) })),
      };
    default:
      return unreachable(node);
  }
}

const refused = 'The build fails in DOWNLOAD_SOURCE with YAML_FILE_ERROR, before any command runs.';

function withConsequence(found: Problem): Problem {
  return found.severity === 'error' && found.aws === undefined ? { ...found, aws: refused } : found;
}
