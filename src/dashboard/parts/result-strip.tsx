// The last executions as a strip: colour and mark for the result, height for the time it took.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ExecutionSummary } from '../../state/execution-history.ts';
import { displayStatusOf } from './states.tsx';
import { formatDuration, formatTime, shortId } from './words.ts';

export function ResultStrip({ executions }: { readonly executions: readonly ExecutionSummary[] }): ReactNode {
  const spans = executions.map(({ startedAt, endedAt }) => (endedAt ?? startedAt) - startedAt);
  const longest = Math.max(1, ...spans);
  return (
    <ol className="strip" aria-label="Last executions, oldest first">
      {executions.toReversed().map(({ executionId, status, startedAt, endedAt }) => {
        const tookMs = (endedAt ?? startedAt) - startedAt;
        const title = `${shortId(executionId)} ${status}, ${formatTime(startedAt)}, ${formatDuration(tookMs)}`;
        return (
          <li key={executionId}>
            <Link
              to="/executions/$executionId"
              params={{ executionId }}
              className={`bar ${displayStatusOf(status)}`}
              style={{ height: `${Math.round(25 + 75 * Math.sqrt(tookMs / longest))}%` }}
              title={title}
            >
              <span className="hidden">{title}</span>
            </Link>
          </li>
        );
      })}
    </ol>
  );
}
