// Reads a buildspec (versions 0.1 and 0.2) into the model, with every finding about it.
// Source: CodeBuild user guide, "Build specification reference for CodeBuild".
import { entryOf, nodeAt, type Node } from '../lib/node.ts';
import { parseYaml } from '../lib/parse-yaml.ts';
import { problem, type Problem } from '../lib/problem.ts';
import type { SourceFile } from '../lib/source-file.ts';
import type { Buildspec } from '../model/build.ts';
import type { BuildspecFinding } from '../model/rules/buildspec-finding.ts';
import { unreachable } from '../lib/unreachable.ts';
import { checkBuildspecSections } from './buildspec-checks.ts';
import { modelOfBuildspec } from './buildspec-model.ts';
import { buildspecShape, type RawBuildspec } from './buildspec-shape.ts';
import { readShape } from './read-shape.ts';

export interface ReadBuildspec {
  /** Absent when there is an error. */
  readonly buildspec?: Buildspec;
  /** In the order of the file. */
  readonly problems: readonly Problem[];
  /** For findings of rules that compare the buildspec with something else: `placeInBuildspec`. */
  readonly root?: Node;
}

/** Every value is text (YAML's failsafe schema): `PUSH: NO` gives the variable `NO`, `version: 0.2` is no number. */
export function readBuildspec(file: SourceFile): ReadBuildspec {
  const parsed = parseYaml(file, { schema: 'failsafe' });
  if (parsed.root === undefined) return { problems: parsed.problems.map(withConsequence) };
  const root = withNulls(parsed.root);
  const quote = (node: Node): string => file.text.slice(node.place.start, node.place.end).trimEnd();
  const { value, problems } = readShape<RawBuildspec>(root, buildspecShape(versionOf(root), quote));
  const all = [...parsed.problems, ...problems, ...checkBuildspecSections(root)]
    .map(withConsequence)
    .toSorted((a, b) => (a.at?.start ?? 0) - (b.at?.start ?? 0));
  const hasError = value === undefined || all.some((each) => each.severity === 'error');
  return hasError ? { problems: all, root } : { buildspec: modelOfBuildspec(value), problems: all, root };
}

/** Findings of rules about a buildspec, with their places in its file. */
export function placeInBuildspec(root: Node, findings: readonly BuildspecFinding[]): readonly Problem[] {
  return findings.map(({ path, ...finding }) => problem({ ...finding, at: nodeAt(root, path).place }));
}

function versionOf(root: Node): '0.1' | '0.2' {
  const version = entryOf(root, 'version')?.value;
  return version?.kind === 'scalar' && version.text === '0.1' ? '0.1' : '0.2';
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
