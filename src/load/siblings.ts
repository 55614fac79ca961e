// What else a pipeline's folder says: CodeBuild projects, CodeDeploy applications, deployment groups and configurations,
// and fleets, each in a file of any name that is recognised by its content.
import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Node } from '../lib/node.ts';
import type { Problem } from '../lib/problem.ts';
import { describeTemplate } from './cloudformation-template.ts';
import { kinds, partNames, partsIn } from './kinds/index.ts';
import type { PartName } from '../model/definition.ts';
import type { Parts } from './parts.ts';
import { parseFile, type Files } from './files.ts';
import { isPipeline } from './pipeline/pipeline.ts';
import { readShape } from './read-shape.ts';
import { recogniseName } from './recognise.ts';
import { any, list } from './shape.ts';

/** Reads the folder's other files into the parts, in the order of their names. */
export async function loadSiblings(folder: string, pipelineFile: string, to: { files: Files; parts: Parts }) {
  for (const path of await candidateFiles(folder)) {
    if (path === pipelineFile) continue;
    const file = await to.files.read(path);
    if (!telltale.test(file.text)) continue;
    const { root, problems } = parseFile(file);
    // Its resources are not written as the services' own operations take them.
    if (root !== undefined && describeTemplate(root) !== undefined) continue;
    const found = root === undefined || isPipeline(root) ? [] : partsIn(root);
    // A file that could not be read may hold a part: to pass over it would run something else than what is written.
    const wrong = root === undefined ? [] : noList(root);
    const isOurs =
      found.length > 0 || wrong.length > 0 || (problems.length > 0 && mayBeOurs(path, file.text));
    const isAdvisory =
      found.some(([name]) => kinds[name].isAdvisory) ||
      (!isOurs && problems.length > 0 && advisoryAtTop.test(file.text));
    if (isAdvisory) to.parts.report(problems.map((each) => ({ ...each, severity: 'warning' })));
    else if (isOurs) to.parts.report([...problems, ...wrong]);
    for (const [name, node] of found) to.parts.add(name, node);
  }
}

/** JSON and YAML files directly in the folder that may be part of a definition. */
export async function candidateFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile() && /^\.(json|ya?ml)$/i.test(extname(entry.name)))
    .map((entry) => entry.name)
    .filter((name) => !foreign.has(name) && recogniseName(name) === undefined);
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return names
    .filter((_, index) => (sizes[index] ?? 0) <= maxSizeBytes)
    .toSorted()
    .map((name) => join(folder, name));
}

const maxSizeBytes = 1_000_000;
const foreign = new Set(['package.json', 'package-lock.json', 'npm-shrinkwrap.json', 'tsconfig.json']);

const wordsOf = (names: readonly PartName[]) => names.flatMap((name) => kinds[name].words).join('|');
const words = wordsOf(partNames.filter((name) => !kinds[name].isAdvisory));
const advisoryWords = wordsOf(partNames.filter((name) => kinds[name].isAdvisory));
/** Cheaper than parsing every file of a folder. */
const telltale = new RegExp(`(${words}|${advisoryWords})["']?\\s*:`);
const atTop = (keys: string) => new RegExp(`^\\s{0,4}\\{?\\s*["']?(${keys})["']?\\s*:`, 'm');
const telltaleAtTop = atTop(words);
const awsKey = new RegExp(
  `"(${wordsOf(partNames.filter((name) => !kinds[name].isAdvisory && kinds[name].isOurs !== true))})"\\s*:`,
);
const advisoryAtTop = atTop(advisoryWords);

/**
 * Of a file that cannot be read. Keys of AWS's structures lie deep in what its operations answer, and a file may be written
 * in one line; the lists of our own files are the first thing in them.
 */
function mayBeOurs(path: string, text: string): boolean {
  return telltaleAtTop.test(text) || (/\.json$/i.test(path) && awsKey.test(text));
}

/** A file that has nothing but one of these names, and no list under it, means to be ours. */
export function noList(root: Node): readonly Problem[] {
  const [only, ...others] = root.kind === 'map' ? root.entries : [];
  const name =
    others.length > 0
      ? undefined
      : partNames.find((each) => kinds[each].isOurs && kinds[each].list === only?.key);
  if (only === undefined || name === undefined) return [];
  return only.value.kind === 'list' ? [] : readShape(only.value, list(any()), { what: `"${name}"` }).problems;
}
