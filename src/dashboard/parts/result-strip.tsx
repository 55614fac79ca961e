// The last executions as a strip: colour and mark for the result, height for the time it took.
import { counted } from '../../lib/counted.ts';
import type { ReactNode } from 'react';
import type { ExecutionSummary } from '../../state/execution-history.ts';
import { displayStatusOf } from './states.tsx';
import { statusWords } from './status-words.ts';
import { formatDuration, shortId } from './words.ts';

/** One picture with one sentence: a link for each of twelve in a hundred rows would be in the way of the keyboard. */
export function ResultStrip({ executions }: { readonly executions: readonly ExecutionSummary[] }): ReactNode {
  const spans = executions.map(({ startedAt, endedAt }) => (endedAt ?? startedAt) - startedAt);
  const longest = Math.max(1, ...spans);
  return (
    <span className="strip" role="img" aria-label={sentenceOf(executions)}>
      {executions.toReversed().map(({ executionId, status, startedAt, endedAt }) => {
        const tookMs = (endedAt ?? startedAt) - startedAt;
        const word = statusWords[displayStatusOf(status)];
        return (
          <i
            key={executionId}
            className={`bar ${displayStatusOf(status)}`}
            style={{ height: `${Math.round(25 + 75 * Math.sqrt(tookMs / longest))}%` }}
            title={`${shortId(executionId)} ${word}, ${formatDuration(tookMs)}`}
          />
        );
      })}
    </span>
  );
}

/** `Last 12 executions: 11 succeeded, 1 failed`. */
function sentenceOf(executions: readonly ExecutionSummary[]): string {
  const counts = new Map<string, number>();
  for (const { status } of executions) {
    const word = statusWords[displayStatusOf(status)];
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const words = [...counts].map(([word, count]) => `${count} ${word}`);
  return `Last ${counted(executions.length, 'execution')}: ${words.join(', ')}`;
}
