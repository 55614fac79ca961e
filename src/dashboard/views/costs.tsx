// What each pipeline would cost at AWS in a month: its budgets, how much of what is free it takes, and the estimate line by line.
import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { counted } from '../../lib/counted.ts';
import type { CostLine } from '../../model/cost-line.ts';
import type { MonthReport } from '../../runtime/estimate-month.ts';
import { Refused } from '../data/api.ts';
import { costsQuery, pipelinesQuery } from '../data/queries.ts';
import { usePageTitle } from '../parts/page-title.ts';
import { FailedPage, Failure, Loading } from '../parts/states.tsx';

export function Costs(): ReactNode {
  usePageTitle('Costs');
  const pipelines = useQuery(pipelinesQuery);
  if (pipelines.isPending) return <Loading page="What a month costs at AWS" />;
  if (pipelines.error !== null)
    return <FailedPage page="What a month costs at AWS" error={pipelines.error} />;
  return (
    <>
      <h1>What a month costs at AWS</h1>
      <p className="quiet">
        Nothing is paid for here: durations are as measured, all else is from the definition.
      </p>
      <AllCosts names={pipelines.data.map(({ pipelineName }) => pipelineName)} />
    </>
  );
}

/** What the server has refused it refuses again; an answer that never came may come. */
function isWorthAnotherTry(failures: number, error: Error): boolean {
  return !(error instanceof Refused) && failures < 3;
}

/** Dearest first; those of which the server has no definition are named in one line. */
function AllCosts({ names }: { readonly names: readonly string[] }): ReactNode {
  const all = useQueries({
    queries: names.map((pipelineName) => ({ ...costsQuery(pipelineName), retry: isWorthAnotherTry })),
  });
  const found = names.map((pipelineName, index) => ({ pipelineName, costs: all[index] }));
  const isUnknown = ({ costs }: (typeof found)[number]): boolean =>
    costs?.error instanceof Refused && costs.error.status === 404;
  const unknown = found.filter(isUnknown);
  const known = found
    .filter((each) => !isUnknown(each))
    .toSorted((a, b) => (b.costs?.data?.totalUsd ?? 0) - (a.costs?.data?.totalUsd ?? 0));
  if (all.some(({ isPending }) => isPending)) return <Loading />;
  return (
    <>
      {known.map(({ pipelineName, costs }) => (
        <PipelineCosts
          key={pipelineName}
          pipelineName={pipelineName}
          report={costs?.data}
          error={costs?.error ?? null}
        />
      ))}
      {unknown.length === 0 ? null : (
        <details className="card">
          <summary>
            {counted(unknown.length, 'pipeline')} of which this server has no definition: it does not drive{' '}
            {unknown.length === 1 ? 'it' : 'them'}
          </summary>
          <p className="quiet">{unknown.map(({ pipelineName }) => pipelineName).join(', ')}</p>
        </details>
      )}
    </>
  );
}

function PipelineCosts({
  pipelineName,
  report,
  error,
}: {
  readonly pipelineName: string;
  readonly report: MonthReport | undefined;
  readonly error: Error | null;
}): ReactNode {
  return (
    <section className="card" aria-label={`Costs of ${pipelineName}`}>
      <h2>
        <Link to="/pipelines/$pipelineName" params={{ pipelineName }}>
          {pipelineName}
        </Link>{' '}
        {report === undefined ? null : (
          <span className="quiet">
            about {dollars(report.totalUsd)} a month
            {report.isComplete ? '' : ', and what is not known'}, {dollars(report.actualUsd)} since the month
            began
          </span>
        )}
      </h2>
      {error === null ? null : <Failure error={error} />}
      {report === undefined ? null : <Report report={report} />}
    </section>
  );
}

function Report({ report }: { readonly report: MonthReport }): ReactNode {
  const { budgets, allowances, lines, asOf, region } = report;
  return (
    <>
      {budgets.length === 0 ? null : (
        <ul className="plain">
          {budgets.map(({ name, isExceeded, reason }) => (
            <li key={name} className={isExceeded ? 'bad' : 'good'}>
              {isExceeded ? '✕ exceeded' : '✓ kept'}: budget {name}, {reason}
            </li>
          ))}
        </ul>
      )}
      {allowances.length === 0 ? null : <Allowances allowances={allowances} />}
      <details>
        <summary>Line by line</summary>
        <Lines lines={lines} />
        <p className="quiet">
          Prices of {region} as of {asOf}, in US dollars without taxes.
        </p>
      </details>
    </>
  );
}

function Allowances({ allowances }: Pick<MonthReport, 'allowances'>): ReactNode {
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Free each month">
      <table>
        <thead>
          <tr>
            <th>Free each month</th>
            <th>A month takes</th>
            <th>Of it</th>
          </tr>
        </thead>
        <tbody>
          {allowances.map(({ service, what, unit, free, estimated, percent }) => (
            <tr key={`${service} ${what}`}>
              <th scope="row">
                {service}: {what}
              </th>
              <td>
                {estimated === undefined ? 'not known' : amount(estimated)} of {amount(free)} {unit}
              </td>
              <td className={percent !== undefined && percent > 100 ? 'bad' : ''}>
                {percent === undefined ? (
                  '–'
                ) : (
                  <>
                    <meter
                      min={0}
                      max={100}
                      value={Math.min(100, percent)}
                      aria-label={`${service}: ${what}`}
                    />{' '}
                    {Math.round(percent)} %{percent > 100 ? ', more than is free' : ''}
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Lines({ lines }: { readonly lines: readonly CostLine[] }): ReactNode {
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="The estimate line by line">
      <table>
        <thead>
          <tr>
            <th>Service</th>
            <th>What</th>
            <th>Amount</th>
            <th>Cost</th>
            <th>From</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ service, what, quantity, unit, usd, from }) => (
            <tr key={`${service} ${what}`}>
              <th scope="row">{service}</th>
              <td>{what}</td>
              <td>{quantity === undefined ? 'not known' : `${amount(quantity)} ${unit}`}</td>
              <td>{usd === undefined ? '?' : dollars(usd)}</td>
              <td className="quiet">{from}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function dollars(usd: number): string {
  return `$${usd.toFixed(2)}`;
}

function amount(value: number): string {
  return Number(value.toFixed(1)).toLocaleString('en-US');
}
