// The artifacts commands: list, show, extract, export.
import { counted } from '../../lib/counted.ts';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { didYouMean } from '../../lib/nearest.ts';
import { problem, ProblemError, type Problem } from '../../lib/problem.ts';
import type { ArtifactReference } from '../../model/progress.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import { readableExecution } from '../request/choose-pipeline.ts';
import type { PipelineOptions } from '../command.ts';
import { openForReading } from '../state-path.ts';
import { actionsOf, shortExecutionId, shortRevision } from '../render/describe.ts';
import { span, type Line } from '../render/line.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { readView } from '../../view/read-view.ts';
import { padColumns } from '../../lib/display-width.ts';
import { writeLines } from '../write-lines.ts';

export interface ArtifactChoice {
  readonly artifact: string;
  readonly execution: string;
}

export async function listArtifacts(
  execution: string,
  options: PipelineOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  await using state = await openForReading(options, terminal);
  const artifacts = artifactsOf(state, execution, options);
  if (options.json === true) terminal.write(`${JSON.stringify({ artifacts })}\n`);
  else if (artifacts.length === 0) terminal.write('This execution has no artifact yet\n');
  else writeLines(terminal, artifacts.map(artifactLine));
  return 0;
}

export async function showArtifact(
  choice: ArtifactChoice,
  options: PipelineOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  await using state = await openForReading(options, terminal);
  const { digest } = findArtifact(state, choice, options);
  const entries = await state.artifacts.entries(digest);
  if (options.json === true) terminal.write(`${JSON.stringify({ digest, entries })}\n`);
  else
    for (const { mode, sizeBytes, path, type, target } of entries)
      terminal.write(
        `${mode.toString(8).padStart(4, '0')}  ${String(sizeBytes).padStart(10)}  ${path}${endings[type]}${target === undefined ? '' : ` -> ${target}`}\n`,
      );
  return 0;
}

const endings = { file: '', symlink: '', directory: '/' } as const;

/**
 * Into a new or empty folder: nothing is overwritten and nothing that lay there is taken for a part of the artifact.
 */
export async function extractArtifact(
  choice: ArtifactChoice & { readonly to: string },
  options: PipelineOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  await using state = await openForReading(options, terminal);
  const { digest, files } = findArtifact(state, choice, options);
  const folder = resolve(terminal.cwd, choice.to);
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new ProblemError([inTheWay(`The folder "${choice.to}" is not empty`)]);
  await extractWhole(state, digest, folder);
  return done({ artifact: choice.artifact, files, folder }, `${counted(files, 'file')} in ${choice.to}`, {
    options,
    terminal,
  });
}

/** A folder that could not be filled is left empty, for the next attempt. */
async function extractWhole({ artifacts }: StateFolder, digest: string, folder: string): Promise<void> {
  try {
    await artifacts.extract(digest, folder);
  } catch (error) {
    for (const name of existsSync(folder) ? readdirSync(folder) : [])
      rmSync(join(folder, name), { recursive: true, force: true });
    throw error;
  }
}

export async function exportArtifact(
  choice: ArtifactChoice & { readonly to: string },
  options: PipelineOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  await using state = await openForReading(options, terminal);
  const { digest, files } = findArtifact(state, choice, options);
  const file = resolve(terminal.cwd, choice.to);
  if (existsSync(file)) throw new ProblemError([inTheWay(`There is a file "${choice.to}" already`)]);
  await state.artifacts.exportZip(digest, file);
  return done({ artifact: choice.artifact, files, file }, `${counted(files, 'file')} in ${choice.to}`, {
    options,
    terminal,
  });
}

function done(
  document: object,
  text: string,
  { options, terminal }: { readonly options: PipelineOptions; readonly terminal: Terminal },
): ExitStatus {
  terminal.write(options.json === true ? `${JSON.stringify(document)}\n` : `${text}\n`);
  return 0;
}

function inTheWay(message: string): Problem {
  return problem({ code: 'CallInvalid', whose: 'call', message, remedy: 'Give another name, or remove it' });
}

type Artifact = ArtifactReference & { readonly stageName: string; readonly actionName: string };

function artifactsOf(state: StateFolder, execution: string, options: PipelineOptions): readonly Artifact[] {
  const { view } = readView(state, readableExecution(state, execution, options));
  return actionsOf(view).flatMap(({ stage, action }) =>
    action.outputArtifacts.map((artifact) => ({
      ...artifact,
      stageName: stage.name,
      actionName: action.name,
    })),
  );
}

function findArtifact(
  state: StateFolder,
  { artifact, execution }: ArtifactChoice,
  options: PipelineOptions,
): Artifact {
  const all = artifactsOf(state, execution, options);
  const found = all.findLast(({ name }) => name === artifact);
  if (found !== undefined) return found;
  const names = all.map(({ name }) => name);
  const { executionId, pipelineName } = readableExecution(state, execution, options);
  throw new ProblemError([
    problem({
      code: 'ArtifactUnknown',
      whose: 'call',
      message: `Execution ${shortExecutionId(executionId)} of "${pipelineName}" has no artifact "${artifact}"`,
      remedy: didYouMean(artifact, names, `It has: ${names.join(', ') || 'none'}`),
    }),
  ]);
}

function artifactLine({ name, files, sizeBytes, stageName, actionName, revisionId, digest }: Artifact): Line {
  const revision = revisionId === undefined ? '' : `  ${shortRevision(revisionId)}`;
  return [
    span(padColumns(name, 20), 'bold'),
    span(
      `  ${counted(files, 'file').padStart(12)}  ${(sizeBytes / 1_000_000).toFixed(1).padStart(8)} MB  ${stageName} › ${actionName}`,
    ),
    span(`${revision}  ${digest.slice(0, 12)}`, 'dim'),
  ];
}
