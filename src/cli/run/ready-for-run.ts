// The definition that a call of `run` means: as it lies there, or for a workflow as it is at the ref that is named.
import { join } from 'node:path';
import { defined } from '../../lib/defined.ts';
import { ProblemError } from '../../lib/problem.ts';
import { isFailed } from '../../lib/result.ts';
import { readyDefinition, type Readying, type ReadyDefinition } from '../session/definition-record.ts';
import {
  commitOfRef,
  workflowAtCommit,
  workflowHere,
  type WorkflowHere,
} from '../session/workflow-at-ref.ts';
import { makeStateFolder } from '../../state/open-state.ts';
import { statePath } from '../state-path.ts';
import { wrongCall } from './build-call.ts';
import type { RunCommandOptions } from './run-command-options.ts';
import { baseOfCall } from './workflow-event.ts';

export interface ReadyForRun {
  readonly ready: ReadyDefinition;
  /** By source action, where the definition is of a commit that is not checked out. */
  readonly sourceRevisions: Readonly<Record<string, string>>;
}

/** Undefined when it cannot be run: then everything that is wrong has been shown. Throws a ProblemError about the call. */
export async function readyForRun(
  definition: string,
  given: RunCommandOptions,
  reading: Readying,
): Promise<ReadyForRun | undefined> {
  const { ref, source } = given;
  const {
    terminal: { cwd },
    build,
  } = reading;
  const here =
    ref === undefined || source !== undefined
      ? undefined
      : await workflowHere(definition, { cwd, ...defined({ build }) });
  const named = here === undefined ? '' : await filesRef(given, here.folder, cwd);
  const wanted = here === undefined ? undefined : await commitOfRef(here, named);
  if (here === undefined || wanted === undefined) {
    const ready = await readyDefinition(definition, reading);
    return ready === undefined ? undefined : { ready, sourceRevisions: {} };
  }
  if (isFailed(wanted)) throw new ProblemError([wanted.failed]);
  if (given.watch === true) throw new ProblemError([watchOfRef(named)]);
  return await readyAtCommit(here, { ...wanted, named, given }, reading);
}

interface AtCommit {
  readonly commitId: string;
  /** The ref that it was named by. */
  readonly named: string;
  readonly given: RunCommandOptions;
}

async function readyAtCommit(
  here: WorkflowHere,
  { commitId, named, given }: AtCommit,
  reading: Readying,
): Promise<ReadyForRun | undefined> {
  const { terminal, json } = reading;
  const all = join(makeStateFolder(statePath(given, terminal, here.folder)), 'definitions');
  const there = await workflowAtCommit(all, here, commitId);
  if (isFailed(there)) throw new ProblemError([there.failed]);
  if (!json && !terminal.isQuiet)
    terminal.writeError(`The workflow is the one at "${named}" (commit ${commitId.slice(0, 8)})\n`);
  const ready = await readyDefinition(there.path, {
    ...reading,
    terminal: { ...terminal, cwd: there.folder },
    environmentsIn: here.folder,
    knownAt: here.folder,
  });
  if (ready === undefined) return undefined;
  const [source] = ready.definition.pipeline.stages.flatMap(({ actions }) => actions);
  return {
    ready: { ...ready, ...here },
    sourceRevisions: source === undefined ? {} : { [source.name]: commitId },
  };
}

/** The files of this event are those of the branch that the pull request would change (GitHub: "pull_request_target"). */
async function filesRef(given: RunCommandOptions, folder: string, cwd: string): Promise<string> {
  return given.event === 'pull_request_target' ? await baseOfCall(given, folder, cwd) : (given.ref ?? '');
}

function watchOfRef(ref: string) {
  return wrongCall(
    `--watch runs again what lies in the folder, and "${ref}" is not checked out`,
    'Check it out, or leave one of them out',
  );
}
