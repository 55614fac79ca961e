// Why an action failed, in its provider's words, with the command, what it printed, and how to fix it.
import type { ReactNode } from 'react';
import type { FailureDetails } from '../../model/progress.ts';
import { formatDuration } from './words.ts';

export function FailureDetail({
  error: { code, message, command, exitCode, logTail = [], slowest = [], remedy },
}: {
  readonly error: FailureDetails;
}): ReactNode {
  return (
    <div className="failure">
      <p>
        <b>{code}</b> {message}
      </p>
      {command === undefined ? null : (
        <p>
          <code>{command}</code>
          {exitCode === undefined ? '' : ` ended with exit code ${exitCode}`}
        </p>
      )}
      {logTail.length === 0 ? null : <pre tabIndex={0}>{logTail.join('\n')}</pre>}
      {slowest.map(({ phaseType, command: slow = '', durationMs }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a command may stand there twice
        <p key={index}>
          {formatDuration(durationMs)} {phaseType} <code>{slow}</code>
        </p>
      ))}
      {remedy === undefined ? null : <p>How to fix it: {remedy}</p>}
    </div>
  );
}
