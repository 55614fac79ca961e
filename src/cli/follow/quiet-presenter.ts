// How an execution ended, and why when it failed; before that, only what waits for the user.
import { foldEvent } from '../../view/fold-execution.ts';
import { renderCard } from '../render/render-card.ts';
import { renderPlain } from '../render/render-plain.ts';
import { renderResult } from '../render/render-verdict.ts';
import { reportToGitHub } from './report-to-github.ts';
import type { Presented, Presenter } from './presenter-contract.ts';
import { cardWidths } from './final-lines.ts';

export function presentQuietly(presented: Presented): Presenter {
  const { terminal, now } = presented;
  const { palette, hints } = terminal;
  let view = presented.view;
  return {
    show: (entry) => {
      view = foldEvent(view, entry.event);
      if (entry.event.type !== 'ApprovalRequested') return;
      for (const line of renderPlain(entry, view, hints)) terminal.write(`${palette.paint(line)}\n`);
    },
    view: () => view,
    settle: () => undefined,
    leave: () => undefined,
    finish: () => {
      const card =
        view.displayStatus === 'Failed' ? renderCard(view, { ...cardWidths(terminal), palette, hints }) : [];
      const lines = [...card, renderResult(view, { now: now(), palette })];
      terminal.write(`${lines.join('\n')}\n`);
      reportToGitHub(view, now(), terminal);
    },
    [Symbol.dispose]: () => undefined,
  };
}
