// The lines below an execution that has ended: the cause card when it failed, and the verdict.
import type { Terminal } from '../terminal.ts';
import { renderCard, type CardOptions } from '../render/render-card.ts';
import { renderVerdict } from '../render/render-verdict.ts';
import type { ExecutionView } from '../../view/execution-view.ts';

export function finalLines(
  view: ExecutionView,
  { terminal, now }: { readonly terminal: Terminal; readonly now: () => number },
): string {
  const { palette, hints } = terminal;
  const widths = cardWidths(terminal);
  const card = view.displayStatus === 'Failed' ? renderCard(view, { ...widths, palette, hints }) : [];
  const verdict = renderVerdict(view, { ...widths, now: now(), palette, hints });
  const parts = [card, verdict].filter((lines) => lines.length > 0);
  return parts.map((lines) => `\n${lines.join('\n')}\n`).join('');
}

export function cardWidths({ columns, isScreen }: Terminal): Pick<CardOptions, 'width' | 'screenWidth'> {
  const width = columns();
  return isScreen ? { width, screenWidth: width } : { width };
}
