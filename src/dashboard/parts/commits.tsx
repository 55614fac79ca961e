// The commits and files between two revisions of the sources of a pipeline, as `git log` has them.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { counted } from '../../lib/counted.ts';
import type { CommitsBetween } from '../../server/read-commits.ts';
import { commitsQuery } from '../data/queries.ts';
import { Loading } from './states.tsx';
import { Ago } from './time.tsx';
import { shortId } from './words.ts';

export interface Move {
  readonly actionName: string;
  /** Ids of commits. */
  readonly from: string;
  readonly to: string;
}

interface Revised {
  readonly actionName: string;
  readonly revisionId: string;
}

/** The sources of which the two sides have other revisions. */
export function movesBetween(before: readonly Revised[], after: readonly Revised[]): readonly Move[] {
  return after.flatMap(({ actionName, revisionId }) => {
    const from = before.find((each) => each.actionName === actionName)?.revisionId;
    return from === undefined || from === revisionId ? [] : [{ actionName, from, to: revisionId }];
  });
}

const isCommit = ({ from, to }: Move): boolean => [from, to].every((id) => /^[0-9a-f]{40,64}$/.test(id));

export function Commits({
  pipelineName,
  move,
  otherwise,
}: {
  readonly pipelineName: string;
  readonly move: Move;
  /** Where the repository cannot be read. */
  readonly otherwise?: ReactNode;
}): ReactNode {
  const { data, isPending } = useQuery({ ...commitsQuery(pipelineName, move), enabled: isCommit(move) });
  const range = (
    <>
      {move.actionName} <code>{shortId(move.from)}</code> → <code>{shortId(move.to)}</code>
    </>
  );
  if (isCommit(move) && isPending) return <Loading />;
  if (data === undefined || data.reason !== undefined)
    return (
      <>
        <p className="quiet">
          {range}. {data?.reason ?? 'The history of the source cannot be read here'}.
        </p>
        {otherwise}
      </>
    );
  return (
    <>
      <p className="quiet">
        {range}: <Counts between={data} />
      </p>
      <CommitList commits={data.commits} />
      <ChangedFiles between={data} />
    </>
  );
}

function Counts({ between: { commits, behind, files, isCut } }: { readonly between: CommitsBetween }) {
  const people = new Set(commits.map(({ author }) => author)).size;
  const lines = (of: 'added' | 'removed'): number => files.reduce((sum, file) => sum + (file[of] ?? 0), 0);
  return (
    <>
      {isCut ? 'more than ' : ''}
      {counted(commits.length, 'commit')}
      {people === 0 ? '' : ` of ${people === 1 ? '1 person' : `${people} people`}`}
      {behind === 0 ? '' : `, ${counted(behind, 'commit')} taken back`}, {counted(files.length, 'file')}{' '}
      <span className="good">+{lines('added').toLocaleString('en')}</span>{' '}
      <span className="bad">−{lines('removed').toLocaleString('en')}</span>
    </>
  );
}

function CommitList({ commits }: Pick<CommitsBetween, 'commits'>): ReactNode {
  return (
    <ul className="plain commits">
      {commits.map(({ commitId, summary, author, committedAt }) => (
        <li key={commitId}>
          <code title={commitId}>{shortId(commitId)}</code> <span className="summary">{summary}</span>{' '}
          <span className="quiet">
            {author}, <Ago at={committedAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function ChangedFiles({ between: { files } }: { readonly between: CommitsBetween }): ReactNode {
  if (files.length === 0) return null;
  return (
    <details>
      <summary>Files ({files.length})</summary>
      <ul className="plain">
        {files.map(({ path, added, removed }) => (
          <li key={path}>
            <code>{path}</code>{' '}
            {added === undefined || removed === undefined ? (
              <span className="quiet">no text</span>
            ) : (
              <>
                <span className="good">+{added}</span> <span className="bad">−{removed}</span>
              </>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
