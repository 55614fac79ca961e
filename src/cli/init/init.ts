// The init command: what the folder holds, the files that a pipeline of it begins with, and a question before they are
// written. A file that is there already stays as it is.
import { lstatSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { defined } from '../../lib/defined.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import { readRepository, repositoryAbove } from '../../load/git-repository.ts';
import { workflowFiles } from '../../load/load-workflow.ts';
import { detect, detectBelow, existingBuildspec, isWorkspace } from '../../starter/detect.ts';
import type { Detected } from '../../starter/detected.ts';
import { openFolder, type Folder } from '../../starter/folder.ts';
import type { StarterFile } from '../../starter/shapes.ts';
import { starterFiles, type Starter } from '../../starter/starter-files.ts';
import { hasPipeline } from '../session/definition-record.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { chooseDetected, withMissingPrograms, withOtherVersions } from './choose-detected.ts';
import type { InitOptions } from './init-options.ts';
import { requireOwnFolder } from './own-folder.ts';
import { proposeFiles, type Proposal } from './propose-files.ts';

export async function init(given: string, options: InitOptions, terminal: Terminal): Promise<ExitStatus> {
  if (options.template !== undefined) {
    const { initTemplate } = await import('./init-template.ts');
    return await initTemplate(given, { ...options, template: options.template }, terminal);
  }
  const path = resolve(terminal.cwd, given);
  requireFolder(path, given);
  requireOwnFolder(path);
  await requireNoDefinition(path, terminal);
  const folder = openFolder(path);
  const detected = await chooseDetected(detect(folder), { options, terminal });
  if (detected === undefined) throw new ProblemError([nothingFound(folder, { path, given })]);
  const buildspec = existingBuildspec(folder);
  const files = filesFor(detected, { path, options, ...defined({ buildspec }) });
  const shown =
    buildspec === undefined
      ? withOtherVersions(withMissingPrograms(detected, terminal.env), terminal.env)
      : builtBy(buildspec, detected);
  const notes = [
    ...(shown.notes ?? []),
    ...partsNotes(folder, shown, { given, terminal }),
    ...repositoryNotes(path),
  ];
  return await proposeFiles(files, { path, options, terminal, detected: { ...shown, notes } });
}

function filesFor(
  detected: Detected,
  { path, options, buildspec }: Pick<Proposal, 'path' | 'options'> & Pick<Starter, 'buildspec'>,
): readonly StarterFile[] {
  const { name, head } = readRepository(repositoryAbove(path) ?? path);
  return starterFiles({
    detected,
    name: options.name ?? basename(path),
    repository: name.replace(/^local\//, 'OWNER/'),
    branch: head.replace('refs/heads/', ''),
    ...defined({ buildspec }),
  });
}

/** A buildspec that is there is taken; what it does not give cannot be delivered. */
function builtBy({ path, hasArtifacts }: NonNullable<Starter['buildspec']>, detected: Detected): Detected {
  const evidence = [...new Set([...detected.evidence, path])];
  if (hasArtifacts || detected.delivery.type === 'none') return { ...detected, evidence };
  const note = `${path} has no artifacts: it is built, and nothing is deployed before it has`;
  return { ...detected, evidence, notes: [...(detected.notes ?? []), note] };
}

function requireFolder(path: string, given: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return;
  throw new ProblemError([
    problem({
      code: 'DefinitionNotFound',
      whose: 'call',
      message: `There is no folder "${given}"`,
      remedy: 'Name the folder that holds the sources',
    }),
  ]);
}

async function requireNoDefinition(path: string, { cwd }: Terminal): Promise<void> {
  if (!(await hasPipeline(path, cwd))) return;
  const where = relative(cwd, path);
  throw new ProblemError([
    problem({
      code: 'DefinitionExists',
      whose: 'call',
      message: `${where === '' ? 'This folder' : `"${where}"`} has a definition already, and init overwrites nothing`,
      remedy: `Run it: slipway run${where === '' ? '' : ` ${where}`}`,
    }),
  ]);
}

/** What the packages of a workspace are is in their own folders. */
function partsNotes(
  folder: Folder,
  { delivery }: Detected,
  { given, terminal }: { readonly given: string; readonly terminal: Terminal },
): readonly string[] {
  if (delivery.type !== 'none' || !isWorkspace(folder)) return [];
  const parts = detectBelow(folder).filter(({ detected }) => detected.delivery.type !== 'none');
  return parts.map(
    ({ path, detected }) =>
      `${path} is ${detected.title}, and has a pipeline of its own by: ${terminal.hints.command(['init', join(given, path)])}`,
  );
}

function repositoryNotes(path: string): readonly string[] {
  const root = repositoryAbove(path);
  if (root === undefined) return [];
  const below = relative(root, path);
  return [
    `the source is this folder here, and on AWS the whole repository: for it name ${below}/buildspec.yml in codebuild-project.json, and let its commands begin with "cd ${below}"`,
  ];
}

function nothingFound(folder: Folder, { path, given }: { readonly path: string; readonly given: string }) {
  const [workflow] = workflowFiles(path);
  if (workflow !== undefined) return workflowAlone(join(given, workflow));
  const below = detectBelow(folder);
  const [first] = below;
  return problem({
    code: 'DefinitionNotFound',
    whose: 'call',
    message: `Nothing in ${given === '.' ? 'this folder' : `"${given}"`} says how it is built or where it is deployed`,
    notes: below.map(({ path, detected }) => ({
      message: `${path}: ${detected.title} (${detected.evidence.join(', ')})`,
    })),
    remedy:
      first === undefined
        ? 'Begin with a small system: slipway init --template list'
        : `Begin with one of its folders: slipway init ${join(given, first.path)}`,
  });
}

function workflowAlone(file: string) {
  return problem({
    code: 'DefinitionNotFound',
    whose: 'call',
    message: `A workflow of GitHub needs no pipeline, and nothing else here says how it is built or where it is deployed`,
    remedy: `Run it: slipway run ${file}. A pipeline of AWS is made of it by: slipway import ${file}`,
  });
}
