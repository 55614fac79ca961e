// The import command: a pipeline of an account as files that a run takes and that, shipped again, change nothing.
import { existsSync, statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { isRecord } from '../../lib/is-record.ts';
import { makeFolders } from '../../lib/make-folders.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import type { Sources } from '../../lib/render-problem.ts';
import { readPipelineParts } from '../../ship/aws/read-pipeline.ts';
import { partNames, withoutDefaults, type Parts } from '../../ship/compare.ts';
import { loadWorkflow } from '../../load/load-workflow.ts';
import { readRepository } from '../../load/git-repository.ts';
import { workflowParts } from '../../ship/import/workflow-parts.ts';
import { fileParts } from '../../ship/import/file-parts.ts';
import type { Imported } from '../../ship/import/imported.ts';
import { showProblems } from '../show-problems.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { findShipped, type ShippingOptions } from './open-shipping.ts';

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
  for (const loss of losses) terminal.writeError(`${loss}\n`);
  const folder = resolve(terminal.cwd, options.out ?? (isFile ? nameIn(parts) : source));
  const files = filesOf(parts);
  const there = files.find(({ file }) => existsSync(join(folder, file)));
  if (there !== undefined) throw isThere(join(folder, there.file));
  makeFolders(folder);
  for (const { file, content } of files)
    await writeFile(join(folder, file), `${JSON.stringify(content, null, 2)}\n`);
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
  const parts = await findShipped(options, terminal, async ({ access }) => readPipelineParts(access, name));
  return { parts: parts ?? new Map(), losses: [] };
}

function nameIn(parts: Parts): string {
  const pipeline = [...parts.keys()].find((name) => name.startsWith(partNames.pipeline('')));
  return pipeline?.slice(partNames.pipeline('').length) ?? 'imported';
}

interface Written {
  readonly file: string;
  readonly content: unknown;
}

function filesOf(parts: Parts): readonly Written[] {
  return [...parts].map(([part, there]) => {
    const content = { ...withoutDefaults(there), ...tagsOf(there) };
    if (part.startsWith('pipeline ')) return { file: 'pipeline.json', content: { pipeline: content } };
    return { file: `${part.replaceAll(/[^A-Za-z0-9._-]+/g, '-')}.json`, content };
  });
}

/** As its owner has given them: those of AWS's own services go with what made them. */
function tagsOf({ tags }: Readonly<Record<string, unknown>>): object {
  if (!Array.isArray(tags)) return {};
  const own = tags.filter((tag: unknown) => isRecord(tag) && !/^aws:/i.test(String(tag['key'])));
  return own.length === 0 ? {} : { tags: own };
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
