// A badge as GitHub serves it for a workflow: a name, and how its newest execution that is over ended. Pure.
import { displayWidth } from '../lib/display-width.ts';
import type { ExecutionSummary } from '../state/execution-history.ts';

export type BadgeWord = 'passing' | 'failing' | 'no status';

/** One that was stopped or replaced by a newer one says nothing. @param executions newest first */
export function badgeWord(executions: readonly Pick<ExecutionSummary, 'status'>[]): BadgeWord {
  const ended = executions.find(({ status }) => status === 'Succeeded' || status === 'Failed');
  if (ended === undefined) return 'no status';
  return ended.status === 'Succeeded' ? 'passing' : 'failing';
}

const colours: Readonly<Record<BadgeWord, string>> = {
  passing: '#1f7f37',
  failing: '#b3232e',
  'no status': '#5c636b',
};

/** A picture in SVG, whose text a screen reader has as well. */
export function badgeSvg(name: string, word: BadgeWord): string {
  const [left, right] = [widthOf(name), widthOf(word)];
  const width = left + right;
  const said = escaped(`${name}: ${word}`);
  const text = (content: string, centre: number): string =>
    `<text x="${centre}" y="14" text-anchor="middle">${escaped(content)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" role="img" aria-label="${said}">
<title>${said}</title>
<clipPath id="corners"><rect width="${width}" height="20" rx="3"/></clipPath>
<g clip-path="url(#corners)"><rect width="${left}" height="20" fill="#444d56"/><rect x="${left}" width="${right}" height="20" fill="${colours[word]}"/></g>
<g fill="#fff" font-family="DejaVu Sans,Verdana,Geneva,sans-serif" font-size="11">${text(name, left / 2)}${text(word, left + right / 2)}</g>
</svg>
`;
}

/** Of letters of that size, with room on both sides. */
function widthOf(text: string): number {
  return displayWidth(text) * 7 + 12;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function escaped(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex
      .replaceAll(/[\u0000-\u0008\u000B-\u001F]/g, '')
      .replaceAll(/[&<>"]/g, (symbol) => entities[symbol] ?? '')
  );
}
