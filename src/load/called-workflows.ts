// The workflows of the repository that the jobs of one call, with what they call in turn.
import { join } from 'node:path';
import { problem, type Problem } from '../lib/problem.ts';
import { isFailed } from '../lib/result.ts';
import type { SourceFile } from '../lib/source-file.ts';
import type { CalledWorkflows, Workflow } from '../model/workflow.ts';
import { callProblems, wrongCall } from '../workflows/calls/call-problems.ts';
import {
  mostLevels,
  mostWorkflows,
  nameOfCall,
  parseCallReference,
} from '../workflows/calls/call-reference.ts';
import { placeOf } from '../workflows/language/place-of.ts';
import { placeOfPath } from '../workflows/language/place-of-path.ts';
import type { ReadWorkflow } from '../workflows/language/read-workflow.ts';
import type { Files } from './files.ts';

interface Reader {
  /** Of the repository. */
  readonly folder: string;
  readonly files: Files;
  readonly readWorkflow: (file: SourceFile, path: string) => ReadWorkflow;
}

interface Caller {
  readonly workflow: Workflow;
  readonly file: SourceFile;
}

interface Found {
  readonly called: CalledWorkflows;
  readonly problems: readonly Problem[];
}

export async function readCalledWorkflows(caller: Caller, reader: Reader): Promise<Found> {
  const called: Record<string, Workflow> = {};
  const problems: Problem[] = [];
  const visit = async ({ workflow, file }: Caller, path: readonly string[]): Promise<void> => {
    for (const job of workflow.jobs) {
      if (job.uses === undefined) continue;
      const at = placeOfPath(file, { path: ['jobs', job.id, 'uses'] });
      const reference = parseCallReference(job.uses);
      // The rules say what is wrong with its form.
      if (isFailed(reference) || reference.kind !== 'own') continue;
      const name = nameOfCall(reference);
      const inCircle = path.includes(name) || `./${caller.workflow.path}` === name;
      if (inCircle) problems.push(wrongCall(job.id, `${name} calls itself`, at));
      else if (path.length + 1 >= mostLevels)
        problems.push(wrongCall(job.id, `GitHub takes at most ${mostLevels} levels of workflows`, at));
      if (inCircle || path.length + 1 >= mostLevels) continue;
      const next = await readOne(reference.path, reader);
      if (next === undefined)
        problems.push(wrongCall(job.id, `${reference.path} is no file of the repository`, at));
      else if (next.workflow === undefined) problems.push(...next.problems);
      if (next?.workflow === undefined) continue;
      const isKnown = Object.hasOwn(called, name);
      called[name] = next.workflow;
      problems.push(...callProblems(job, next.workflow, at));
      if (!isKnown) await visit({ workflow: next.workflow, file: next.file }, [...path, name]);
    }
  };
  await visit(caller, []);
  if (Object.keys(called).length > mostWorkflows)
    problems.push(
      problem({
        code: 'WorkflowCallInvalid',
        message: `The workflow calls ${Object.keys(called).length} workflows, and GitHub takes at most ${mostWorkflows}`,
        at: placeOf(caller.file),
      }),
    );
  return { called, problems };
}

async function readOne(path: string, { folder, files, readWorkflow }: Reader) {
  const file = await files.read(join(folder, path)).catch(() => undefined);
  return file === undefined ? undefined : { file, ...readWorkflow(file, path) };
}
