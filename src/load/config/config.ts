// A definition in TypeScript or JavaScript: the module is run, what it exports is read like a file, and findings point
// into the module by the path of the value and, where it is known, by its text.
import { defined } from '../../lib/defined.ts';
import { parseJson } from '../../lib/parse-json.ts';
import { entryOf, type Node } from '../../lib/node.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import { startOf, type SourceFile } from '../../lib/source-file.ts';
import type { LoadedConfig } from './config-contract.ts';
import { placeInConfig } from './config-places.ts';
import { importConfig } from './import-config.ts';
import type { Files } from '../files.ts';
import { locate } from '../locate.ts';
import { partNames } from '../kinds/index.ts';
import { collectParts, type Parts } from '../parts.ts';

export async function loadConfig(path: string, files: Files): Promise<LoadedConfig> {
  const file = await files.read(path);
  const imported = await importConfig(path, file);
  if (isFailed(imported)) return { problems: imported.failed };
  const written = writeAsJson(imported.definition, file);
  if (isFailed(written)) return { problems: written.failed };
  // The values as JSON under the module's name: their places are turned into places of the module at the end.
  const json: SourceFile = { path: file.path, text: written.json };
  const { root } = parseJson(json);
  if (root === undefined) return { problems: [noDefinition(file, 'it is empty')] };
  const parts = collectParts(files);
  readParts(root, parts, file);
  const { roots, definition, isPartial, problems } = parts.finish();
  const place = placeInConfig({ root, json: json.text, file });
  return {
    problems: problems.map(place),
    isPartial,
    ...defined({ definition }),
    locate: (finding) => {
      const located = locate(finding, roots, (name) => (name === json.path ? json.text : undefined));
      return located === undefined ? undefined : place(located);
    },
  };
}

/** JSON, because that is what AWS takes: what does not survive it cannot be part of a definition. */
function writeAsJson(
  definition: unknown,
  file: SourceFile,
): Result<{ readonly json: string }, readonly Problem[]> {
  if (typeof definition !== 'object' || definition === null)
    return { failed: [noDefinition(file, `"definition" is ${String(definition)}`)] };
  try {
    return { json: JSON.stringify(definition, refuseFunctions, 1) };
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return { failed: [noDefinition(file, `it cannot be written as JSON: ${reason}`)] };
  }
}

function refuseFunctions(key: string, value: unknown): unknown {
  if (typeof value === 'function') throw new TypeError(`"${key}" is a function`);
  return value;
}

function readParts(root: Node, parts: Parts, file: SourceFile): void {
  const pipeline = entryOf(root, 'pipeline');
  if (pipeline === undefined) parts.report([noDefinition(file, 'it has no "pipeline"')]);
  else parts.addPipeline(pipeline.value);
  for (const name of partNames) {
    const list = entryOf(root, name)?.value;
    if (list?.kind === 'list') for (const item of list.items) parts.add(name, item);
  }
}

function noDefinition(file: SourceFile, reason: string): Problem {
  return problem({
    code: 'DefinitionInvalid',
    message: `The module exports no usable "definition": ${reason}`,
    at: startOf(file),
    remedy: 'Write: export default definition({ pipeline, … }), with the builders of "slipway".',
  });
}
