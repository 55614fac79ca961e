// A line with the colours that a program gave it. Text only: whatever it holds, it is never markup.
import Anser from 'anser';
import { memo, type ReactNode } from 'react';

/** Longer lines are cut; the download has all of it. */
const shownCharacters = 5000;

export const Ansi = memo(function Ansi({ text }: { readonly text: string }): ReactNode {
  const shown = text.length > shownCharacters ? `${text.slice(0, shownCharacters)} …` : text;
  if (!shown.includes('\u001B')) return <span className="text">{shown}</span>;
  const parts = Anser.ansiToJson(shown, { use_classes: true, remove_empty: true });
  return (
    <span className="text">
      {parts.map((part, index) => (
        // Parts of one line never move.
        // oxlint-disable-next-line react/no-array-index-key
        <span key={index} className={classesOf(part)}>
          {part.content}
        </span>
      ))}
    </span>
  );
});

function classesOf({ fg, bg, decorations }: Anser.AnserJsonEntry): string {
  return [fg, bg === null || bg === undefined ? undefined : `${bg}-bg`, ...decorations]
    .filter((name) => name !== undefined && name !== null)
    .join(' ');
}
