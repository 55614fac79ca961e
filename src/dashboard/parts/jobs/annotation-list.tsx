// What jobs have said of files and of themselves: errors, warnings and notices.
import type { ReactNode } from 'react';
import { useState } from 'react';
import { counted } from '../../../lib/counted.ts';
import type { ExecutionView } from '../../../view/execution-view.ts';
import { annotationsOf, type ShownAnnotation } from './annotations.ts';

const shownAtFirst = 10;

export function Annotations({
  view,
  onChoose,
}: {
  readonly view: ExecutionView;
  readonly onChoose: (actionExecutionId: string) => void;
}): ReactNode {
  const all = annotationsOf(view);
  const [isAll, setAll] = useState(false);
  if (all.length === 0) return null;
  const count = (level: ShownAnnotation['level']): number =>
    all.filter((each) => each.level === level).length;
  const counts = (['error', 'warning', 'notice'] as const).flatMap((level) =>
    count(level) === 0 ? [] : [counted(count(level), level)],
  );
  return (
    <section className="card flush" aria-label="Annotations">
      <header className="card-head">
        <h2>Annotations</h2>
        <span className="quiet">{counts.join(', ')}</span>
      </header>
      <ul className="annotations">
        {all.slice(0, isAll ? undefined : shownAtFirst).map((annotation, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- two can be alike, and their order does not change
          <One key={index} annotation={annotation} onChoose={onChoose} />
        ))}
      </ul>
      {all.length > shownAtFirst && !isAll ? (
        <button type="button" className="small more" onClick={() => setAll(true)}>
          Show all {all.length}
        </button>
      ) : null}
    </section>
  );
}

const signs = { error: '✕', warning: '!', notice: 'i' } as const;

function One({
  annotation: { level, message, file, line, actionName, actionExecutionId },
  onChoose,
}: {
  readonly annotation: ShownAnnotation;
  readonly onChoose: (actionExecutionId: string) => void;
}): ReactNode {
  return (
    <li className={level}>
      <span className="level">
        <span aria-hidden>{signs[level]}</span> {level}
      </span>
      <span>
        <span className="clamped" title={message}>
          {message}
        </span>
        <span className="below">
          {actionExecutionId === undefined ? (
            actionName
          ) : (
            <button type="button" className="link" onClick={() => onChoose(actionExecutionId)}>
              {actionName}
            </button>
          )}
          {file === undefined ? null : (
            <>
              {' '}
              ·{' '}
              <code>
                {file}
                {line === undefined ? '' : `:${line}`}
              </code>
            </>
          )}
        </span>
      </span>
    </li>
  );
}
