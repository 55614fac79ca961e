// Anchors and aliases of a workflow that GitHub refuses or that nothing uses (GitHub: changelog 2025-09, YAML anchors). GitHub's
// parser loses its place at them, so they are looked for before it reads the text. Pure.
import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import { problem, type Place, type Problem } from '../../lib/problem.ts';
import type { SourceFile } from '../../lib/source-file.ts';

// Loaded when a text has an anchor: few have one.
const load = createRequire(import.meta.url);

/** Most files have none and are not read once more: `&&` of a script and the stars of patterns and times are none. */
const mayHaveAnchors = /(?:^|[:[{,-])[ \t]*[&*][\p{L}\p{N}_]|<<\s*:/mu;

/** Errors among them leave nothing that can be read. */
export function anchorProblems(file: SourceFile): readonly Problem[] {
  if (!mayHaveAnchors.test(file.text)) return [];
  const yaml = load('yaml') as typeof Yaml;
  const document = yaml.parseDocument(file.text, { uniqueKeys: false, logLevel: 'silent' });
  const bomb = swollenAlias(yaml, document);
  if (bomb !== undefined) return [tooManyValues(file, bomb)];
  const anchors = new Map<string, Yaml.Node>();
  // A later one of the same name takes its place, and has not used it.
  const all: (readonly [name: string, node: Yaml.Node])[] = [];
  let isUnknown = false;
  const used = new Set<Yaml.Node>();
  const problems: Problem[] = [];
  yaml.visit(document, {
    Alias: (_key, alias, path) => {
      const named = anchors.get(alias.source);
      if (named === undefined) {
        isUnknown = true;
        problems.push(unknownAlias(file, alias, [...anchors.keys()]));
      } else if (path.includes(named)) problems.push(endless(file, alias));
      else used.add(named);
    },
    Pair: (_key, { key }) => {
      if (yaml.isScalar(key) && key.value === '<<') problems.push(merged(file, key));
    },
    Node: (_key, node) => {
      if (yaml.isAlias(node) || node.anchor === undefined) return;
      anchors.set(node.anchor, node);
      all.push([node.anchor, node]);
    },
  });
  // What an alias with a wrong name means may be one of them.
  const unused = isUnknown ? [] : all.filter(([, node]) => !used.has(node));
  return [...problems, ...unused.map(([name, node]) => unusedAnchor(file, name, node))];
}

/** Far more than a workflow has; each is read, and takes memory, by itself. */
const mostValues = 100_000;

/** The alias with which the values of the file, each alias counted as what it stands for, are too many. */
function swollenAlias(yaml: typeof Yaml, document: Yaml.Document): Yaml.Alias | undefined {
  const sizes = new Map<string, number>();
  let swollen: Yaml.Alias | undefined;
  const sizeOf = (node: unknown): number => {
    if (yaml.isAlias(node)) {
      const size = sizes.get(node.source) ?? 1;
      if (size > mostValues) swollen ??= node;
      return size;
    }
    const inner = yaml.isPair(node)
      ? sizeOf(node.key) + sizeOf(node.value)
      : yaml.isCollection(node)
        ? node.items.reduce((sum: number, each) => sum + sizeOf(each), 1)
        : 1;
    if (yaml.isNode(node) && node.anchor !== undefined) sizes.set(node.anchor, inner);
    if (inner > mostValues) swollen ??= firstAliasIn(yaml, node);
    return inner;
  };
  sizeOf(document.contents);
  return swollen;
}

function firstAliasIn(yaml: typeof Yaml, node: unknown): Yaml.Alias | undefined {
  let found: Yaml.Alias | undefined;
  yaml.visit(node as Yaml.Node, {
    Alias: (_key, alias) => {
      found = alias;
      return yaml.visit.BREAK;
    },
  });
  return found;
}

function tooManyValues(file: SourceFile, alias: Yaml.Alias): Problem {
  return problem({
    code: 'WorkflowAnchorWrong',
    message: `With what its aliases stand for the file has more than ${mostValues} values`,
    at: at(file, alias),
    remedy: 'Write fewer aliases of values that have aliases themselves.',
    aws: refused,
  });
}

const refused = 'GitHub refuses the file, and no event starts it.';

function at({ path }: SourceFile, { range }: Yaml.Node): Place {
  return { file: path, start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
}

function unknownAlias(file: SourceFile, alias: Yaml.Alias, known: readonly string[]): Problem {
  return problem({
    code: 'WorkflowAnchorWrong',
    message: `There is no anchor "${alias.source}" before this alias`,
    at: at(file, alias),
    remedy: known.length === 0 ? `Write &${alias.source} at the value.` : `There are: ${known.join(', ')}`,
    aws: refused,
  });
}

function endless(file: SourceFile, alias: Yaml.Alias): Problem {
  return problem({
    code: 'WorkflowAnchorWrong',
    message: `The alias "${alias.source}" stands in its own anchor`,
    at: at(file, alias),
    remedy: 'Write the value itself.',
    aws: refused,
  });
}

function merged(file: SourceFile, key: Yaml.Node): Problem {
  return problem({
    code: 'WorkflowAnchorWrong',
    message: 'GitHub does not merge mappings by "<<"',
    at: at(file, key),
    remedy: 'Write the keys themselves, or an alias for the whole mapping.',
    aws: refused,
  });
}

function unusedAnchor(file: SourceFile, name: string, node: Yaml.Node): Problem {
  const start = Math.max(0, file.text.lastIndexOf(`&${name}`, node.range?.[0] ?? 0));
  return problem({
    code: 'WorkflowAnchorWrong',
    severity: 'warning',
    message: `Nothing uses the anchor "${name}"`,
    at: { file: file.path, start, end: start + name.length + 1 },
    remedy: 'Remove it, or write an alias of it.',
  });
}
