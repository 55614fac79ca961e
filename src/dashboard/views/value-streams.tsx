// The value streams of all pipelines: which change is where, and what each stage lacks of the one before.
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { pipelinesQuery } from '../data/queries.ts';
import { rankOf } from '../parts/pipeline-rank.ts';
import { usePageTitle } from '../parts/page-title.ts';
import { FailedPage, Loading } from '../parts/states.tsx';
import { ValueStreamCard } from '../parts/value-stream.tsx';

const shownAtFirst = 10;

export function ValueStreams(): ReactNode {
  usePageTitle('Value stream');
  const { data, error, isPending, refetch } = useQuery(pipelinesQuery);
  const [text, setText] = useState('');
  const [limit, setLimit] = useState(shownAtFirst);
  if (isPending) return <Loading page="Value stream" />;
  if (error !== null) return <FailedPage page="Value stream" error={error} retry={() => void refetch()} />;
  const found = data
    .filter(({ pipelineName }) => pipelineName.toLowerCase().includes(text.trim().toLowerCase()))
    .toSorted((a, b) => rankOf(a) - rankOf(b));
  return (
    <>
      <div className="row">
        <h1>Value stream</h1>
        <span className="quiet">
          What each stage holds. On the way: how many changes the right side lacks, and the median wait.
        </span>
        <span className="fill" />
        <input
          type="search"
          aria-label="Filter by name"
          placeholder="Filter: name"
          value={text}
          data-key="/"
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      {found.length === 0 ? (
        <p className="quiet">
          {data.length === 0 ? 'There is no pipeline yet.' : 'No pipeline has that name.'}
        </p>
      ) : null}
      {found.slice(0, limit).map(({ pipelineName }) => (
        <ValueStreamCard key={pipelineName} pipelineName={pipelineName} />
      ))}
      {found.length > limit ? (
        <button type="button" onClick={() => setLimit(limit * 4)}>
          Show more
        </button>
      ) : null}
    </>
  );
}
