// How delivery goes: the measures of DORA, each with what it was in the period before, and the deployments over time.
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { counted } from '../../lib/counted.ts';
import type { DeliveryMeasures, PeriodMeasures, TrendPart } from '../../view/delivery-measures.ts';
import { measuresQuery } from '../data/queries.ts';
import { formatDuration } from './words.ts';

const periods = [7, 30, 90] as const;

export function Measures(): ReactNode {
  const [days, setDays] = useState<number>(30);
  const { data } = useQuery(measuresQuery(days));
  return (
    <section className="card measures" aria-label="Measures of delivery">
      {figures.map((figure) => (
        <Measure key={figure.name} figure={figure} measures={data} days={days} />
      ))}
      {data === undefined ? null : <Executions executions={data.executions} />}
      {data === undefined ? null : <Deployments trend={data.trend} />}
      <label className="period">
        <span className="quiet">Period</span>
        <select value={days} onChange={(event) => setDays(Number(event.target.value))}>
          {periods.map((period) => (
            <option key={period} value={period}>
              {period} days
            </option>
          ))}
        </select>
      </label>
    </section>
  );
}

interface Figure {
  readonly name: string;
  readonly meaning: string;
  readonly of: (measures: PeriodMeasures) => number | undefined;
  readonly samples: (measures: PeriodMeasures) => number;
  readonly shown: (value: number) => string;
  readonly isBetter: 'more' | 'less';
  /** In one part of the period. */
  readonly inPart: (part: TrendPart) => number | undefined;
}

const percent = (value: number): string => `${Math.round(value * 100)} %`;

/** In the order and by the definitions of dora.dev. */
const figures: readonly Figure[] = [
  {
    name: 'Deployments a day',
    meaning: 'Deployment frequency: deployments to production that succeeded',
    of: ({ deploymentsPerDay }) => deploymentsPerDay,
    samples: ({ deployments }) => deployments,
    shown: (value) => value.toFixed(value < 10 ? 1 : 0),
    isBetter: 'more',
    inPart: ({ succeeded }) => succeeded,
  },
  {
    name: 'Lead time',
    meaning: 'Change lead time: from the commit to production, median',
    of: ({ leadTimeMs }) => leadTimeMs,
    samples: ({ samples }) => samples.leadTime,
    shown: formatDuration,
    isBetter: 'less',
    inPart: ({ leadTimeMs }) => leadTimeMs,
  },
  {
    name: 'Change fail rate',
    meaning: 'Deployments to production that failed or were rolled back',
    of: ({ changeFailureRate }) => changeFailureRate,
    samples: ({ samples }) => samples.changes,
    shown: percent,
    isBetter: 'less',
    inPart: ({ changeFailureRate }) => changeFailureRate,
  },
  {
    name: 'Recovery time',
    meaning: 'Failed deployment recovery time: until the next success in production, median',
    of: ({ timeToRestoreMs }) => timeToRestoreMs,
    samples: ({ samples }) => samples.restored,
    shown: formatDuration,
    isBetter: 'less',
    inPart: ({ timeToRestoreMs }) => timeToRestoreMs,
  },
  {
    name: 'Rework rate',
    meaning: 'Deployment rework rate: deployments because one before had failed',
    of: ({ reworkRate }) => reworkRate,
    samples: ({ samples }) => samples.all,
    shown: percent,
    isBetter: 'less',
    inPart: ({ reworkRate }) => reworkRate,
  },
];

/** Of fewer nothing can be said but how many there are. */
const fewestSamples = 5;

