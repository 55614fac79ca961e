// Approvals that are answered where the execution runs: those that the caller named beforehand, and on a terminal by a key.
import { currentUser } from '../../lib/current-user.ts';
import type { PipelineEvent } from '../../engine/event.ts';
import type { EventOf } from '../../engine/state.ts';
import { pipelineWorkload } from '../../model/workload.ts';
import type { Interludes } from '../session/interludes.ts';
import type { OwnedPipeline } from '../session/own-pipeline.ts';
import type { Terminal } from '../terminal.ts';

interface Answering {
  readonly executionId: string;
  /** `ACTION` or `STAGE/ACTION`. */
  readonly approve: readonly string[];
  readonly terminal: Terminal;
  readonly json: boolean;
  /** When keys are for something else. */
  readonly interludes: Interludes;
}

type Requested = EventOf<'ApprovalRequested'>;

/** While it is not disposed. */
export function answerApprovals(
  { runner, state, pipelineName }: OwnedPipeline,
  answering: Answering,
): Disposable {
  const { executionId, approve, terminal, json, interludes } = answering;
  let isHeld = false;
  const waiting = new Map<string, Requested>();
  const answer: Answer = ({ stageName, actionName }, status, summary) => {
    const by = currentUser().username;
    void runner.request({
      type: 'PutApprovalResult',
      executionId,
      stageName,
      actionName,
      status,
      summary,
      by,
    });
  };
  const usesKeys = !json && terminal.isScreen && process.stdin.isTTY;
  if (usesKeys) terminal.hints.useKeys();
  const keys = usesKeys ? listenForKeys((key) => answerByKey(key, waiting, answer)) : undefined;
  const react = (): void => {
    for (const [id, approval] of waiting)
      if (isNamed(approval, approve)) {
        waiting.delete(id);
        answer(approval, 'Approved', 'Approved beforehand by --approve');
      }
    keys?.listen(waiting.size > 0 && !isHeld);
  };
  const hold = (wanted: boolean): void => {
    isHeld = wanted;
    react();
  };
  const release = interludes.subscribe({ begin: () => hold(true), end: () => hold(false) });
  const unsubscribe = runner.subscribe(({ event }) => {
    note(event, executionId, waiting);
    react();
  });
  // In the same turn of the event loop as the subscription, so no entry comes between the two.
  for (const { event } of state.journal.read({
    workload: pipelineWorkload(pipelineName),
    executionId,
    afterSeq: 0,
  }))
    note(event, executionId, waiting);
  react();
  return {
    [Symbol.dispose]: () => {
      unsubscribe();
      release();
      keys?.listen(false);
    },
  };
}

type Answer = (approval: Requested, status: 'Approved' | 'Rejected', summary: string) => void;

/** An approval waits until anything further is recorded of its action. */
function note(event: PipelineEvent, executionId: string, waiting: Map<string, Requested>): void {
  if (!('actionExecutionId' in event) || event.executionId !== executionId) return;
  if (event.type === 'ApprovalRequested') waiting.set(event.actionExecutionId, event);
  else waiting.delete(event.actionExecutionId);
}

function isNamed({ stageName, actionName }: Requested, approve: readonly string[]): boolean {
  return approve.includes(actionName) || approve.includes(`${stageName}/${actionName}`);
}

/** The one that has waited longest. */
function answerByKey(key: string, waiting: ReadonlyMap<string, Requested>, answer: Answer): void {
  const [first] = waiting.values();
  if (first !== undefined && key === 'a') answer(first, 'Approved', 'Approved in the live view');
  if (first !== undefined && key === 'r') answer(first, 'Rejected', 'Rejected in the live view');
}

/** A terminal gives keys one by one only in its raw mode, in which Ctrl-C and Ctrl-Z are keys as well. */
function listenForKeys(onKey: (key: string) => void): { readonly listen: (isWanted: boolean) => void } {
  const { stdin } = process;
  let isListening = false;
  // Of a terminal that was closed.
  stdin.on('error', () => undefined);
  const take = (data: Buffer): void => {
    for (const key of data.toString('utf8'))
      if (key === '\u0003') process.kill(process.pid, 'SIGINT');
      // To the whole group, as a terminal sends it: a launcher stops as well.
      else if (key === '\u001A') process.kill(0, 'SIGTSTP');
      else onKey(key);
  };
  return {
    listen: (isWanted) => {
      if (isWanted === isListening) return;
      isListening = isWanted;
      stdin.setRawMode(isWanted);
      if (isWanted) stdin.on('data', take).resume();
      else stdin.off('data', take).pause();
    },
  };
}
