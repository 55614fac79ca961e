// The lines below an execution that has ended: the cause card when it failed, and the verdict.
import type { Terminal } from '../terminal.ts';
import { renderCard } from '../render/render-card.ts';
import { renderVerdict } from '../render/render-verdict.ts';
import type { ExecutionView } from '../../view/execution-view.ts';

export function finalLines(
  view: ExecutionView,
  { terminal, now }: { readonly terminal: Terminal; readonly now: () => number },
): string {
  const { palette, hints } = terminal;
  const width = terminal.columns();
  const card = view.displayStatus === 'Failed' ? renderCard(view, { width, palette, hints }) : [];
  const verdict = renderVerdict(view, { width, now: now(), palette, hints });
  const parts = [card, verdict].filter((lines) => lines.length > 0);
  return parts.map((lines) => `\n${lines.join('\n')}\n`).join('');
}
