// The live tree: drawn when something changed and about ten times a second, because durations and tails go on.
import { renderTree } from '../render/render-tree.ts';
import { actionsOf } from '../render/describe.ts';
import type { ExecutionView } from '../../view/execution-view.ts';
import { foldEvent } from '../../view/fold-execution.ts';
import { finalLines } from './final-lines.ts';
import { readTail } from './log-tail.ts';
import { Screen } from './screen.ts';
import type { Presented, Presenter } from './presenter-contract.ts';

const frameMs = 100;
/** More than are shown: empty ones are left out. */
const tailLines = 12;
/** The final picture is not limited by the screen: it scrolls away like any other output. */
const unlimited = 10_000;

export function presentAsTree(presented: Presented): Presenter {
  const { terminal, now } = presented;
  const screen = new Screen(terminal);
  let view = presented.view;
  const draw = (height: number, isStill = false): void => {
    const { palette, hints } = terminal;
    const tails = readTails(view, presented);
    const width = terminal.columns() - 1;
    screen.draw(renderTree(view, { width, height, now: now(), isStill, palette, hints, tails }));
  };
  let isHeld = false;
  const drawFitting = (): void => {
    if (!isHeld) draw(terminal.rows() - 1);
  };
  /** What stays above the next thing that has the terminal. */
  const drawStill = (): void => {
    if (!isHeld) draw(terminal.rows() - 1, true);
  };
  const unsubscribe = presented.interludes?.subscribe({
    begin: () => {
      drawStill();
      screen.release();
      isHeld = true;
    },
    end: () => {
      isHeld = false;
    },
  });
  const timer = setInterval(drawFitting, frameMs).unref();
  drawFitting();
  return {
    // Several entries come at once; the timer draws them together.
    show: ({ event }) => {
      view = foldEvent(view, event);
    },
    view: () => view,
    settle: () => {
      clearInterval(timer);
      drawFitting();
      draw(unlimited);
      screen.release();
    },
    leave: () => {
      clearInterval(timer);
      drawStill();
    },
    finish: () => {
      terminal.write(finalLines(view, presented));
    },
    [Symbol.dispose]: () => {
      clearInterval(timer);
      unsubscribe?.();
      screen[Symbol.dispose]();
    },
  };
}

function readTails(
  view: ExecutionView,
  { logs }: Pick<Presented, 'logs'>,
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    actionsOf(view).flatMap(({ action: { displayStatus, actionExecutionId } }) =>
      displayStatus === 'InProgress' && actionExecutionId !== undefined
        ? [[actionExecutionId, readTail(logs.path(view.executionId, actionExecutionId), tailLines)] as const]
        : [],
    ),
  );
}
