// Statuses, each with a shape and a word: never by colour alone.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { DisplayStatus } from '../../view/execution-view.ts';
import { Refused } from '../data/api.ts';
import { RollbackIcon, StatusIcon } from './status-icon.tsx';
import { statusWords } from './status-words.ts';

export { stageStatus } from '../../view/stage-status.ts';

export function Mark({ displayStatus }: { readonly displayStatus: DisplayStatus }): ReactNode {
  const word = statusWords[displayStatus];
  return (
    <span className={`mark ${displayStatus}`} title={word}>
      <StatusIcon displayStatus={displayStatus} />
      <span className="hidden">{word}</span>
    </span>
  );
}

export function Status({ displayStatus }: { readonly displayStatus: DisplayStatus }): ReactNode {
  return (
    <span className={`status ${displayStatus}`}>
      <StatusIcon displayStatus={displayStatus} /> {statusWords[displayStatus]}
    </span>
  );
}

/** It failed, and the version before was put back. */
export function RolledBack(): ReactNode {
  return (
    <span className="status RolledBack">
      <RollbackIcon /> rolled back
    </span>
  );
}

/** CodePipeline's word for an execution as it is shown. */
export function displayStatusOf(status: string): DisplayStatus {
  switch (status) {
    case 'Succeeded':
    case 'Failed':
    case 'InProgress':
    case 'Superseded':
      return status;
    case 'Stopping':
      return 'InProgress';
    default:
      return 'Cancelled';
  }
}

/** @param page the heading of the page that is loaded, when all of it is */
export function Loading({ page }: { readonly page?: string }): ReactNode {
  return (
    <>
      {page === undefined ? null : <h1>{page}</h1>}
      <p className="quiet">Loading …</p>
    </>
  );
}

interface FailureProps {
  readonly error: Error;
  readonly retry?: () => void;
}

/** The same as a whole page. */
export function FailedPage({ page, ...failure }: FailureProps & { readonly page: string }): ReactNode {
  return (
    <>
      <h1>{page}</h1>
      <Failure {...failure} />
    </>
  );
}

/** What went wrong, in the server's words, and how to fix it where it says so. */
export function Failure({ error, retry }: FailureProps): ReactNode {
  const problems = error instanceof Refused ? error.problems : [];
  // What is not there does not come by asking again.
  const isMissing = error instanceof Refused && error.status === 404 && retry !== undefined;
  return (
    <div className="failure" role="alert">
      {problems.length === 0 ? (
        <p>{error.message}</p>
      ) : (
        problems.map(({ code, message, remedy, at }) => (
          <p key={`${code}${message}`}>
            <b>{message}</b> {at === undefined ? '' : `(${at.file}) `}
            <code>{code}</code>
            {remedy === undefined ? null : <br />}
            {remedy}
          </p>
        ))
      )}
      {isMissing ? (
        <Link to="/" className="button">
          To the overview
        </Link>
      ) : retry === undefined ? null : (
        <button type="button" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
}
