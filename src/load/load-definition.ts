// From a path to a definition, with the place of every part of it.
import type { Node } from '../lib/node.ts';
import { startOf, type SourceFile } from '../lib/source-file.ts';
import type { Problem } from '../lib/problem.ts';
import { problem } from '../lib/problem.ts';
import type { Sources } from '../lib/render-problem.ts';
import type { Definition } from '../model/definition.ts';
import type { Finding } from '../lib/finding.ts';
import { openFiles, parseFile, type Files } from './files.ts';
import { findDefinition } from './find-definition.ts';
import { locate } from './locate.ts';
import { collectParts } from './parts.ts';
import { isPipeline } from './pipeline/pipeline.ts';
import { loadSiblings } from './siblings.ts';
import { pipelineType, typesIn } from './cloudformation-template.ts';
import { describeForeign } from './describe-foreign.ts';

export interface LoadedDefinition {
  /** What could be read; whether it can be run is what `check` says. Absent when the pipeline cannot be read. */
  readonly definition?: Definition;
  /** A part of it is missing, because it cannot be read. */
  readonly isPartial?: boolean;
  /** Absolute path of the folder that holds it. */
  readonly folder: string;
  readonly problems: readonly Problem[];
  /** The texts of the files, for renderProblem. */
  readonly sources: Sources;
  /** A rule's finding with its place in the files; undefined for a part that stands in no file. */
  readonly locate: (finding: Finding) => Problem | undefined;
}

type ReadDefinition = Partial<LoadedDefinition> & Pick<LoadedDefinition, 'problems'>;

/** Reads what `path` (a folder or a file) holds. Never rejects for what the user wrote; all problems are collected. */
export async function loadDefinition(
  path: string,
  { cwd }: { readonly cwd: string },
): Promise<LoadedDefinition> {
  const files = openFiles(cwd);
  const found = await findDefinition(path, { cwd, files });
  const { folder } = found;
  const nothing = { folder, sources: files.textOf, locate: () => undefined };
  if (found.kind === 'none') return { ...nothing, problems: found.problems };
  if (found.kind === 'config') {
    const { loadConfig } = await import('./config/config.ts');
    return { ...nothing, ...(await loadConfig(found.file, files)) };
  }
  if (found.kind === 'assembly') {
    const { loadAssembly } = await import('./template/load-template.ts');
    return { ...nothing, ...(await loadAssembly(found, files)) };
  }
  return { ...nothing, ...(await loadPipelineFile(found.file, folder, files)) };
}

async function loadPipelineFile(path: string, folder: string, files: Files): Promise<ReadDefinition> {
  const file = await files.read(path).catch((error: unknown) => (error as Error).message);
  if (typeof file === 'string') return { problems: [unreadable(files.nameOf(path), file)] };
  const { root, problems } = parseFile(file);
  if (root === undefined) return { problems };
  if (typesIn(root).includes(pipelineType)) {
    const { loadTemplate } = await import('./template/load-template.ts');
    return await loadTemplate({ file }, { folder, path, files });
  }
  if (!isPipeline(root)) return { problems: [noPipeline(root, file)] };
  const parts = collectParts(files);
  parts.report(problems);
  parts.addPipeline(root);
  await loadSiblings(folder, path, { files, parts });
  const { roots, ...read } = parts.finish();
  return { ...read, locate: (finding) => locate(finding, roots, files.textOf) };
}

/** What YAML thinks of the tags and texts of another kind of file is no help. */
function noPipeline(root: Node, file: SourceFile): Problem {
  const { what, remedy } = describeForeign(root, file.path);
  return problem({
    code: 'DefinitionInvalid',
    message: `This is no pipeline: ${what}`,
    at: startOf(file),
    remedy: remedy ?? 'Give a file with "stages", or a folder that holds one.',
  });
}

function unreadable(name: string, reason: string): Problem {
  return problem({
    code: 'DefinitionNotFound',
    whose: 'machine',
    message: `${name} cannot be read: ${reason}`,
    remedy: 'Make it readable for you.',
  });
}
