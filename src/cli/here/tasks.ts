// What can be done in a folder: the definitions in it, what it could become, and what ran here before.
import { existsSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { openFiles } from '../../load/files.ts';
import { findDefinition } from '../../load/find-definition.ts';
import { recogniseName } from '../../load/recognise.ts';
import { workflowFiles } from '../../load/load-workflow.ts';
import { whatIsThere } from '../../load/what-is-there.ts';
import { detect, detectBelow, isWorkspace } from '../../starter/detect.ts';
import { openFolder } from '../../starter/folder.ts';
import { sharedFolder } from '../init/own-folder.ts';
import { hasPipeline } from '../session/definition-record.ts';

export interface Task {
  /** What was found: a file, or the sign of something. */
  readonly found: string;
  readonly what: string;
  /** The words of the command, without the program. */
  readonly words: readonly string[];
}

/** The first is the likeliest. */
export async function tasksOf(folder: string): Promise<readonly Task[]> {
  const definition = await definitionTasks(folder);
  const files = openFolder(folder);
  const starters =
    definition.length > 0 || sharedFolder(folder) !== undefined
      ? []
      : detect(files).map(({ title, evidence }, index) => ({
          found: evidence.join(', '),
          what: title,
          words: ['init', ...(index === 0 ? [] : ['--choice', String(index + 1)])],
        }));
  const tasks = [
    ...definition,
    ...files.files.filter((file) => isBuildspec(file)).map((file) => buildspecTask(file)),
    ...workflowFiles(folder).map((file) => ({
      found: file,
      what: 'a workflow of GitHub',
      words: ['run', file],
    })),
    ...starters,
    ...(starters.length > 0 && isWorkspace(files) ? belowTasks(folder) : []),
    ...stateTasks(folder),
  ];
  return tasks.length > 0 || sharedFolder(folder) !== undefined ? tasks : belowTasks(folder);
}

async function definitionTasks(folder: string): Promise<readonly Task[]> {
  if (!(await hasPipeline(folder, folder))) return [];
  const found = await findDefinition(folder, { cwd: folder, files: openFiles(folder) });
  const [problem] = found.kind === 'none' ? found.problems : [];
  const file = found.kind === 'none' ? 'several pipelines' : basename(found.file);
  return [
    { found: file, what: problem?.message ?? 'a pipeline', words: ['run'] },
    { found: file, what: 'what a run would do', words: ['plan'] },
    { found: file, what: 'its findings', words: ['lint'] },
    { found: file, what: 'the server and its pages', words: ['up'] },
  ];
}

function isBuildspec(file: string): boolean {
  return !file.includes('/') && recogniseName(file) === 'buildspec';
}

function buildspecTask(file: string): Task {
  return { found: file, what: 'a buildspec of CodeBuild', words: ['run', file] };
}

function stateTasks(folder: string): readonly Task[] {
  if (!existsSync(join(folder, '.slipway', 'slipway.db'))) return [];
  return [
    { found: '.slipway', what: 'what ran, what waits, what is deployed', words: ['status'] },
    { found: '.slipway', what: 'the address of what is deployed', words: ['open'] },
    { found: '.slipway', what: 'the executions so far', words: ['history'] },
  ];
}

/** Definitions and sources in folders below. */
function belowTasks(folder: string): readonly Task[] {
  const pipelines = whatIsThere(folder).filter(({ kind }) => kind === 'pipeline');
  const below = detectBelow(openFolder(folder));
  return [
    ...pipelines.map(({ path }) => ({
      found: path,
      what: 'a pipeline',
      words: ['run', relative('.', join(path, '..')) || '.'],
    })),
    ...below.map(({ path, detected }) => ({
      found: `${path}: ${detected.evidence.join(', ')}`,
      what: detected.title,
      words: ['init', path],
    })),
  ];
}