function Measure({
  figure: { name, meaning, of, samples, shown, isBetter, inPart },
  measures,
  days,
}: {
  readonly figure: Figure;
  readonly measures: DeliveryMeasures | undefined;
  readonly days: number;
}): ReactNode {
  const count = measures === undefined ? 0 : samples(measures);
  const value = measures === undefined || count < fewestSamples ? undefined : of(measures);
  const hasBefore = measures !== undefined && samples(measures.before) >= fewestSamples;
  const before = hasBefore ? of(measures.before) : undefined;
  return (
    <div className="figure" title={`${meaning}. ${days} days, of ${count}.`}>
      <span className="quiet">{name}</span>
      <b>{value === undefined ? '–' : shown(value)}</b>
      {value === undefined || before === undefined || shown(value) === shown(before) ? (
        <span className="quiet">{count < fewestSamples ? `only ${count} so far` : `of ${count}`}</span>
      ) : (
        <span className={value > before === (isBetter === 'more') ? 'good' : 'bad'}>
          <span aria-hidden>{value > before ? '▲' : '▼'}</span>{' '}
          {value > before === (isBetter === 'more') ? 'better' : 'worse'} than {shown(before)}
        </span>
      )}
      {measures === undefined || value === undefined ? null : (
        <Line name={name} values={measures.trend.map(inPart)} />
      )}
    </div>
  );
}

const line = { width: 120, height: 24 } as const;

/** How a figure went over the parts of the period; parts without it are passed over. */
function Line({
  name,
  values,
}: {
  readonly name: string;
  readonly values: readonly (number | undefined)[];
}): ReactNode {
  const known = values.flatMap((value, index) => (value === undefined ? [] : [{ value, index }]));
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined || known.length < 2) return null;
  const most = Math.max(...known.map(({ value }) => value)) || 1;
  const way = last.value === first.value ? 'as at first' : last.value > first.value ? 'more' : 'less';
  const points = known.map(({ value, index }) => {
    const x = (index / (values.length - 1)) * line.width;
    return `${x.toFixed(1)},${(line.height - 2 - (value / most) * (line.height - 4)).toFixed(1)}`;
  });
  return (
    <svg
      className="line"
      width={line.width}
      height={line.height}
      role="img"
      aria-label={`Trend of ${name} over ${values.length} parts of the period: ${way}`}
    >
      <polyline points={points.join(' ')} fill="none" stroke="currentColor" strokeWidth="2" />
    </svg>
  );
}

function Executions({
  executions: { succeeded, failed },
}: {
  readonly executions: DeliveryMeasures['executions'];
}): ReactNode {
  const all = succeeded + failed;
  return (
    <div className="figure" title="Executions that ended by themselves, wherever they came to">
      <span className="quiet">Executions</span>
      <b>{all}</b>
      <span className="quiet">{all === 0 ? 'none ended' : `${percent(succeeded / all)} succeeded`}</span>
    </div>
  );
}

const chart = { width: 132, height: 40 } as const;

/** The deployments to production over the period; those that failed have a cross. */
function Deployments({ trend }: { readonly trend: DeliveryMeasures['trend'] }): ReactNode {
  const most = Math.max(1, ...trend.map(({ succeeded, failed }) => succeeded + failed));
  const sum = (of: 'succeeded' | 'failed'): number => trend.reduce((all, each) => all + each[of], 0);
  const step = chart.width / trend.length;
  const high = (count: number): number => (count / most) * (chart.height - 8);
  return (
    <svg
      className="deployments"
      width={chart.width}
      height={chart.height}
      role="img"
      aria-label={`${counted(sum('succeeded'), 'deployment')} to production succeeded, ${sum('failed')} failed; oldest left`}
    >
      {trend.map(({ from, succeeded, failed }, index) => (
        <g key={from}>
          <rect
            x={index * step}
            y={chart.height - high(succeeded)}
            width={step - 2}
            height={high(succeeded)}
            className="good"
          />
          <rect
            x={index * step}
            y={chart.height - high(succeeded + failed)}
            width={step - 2}
            height={high(failed)}
            className="bad"
          />
          {failed === 0 ? null : (
            <text x={index * step + (step - 2) / 2} y={chart.height - high(succeeded + failed) - 1}>
              ✕
            </text>
          )}
        </g>
      ))}
      <line x1="0" x2={chart.width} y1={chart.height - 0.5} y2={chart.height - 0.5} />
    </svg>
  );
}
