// What the steps of jobs have written for people.
import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import type { StepSummary } from '../../../view/step-summaries.ts';
import { summariesQuery } from '../../data/queries.ts';
import { SafeHtml } from './safe-html.tsx';
import { summaryHtml } from './summary-html.ts';

export function Summaries({ executionId }: { readonly executionId: string }): ReactNode {
  const { data = [] } = useQuery(summariesQuery(executionId));
  if (data.length === 0) return null;
  const byJob = Map.groupBy(data, ({ actionName }) => actionName);
  return (
    <div className="summaries">
      {[...byJob].map(([actionName, summaries]) => (
        <section key={actionName} className="card flush" aria-label={`Summary of ${actionName}`}>
          <header className="card-head">
            <h2>Summary of {actionName}</h2>
          </header>
          <div className="pad summary">
            {summaries.map((summary, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- a step may write the same twice, and their order does not change
              <One key={index} summary={summary} />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

function One({ summary: { markdown } }: { readonly summary: StepSummary }): ReactNode {
  const html = useMemo(() => summaryHtml(markdown), [markdown]);
  return <SafeHtml html={html} />;
}
