// Which file of a folder is the definition.
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { nearest } from '../lib/nearest.ts';
import { problem, type Problem } from '../lib/problem.ts';
import { parseFile, type Files } from './files.ts';
import { pipelineType, typesIn } from './cloudformation-template.ts';
import { assemblyManifest, isAssembly } from './template/cloud-assembly.ts';
import { isPipeline } from './pipeline/pipeline.ts';
import { noDefinition } from './no-definition.ts';
import { candidateFiles } from './siblings.ts';

export type FoundDefinition =
  | {
      /** `assembly`: what `cdk synth` has written for the app in the folder, by its manifest. */
      readonly kind: 'config' | 'pipeline' | 'assembly';
      readonly file: string;
      readonly folder: string;
    }
  | { readonly kind: 'none'; readonly folder: string; readonly problems: readonly Problem[] };

const configNames = ['slipway.config.ts', 'slipway.config.mts', 'slipway.config.js', 'slipway.config.mjs'];
const pipelineNames = ['pipeline.json', 'pipeline.yml', 'pipeline.yaml'];

/** By these names alone a file is a definition. */
export const definitionNames: readonly string[] = [...configNames, ...pipelineNames];

/**
 * A file is taken as it is. In a folder: `slipway.config.*`, else `pipeline.*`, else the one file that is recognisably
 * a pipeline, else the one template with a pipeline. A folder that `cdk synth` has written is a definition of the folder
 * around it.
 */
export async function findDefinition(
  path: string,
  { cwd, files }: { readonly cwd: string; readonly files: Files },
): Promise<FoundDefinition> {
  const absolute = resolve(cwd, path);
  const stats = await stat(absolute).catch(() => undefined);
  if (stats === undefined) {
    const names = await readdir(dirname(absolute)).catch((): readonly string[] => []);
    const meant = nearest(basename(absolute), names);
    return none(dirname(absolute), [nothingThere(files.nameOf(absolute), meant)]);
  }
  if (!stats.isDirectory()) {
    const kind = /\.[cm]?[jt]s$/.test(absolute) ? 'config' : 'pipeline';
    return { kind, file: absolute, folder: dirname(absolute) };
  }
  const names = await readdir(absolute);
  const config = configNames.find((name) => names.includes(name));
  if (config !== undefined) return { kind: 'config', file: join(absolute, config), folder: absolute };
  const pipeline = pipelineNames.find((name) => names.includes(name));
  if (pipeline !== undefined) return { kind: 'pipeline', file: join(absolute, pipeline), folder: absolute };
  const manifest = join(absolute, assemblyManifest);
  if (names.includes(assemblyManifest) && isAssembly(await readFile(manifest, 'utf8')))
    return { kind: 'assembly', file: manifest, folder: dirname(absolute) };
  return onlyPipeline(absolute, files);
}

async function onlyPipeline(folder: string, files: Files): Promise<FoundDefinition> {
  const pipelines: string[] = [];
  const templates: string[] = [];
  for (const path of await candidateFiles(folder)) {
    const file = await files.read(path);
    if (!telltale.test(file.text)) continue;
    const { root } = parseFile(file);
    if (root === undefined) continue;
    if (typesIn(root).includes(pipelineType)) templates.push(path);
    else if (isPipeline(root)) pipelines.push(path);
  }
  const found = pipelines.length > 0 ? pipelines : templates;
  const [file, second] = found;
  if (file === undefined) return none(folder, [noDefinition(folder, files.nameOf)]);
  if (second === undefined) return { kind: 'pipeline', file, folder };
  return none(folder, [
    problem({
      code: 'DefinitionAmbiguous',
      whose: 'call',
      message: `There are ${found.length} pipelines in ${files.nameOf(folder)}: ${found.map((path) => basename(path)).join(', ')}`,
      remedy: `Name one of them, or call the one that is meant pipeline.json.`,
    }),
  ]);
}

const telltale = new RegExp(`stages["']?\\s*:|${pipelineType}`);

function none(folder: string, problems: readonly Problem[]): FoundDefinition {
  return { kind: 'none', folder, problems };
}

/** @param meant what lies next to it under a name that is nearly the same */
function nothingThere(name: string, meant: string | undefined): Problem {
  return problem({
    code: 'DefinitionNotFound',
    whose: 'call',
    message: `There is no file or folder "${name}"`,
    remedy:
      meant === undefined
        ? 'Give the path of a folder with a definition, or of a pipeline file.'
        : `Did you mean "${join(dirname(name), meant)}"?`,
  });
}
