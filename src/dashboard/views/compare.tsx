// Two executions side by side: what differed in source, variables, durations and artifacts.
import { counted } from '../../lib/counted.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { executionQuery } from '../data/queries.ts';
import { Failure, Loading, Status } from '../parts/states.tsx';
import { firstLine, formatDuration, shortId } from '../parts/words.ts';
import type { ExecutionDetail } from '../../server/http/shapes/execution-shapes.ts';
import { usePageTitle } from '../parts/page-title.ts';

export function Compare(): ReactNode {
  usePageTitle('Compare');
  const { left, right } = useParams({ from: '/compare/$left/$right' });
  const first = useQuery(executionQuery(left));
  const second = useQuery(executionQuery(right));
  const error = first.error ?? second.error;
  if (error !== null) return <Failure error={error} />;
  if (first.data === undefined || second.data === undefined) return <Loading />;
  const rows = rowsOf(first.data, second.data);
  return (
    <section className="card">
      <h1>Two executions</h1>
      <div className="scroll">
        <table>
          <thead>
            <tr>
              <th />
              {[first.data, second.data].map(({ view }) => (
                <th key={view.executionId}>
                  <Link to="/executions/$executionId" params={{ executionId: view.executionId }}>
                    {shortId(view.executionId)}
                  </Link>{' '}
                  <Status displayStatus={view.displayStatus} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, values: [a, b], differs }) => (
              <tr key={name} className={differs ? 'differs' : ''}>
                <th scope="row">{name}</th>
                <td>{a}</td>
                <td>
                  {b} {differs ? <span className="hidden">differs</span> : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface Row {
  readonly name: string;
  readonly values: readonly [string, string];
  readonly differs: boolean;
}

function rowsOf(a: ExecutionDetail, b: ExecutionDetail): readonly Row[] {
  const both = [factsOf(a), factsOf(b)] as const;
  const names = [...new Set([...both[0].keys(), ...both[1].keys()])];
  return names.map((name) => {
    const [left, right] = [both[0].get(name), both[1].get(name)];
    return {
      name,
      values: [left?.shown ?? '–', right?.shown ?? '–'],
      differs: left?.compared !== right?.compared,
    };
  });
}

interface Fact {
  readonly shown: string;
  /** Times are never the same, and say nothing; a difference of a third does. */
  readonly compared: string;
}

function factsOf({ summary, view, variables }: ExecutionDetail): ReadonlyMap<string, Fact> {
  const facts = new Map<string, Fact>();
  const put = (name: string, shown: string, compared = shown): void =>
    void facts.set(name, { shown, compared });
  put('Started by', summary.trigger.triggerDetail);
  for (const { actionName, revisionId, revisionSummary = '' } of summary.sourceRevisions)
    put(`Source ${actionName}`, `${shortId(revisionId)} ${firstLine(revisionSummary)}`, revisionId);
  for (const [name, value] of Object.entries(variables)) put(`Variable ${name}`, value);
  for (const { name, displayStatus, actions } of view.stages) {
    put(name, displayStatus);
    for (const action of actions) {
      const place = `${name} › ${action.name}`;
      const { startedAt, endedAt } = action;
      const tookMs = startedAt === undefined || endedAt === undefined ? undefined : endedAt - startedAt;
      put(
        place,
        `${action.displayStatus}${tookMs === undefined ? '' : ` in ${formatDuration(tookMs)}`}`,
        `${action.displayStatus} ${step(tookMs)}`,
      );
      for (const artifact of action.outputArtifacts)
        put(
          `Artifact ${artifact.name}`,
          `${artifact.digest.slice(0, 12)}, ${counted(artifact.files, 'file')}`,
          artifact.digest,
        );
    }
  }
  return facts;
}

function step(tookMs: number | undefined): string {
  return tookMs === undefined ? '' : String(Math.round(Math.log(Math.max(1000, tookMs)) / Math.log(1.5)));
}
