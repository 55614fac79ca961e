// Lines of logs that hold a text, from the newest executions back. How far it went is part of the answer.
import { stat } from 'node:fs/promises';
import type { StateFolder } from '../state/state-folder.ts';
import { loggedActions } from '../view/logged-actions.ts';

export interface LogHit {
  readonly pipelineName: string;
  readonly executionId: string;
  readonly stageName: string;
  readonly actionName: string;
  readonly actionExecutionId: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

export interface LogSearchResult {
  /** Newest execution first, in the order of its actions and lines. */
  readonly hits: readonly LogHit[];
  readonly searchedExecutions: number;
  /** False when executions are left that were not searched: there was enough, or too much to read. */
  readonly isWhole: boolean;
}

export interface LogSearchLimits {
  readonly hits: number;
  readonly hitsOfLog: number;
  readonly executions: number;
  readonly bytes: number;
}

export const searchLimits: LogSearchLimits = {
  hits: 100,
  hitsOfLog: 5,
  executions: 200,
  bytes: 64_000_000,
};

/** Capital letters make no difference. */
export async function searchLogs(
  state: Pick<StateFolder, 'journal' | 'history' | 'logs'>,
  text: string,
  limits: LogSearchLimits = searchLimits,
): Promise<LogSearchResult> {
  const wanted = text.toLowerCase();
  const executions = state.history.executions({ limit: limits.executions + 1 });
  const hits: LogHit[] = [];
  let bytes = 0;
  let searched = 0;
  for (const execution of executions.slice(0, limits.executions)) {
    if (hits.length >= limits.hits || bytes > limits.bytes) break;
    searched += 1;
    for (const { stageName, actionName, actionExecutionId } of loggedActions(state, execution)) {
      const { executionId, pipelineName } = execution;
      bytes += await sizeOf(state.logs.path(executionId, actionExecutionId));
      const found = await linesWith(
        wanted,
        state.logs.read(executionId, actionExecutionId),
        limits.hitsOfLog,
      );
      const place = { pipelineName, executionId, stageName, actionName, actionExecutionId };
      hits.push(...found.map((line) => ({ ...place, ...line })));
    }
  }
  return {
    hits: hits.slice(0, limits.hits),
    searchedExecutions: searched,
    isWhole: searched === executions.length && hits.length <= limits.hits,
  };
}

/** 0 for an action that printed nothing. */
async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

async function linesWith(
  wanted: string,
  lines: AsyncIterable<{ readonly text: string }>,
  most: number,
): Promise<readonly Pick<LogHit, 'line' | 'text'>[]> {
  const found: Pick<LogHit, 'line' | 'text'>[] = [];
  let line = 0;
  for await (const { text } of lines) {
    line += 1;
    if (!text.toLowerCase().includes(wanted)) continue;
    found.push({ line, text: text.slice(0, shownCharacters) });
    if (found.length === most) break;
  }
  return found;
}

const shownCharacters = 500;
