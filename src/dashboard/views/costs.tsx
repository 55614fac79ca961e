// What each pipeline would cost at AWS in a month: its budgets, how much of what is free it takes, and the estimate line by line.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { CostLine } from '../../model/cost-line.ts';
import type { MonthReport } from '../../runtime/estimate-month.ts';
import { Refused } from '../data/api.ts';
import { costsQuery, pipelinesQuery } from '../data/queries.ts';
import { usePageTitle } from '../parts/page-title.ts';
import { Failure, Loading } from '../parts/states.tsx';

export function Costs(): ReactNode {
  usePageTitle('Costs');
  const pipelines = useQuery(pipelinesQuery);
  if (pipelines.isPending) return <Loading />;
  if (pipelines.error !== null) return <Failure error={pipelines.error} />;
  return (
    <>
      <h1>What a month costs at AWS</h1>
      <p className="quiet">
        Nothing is paid for here: durations are as measured, all else is from the definition.
      </p>
      {pipelines.data.map(({ pipelineName }) => (
        <PipelineCosts key={pipelineName} pipelineName={pipelineName} />
      ))}
    </>
  );
}

function PipelineCosts({ pipelineName }: { readonly pipelineName: string }): ReactNode {
  const costs = useQuery({ ...costsQuery(pipelineName), retry: false });
  const isUnknown = costs.error instanceof Refused && costs.error.status === 404;
  return (
    <section className="card" aria-label={`Costs of ${pipelineName}`}>
      <h2>
        <Link to="/pipelines/$pipelineName" params={{ pipelineName }}>
          {pipelineName}
        </Link>{' '}
        {costs.data === undefined ? null : (
          <span className="quiet">
            about {dollars(costs.data.totalUsd)} a month
            {costs.data.isComplete ? '' : ', and what is not known'}, {dollars(costs.data.actualUsd)} since
            the month began
          </span>
        )}
      </h2>
      {costs.isPending ? <Loading /> : null}
      {isUnknown ? <p className="quiet">This server does not drive it: it has no definition of it.</p> : null}
      {costs.error === null || isUnknown ? null : <Failure error={costs.error} />}
      {costs.data === undefined ? null : <Report report={costs.data} />}
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
