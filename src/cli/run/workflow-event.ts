// The event that a run of a workflow is about: what git knows of it, and whether it starts the workflow at all.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { defined } from '../../lib/defined.ts';
import { isRecord } from '../../lib/is-record.ts';
import { problem, ProblemError, type Problem } from '../../lib/problem.ts';
import { checkedOutRef, readRepository } from '../../load/git-repository.ts';
import type { Definition } from '../../model/definition.ts';
import type { Workflow } from '../../model/workflow.ts';
import { knownOfEvent, type KnownOfEvent } from '../../runtime/workflows/event-facts.ts';
import {
  activitiesOf,
  decideStart,
  readsPaths,
  type WorkflowEvent,
} from '../../workflows/events/decide-start.ts';
import { isPullRequest, type Payload } from '../../workflows/events/event-payload.ts';
import { wrongCall } from './build-call.ts';
import type { RunCommandOptions } from './run-command-options.ts';
import type { ReadRunOptions } from './run-options.ts';

interface Place {
  readonly definition: Pick<Definition, 'workflow'>;
  /** Of the repository. */
  readonly folder: string;
  readonly cwd: string;
}

/** Adds the payload of the event, and why it does not start the workflow. Throws a ProblemError about a payload of the caller's. */
export async function withEvent(
  read: ReadRunOptions,
  given: RunCommandOptions,
  { definition: { workflow }, folder, cwd }: Place,
): Promise<ReadRunOptions> {
  if (workflow === undefined) return read;
  const { event = 'push', ref = '' } = read.variables;
  const written = await payloadOf(given, cwd);
  const base = baseOf(given, written, folder);
  const isOwnSource = (given.source ?? []).length === 0;
  const known: KnownOfEvent = isOwnSource
    ? await knownOfEvent({
        folder,
        ref,
        event,
        base,
        isCheckedOut: ref === (given.ref === undefined ? readRepository(folder).head : checkedOutRef(folder)),
        signal: new AbortController().signal,
        readsPaths: readsPaths(workflow.on, event),
      })
    : { payload: {} };
  const activity = given.activity ?? activityIn(written) ?? activitiesOf(workflow.on, event)?.[0];
  const payload = {
    ...known.payload,
    ...written,
    ...defined({ action: activity }),
  };
  const target = isPullRequest(event) ? `refs/heads/${base}` : ref;
  const { changedPaths } = known;
  const refusal = refusalOf(workflow, {
    name: event,
    ref: target,
    ...defined({ activity, changedPaths }),
  });
  const variables = { ...read.variables, payload: JSON.stringify(payload) };
  return { ...read, variables, ...defined({ refusal }) };
}

/** The branch that a pull request would change. @param folder of the repository */
export async function baseOfCall(given: RunCommandOptions, folder: string, cwd: string): Promise<string> {
  return baseOf(given, await payloadOf(given, cwd), folder);
}

function baseOf({ base }: RunCommandOptions, written: Payload, folder: string): string {
  return base ?? baseIn(written) ?? readRepository(folder).defaultBranch;
}

async function payloadOf({ payload }: RunCommandOptions, cwd: string): Promise<Payload> {
  return payload === undefined ? {} : await readPayload(resolve(cwd, payload));
}

/** For what starts now: an execution that was interrupted goes on whatever has become of the filters. */
export function requireStart({ refusal }: ReadRunOptions): void {
  if (refusal !== undefined) throw new ProblemError([refusal]);
}

function refusalOf(workflow: Workflow, event: WorkflowEvent): Problem | undefined {
  const { starts, because } = decideStart(workflow, event);
  if (starts) return undefined;
  const byHand = Object.hasOwn(workflow.on, 'workflow_dispatch') && event.name !== 'workflow_dispatch';
  return problem({
    code: 'WorkflowNotStarted',
    whose: 'call',
    message: `The event does not start the workflow "${workflow.name}": ${because}`,
    remedy: byHand
      ? 'Start it by hand (--event workflow_dispatch), or name another --event or --ref.'
      : 'Name another --event or --ref.',
    aws: 'GitHub starts no run either.',
  });
}

async function readPayload(path: string): Promise<Payload> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new ProblemError([
      wrongCall(`The payload ${path} cannot be read: ${(error as Error).message}`, 'Name a file with JSON.'),
    ]);
  }
  if (isRecord(value)) return value;
  throw new ProblemError([
    wrongCall(`The payload ${path} is no object`, 'Write what GitHub sends with the event.'),
  ]);
}

function activityIn({ action }: Payload): string | undefined {
  return typeof action === 'string' ? action : undefined;
}

function baseIn({ pull_request: pull }: Payload): string | undefined {
  const base = isRecord(pull) && isRecord(pull['base']) ? pull['base']['ref'] : undefined;
  return typeof base === 'string' ? base : undefined;
}
