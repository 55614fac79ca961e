// The import command: a pipeline of an account as files that a run takes and that, shipped again, change nothing.
import { existsSync, statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { makeFolders } from '../../lib/make-folders.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import type { Sources } from '../../lib/render-problem.ts';
import { pipelineNames, readPipelineParts } from '../../ship/aws/read-pipeline.ts';
import { withStackOf } from '../../ship/aws/read-stack-of.ts';
import { partNames, withoutDefaults, withoutMade } from '../../ship/compare.ts';
import { lowerTags, tagsOfPart, upperTags } from '../../ship/part-tags.ts';
import { loadWorkflow } from '../../load/load-workflow.ts';
import { readRepository } from '../../load/git-repository.ts';
import { workflowParts } from '../../ship/import/workflow-parts.ts';
import { fileParts, pipelineIn } from '../../ship/import/file-parts.ts';
import type { Imported } from '../../ship/import/imported.ts';
import { showProblems } from '../show-problems.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { lossesWhenShipped } from './losses-when-shipped.ts';
import { findShipped, remedyAmong, type Shipping, type ShippingOptions } from './open-shipping.ts';

export interface ImportOptions extends ShippingOptions {
  readonly out?: string;
}

/** @param source the name of a pipeline, or a file that describes one */
export async function importPipeline(
  source: string,
  options: ImportOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const file = resolve(terminal.cwd, source);
  const isFile = statSync(file, { throwIfNoEntry: false })?.isFile() === true;
  if (!isFile && looksLikeFile.test(source)) throw noFile(source);
  const imported = isFile
    ? await partsOrProblems(source, options, terminal)
    : await partsThere(source, options, terminal);
  if (imported === undefined) return 2;
  const { parts, losses } = imported;
  const folder = resolve(terminal.cwd, options.out ?? (isFile ? (pipelineIn(parts) ?? 'imported') : source));
  const files = filesOf(imported);
  const there = files.find(({ file }) => existsSync(join(folder, file)));
  if (there !== undefined) throw isThere(join(folder, there.file));
  makeFolders(folder);
  for (const { file, content } of files)
    await writeFile(join(folder, file), `${JSON.stringify(content, null, 2)}\n`);
  const left = await lossesWhenShipped(inFiles(imported, files), join(folder, 'pipeline.json'), terminal);
  for (const loss of [...losses, ...left]) terminal.writeError(`${terminal.hints.complete(loss)}\n`);
  const written = files.map(({ file }) => relative(terminal.cwd, join(folder, file)));
  terminal.write(
    options.json === true ? `${JSON.stringify({ files: written })}\n` : `${written.join('\n')}\n`,
  );
  return 0;
}

/** No name of a pipeline has a slash, and hardly one ends like this. */
const looksLikeFile = /\/|\.(json|ya?ml|tfstate|template)$/;

function noFile(path: string): ProblemError {
  const message = `There is no file "${path}"`;
  const remedy = 'Name a file that is there, or a pipeline of the account.';
  return new ProblemError([problem({ code: 'CallInvalid', whose: 'call', message, remedy })]);
}

/** Undefined when the file is wrong: its problems are shown where they stand. */
async function partsOrProblems(
  path: string,
  options: ImportOptions,
  terminal: Terminal,
): Promise<Imported | undefined> {
  try {
    return await partsOfFile(path, options, terminal);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const text = await readFile(resolve(terminal.cwd, path), 'utf8');
    const sources: Sources = (name) => (name === path ? text : undefined);
    showProblems(error.problems, { terminal, json: options.json === true, sources });
    return undefined;
  }
}

async function partsOfFile(path: string, { region }: ImportOptions, { cwd }: Terminal): Promise<Imported> {
  const loaded = await loadWorkflow(path, { cwd });
  const text = await readFile(resolve(cwd, path), 'utf8');
  if (loaded === undefined) return fileParts({ path, text }, region ?? 'us-east-1');
  const wrong = loaded.problems.filter(({ severity }) => severity === 'error');
  if (wrong.length > 0) throw new ProblemError(wrong);
  return workflowParts(text, readRepository(loaded.folder));
}

async function partsThere(name: string, options: ImportOptions, terminal: Terminal): Promise<Imported> {
  const asked: Shipping[] = [];
  const found = await findShipped(options, terminal, async (shipping) => {
    const parts = await readPipelineParts(shipping.access, name).catch((error: unknown) => {
      if (!(error instanceof Error) || !error.message.includes('PipelineNotFoundException')) throw error;
      asked.push(shipping);
    });
    return parts && withStackOf(name, parts, shipping);
  });
  if (found !== undefined) return found;
  const places = asked.map(({ where }) => where);
  throw new ProblemError([
    problem({
      code: 'PipelineNotFoundException',
      whose: 'call',
      message: `There is no pipeline ${name} in ${places.join(', nor in ')}`,
      remedy: await remedyAmong(name, asked, pipelineNames),
    }),
  ]);
}

/** What is held where, by the files that are written. */
function inFiles({ further, ...imported }: Imported, files: readonly Written[]): Imported {
  if (further === undefined) return imported;
  const written = new Map(files.map(({ name, file }) => [name, file]));
  const heldIn = [...further.heldIn].map(([id, name]) => [id, written.get(name) ?? name] as const);
  return { ...imported, further: { ...further, heldIn: new Map(heldIn) } };
}

interface Written {
  /** Of the part, or of the file that was found. */
  readonly name: string;
  readonly file: string;
  readonly content: unknown;
}

/** The first pipeline is the one of the folder. */
function filesOf({ parts, further, isAsWritten }: Imported): readonly Written[] {
  const first = pipelineIn(parts);
  const own = [...parts].map(([part, there]): Written => {
    const content = isAsWritten === true ? withoutMade(there) : withoutDefaults(there);
    const tags = tagsOfPart(there);
    const has = Object.keys(tags).length > 0;
    if (isPipeline(part))
      return {
        name: part,
        file: part === partNames.pipeline(first ?? '') ? 'pipeline.json' : fileName(part),
        content: { pipeline: content, ...(has ? { tags: lowerTags(tags) } : {}) },
      };
    const form = part.startsWith(partNames.project('')) ? lowerTags : upperTags;
    return {
      name: part,
      file: fileName(part),
      content: { ...content, ...(has ? { tags: form(tags) } : {}) },
    };
  });
  const others = (further?.files ?? []).map(({ name, content }) => ({ name, file: fileName(name), content }));
  return apart([...own, ...others]);
}

function isPipeline(part: string): boolean {
  return part.startsWith(partNames.pipeline(''));
}

function fileName(name: string): string {
  return `${name.replaceAll(/[^A-Za-z0-9._-]+/g, '-')}.json`;
}

/** Two names may become one. */
function apart(files: readonly Written[]): readonly Written[] {
  const taken = new Set<string>();
  return files.map(({ file, ...written }) => {
    let free = file;
    for (let count = 2; taken.has(free); count += 1) free = file.replace(/\.json$/, `-${count}.json`);
    taken.add(free);
    return { ...written, file: free };
  });
}

function isThere(file: string): ProblemError {
  return new ProblemError([
    problem({
      code: 'CallInvalid',
      whose: 'call',
      message: `${file} is there already, and would be written over`,
      remedy: 'Name another folder with --out',
    }),
  ]);
}
