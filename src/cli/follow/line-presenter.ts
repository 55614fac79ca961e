// Changes of state and the output of running actions as lines, for terminals that are none: logs of other tools, files.
import { statSync } from 'node:fs';
import type { PipelineEvent } from '../../engine/event.ts';
import { cleanText, span } from '../render/line.ts';
import { renderPlain } from '../render/render-plain.ts';
import { shownLine } from '../render/shown-line.ts';
import { foldEvent } from '../../view/fold-execution.ts';
import { finalLines } from './final-lines.ts';
import { LogFollower } from './log-tail.ts';
import { reportToGitHub } from './report-to-github.ts';
import type { Presented, Presenter } from './presenter-contract.ts';

const pollMs = 100;

export function presentAsLines(presented: Presented): Presenter {
  const { terminal, logs } = presented;
  const followed = new Map<string, { readonly prefix: string; readonly follower: LogFollower }>();
  let view = presented.view;
  const print = (prefix: string) => (line: string) => {
    const shown = shownLine(cleanText(line));
    if (shown !== undefined)
      terminal.write(`${terminal.palette.paint([span(prefix, 'dim'), span(` ${shown}`)])}\n`);
  };
  const readOne = (actionExecutionId: string) => {
    const one = followed.get(actionExecutionId);
    one?.follower.read(print(one.prefix));
  };
  const readAll = () => followed.keys().forEach(readOne);
  const timer = setInterval(readAll, pollMs).unref();
  const follow = (event: Extract<PipelineEvent, { actionExecutionId: string }>) => {
    const { executionId, actionExecutionId, stageName, actionName } = event;
    if (followed.has(actionExecutionId)) return;
    const path = logs.path(executionId, actionExecutionId);
    // What an interrupted attempt printed was shown then.
    const known =
      event.type === 'ActionRecovered' ? (statSync(path, { throwIfNoEntry: false })?.size ?? 0) : 0;
    const follower = new LogFollower(path, known);
    followed.set(actionExecutionId, { prefix: `${' '.repeat(9)}${stageName}/${actionName} |`, follower });
  };
  const leave = (actionExecutionId: string) => {
    const one = followed.get(actionExecutionId);
    one?.follower.finish(print(one.prefix));
    followed.delete(actionExecutionId);
  };
  return {
    show: ({ event, ...entry }) => {
      view = foldEvent(view, event);
      const isMine = 'executionId' in event && event.executionId === view.executionId;
      if (isMine && (event.type === 'ActionStarted' || event.type === 'ActionRecovered')) follow(event);
      // How the execution ended is the first of the last words.
      const isLast = event.type === 'ExecutionEnded';
      const lines = isLast ? [] : renderPlain({ event, ...entry }, view, terminal.hints);
      // Output that came before a change of state is printed before it.
      if (lines.length > 0 && isMine && 'actionExecutionId' in event) readOne(event.actionExecutionId);
      if (isMine && endings.has(event.type) && 'actionExecutionId' in event) leave(event.actionExecutionId);
      for (const line of lines) terminal.write(`${terminal.palette.paint(line)}\n`);
    },
    view: () => view,
    settle: () => {
      for (const id of followed.keys()) leave(id);
    },
    leave: () => undefined,
    finish: () => {
      terminal.write(finalLines(view, presented));
      reportToGitHub(view, presented.now(), terminal);
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

const endings: ReadonlySet<string> = new Set(['ActionSucceeded', 'ActionFailed', 'ActionAbandoned']);
