// What stands below an execution that is over: the cause card when it failed, and the verdict.
import type { Terminal } from '../terminal.ts';
import { renderCard } from '../text/render-card.ts';
import { renderVerdict } from '../text/render-verdict.ts';
import type { ExecutionView } from '../../view/execution-view.ts';

export function lastWords(
  view: ExecutionView,
  { terminal, now }: { readonly terminal: Terminal; readonly now: () => number },
): string {
  const { palette, hints } = terminal;
  const width = terminal.columns();
  const card = view.look === 'Failed' ? renderCard(view, { width, palette, hints }) : [];
  const verdict = renderVerdict(view, { width, now: now(), palette, hints });
  const parts = [card, verdict].filter((lines) => lines.length > 0);
  return parts.map((lines) => `\n${lines.join('\n')}\n`).join('');
}
