// The share of the requests that a deployment has had, over time.
import type { ReactNode } from 'react';
import type { DeploymentView } from '../../view/execution-view.ts';

const [width, height] = [240, 40];

/** Steps, because a share changes at once and stays. The last one lasts until now. */
export function TrafficChart({
  traffic,
  now,
}: Pick<DeploymentView, 'traffic'> & { readonly now: number }): ReactNode {
  const [first] = traffic;
  const last = traffic.at(-1);
  if (first === undefined || last === undefined) return null;
  const span = Math.max(1, now - first.at);
  const x = (at: number): number => Math.round(((at - first.at) / span) * width);
  const y = (percent: number): number => Math.round(height - (percent / 100) * (height - 4) - 2);
  const steps = traffic.flatMap(({ percent, at }, index) => [
    `${x(at)},${y(traffic[index - 1]?.percent ?? 0)}`,
    `${x(at)},${y(percent)}`,
  ]);
  const shares = traffic.map(({ percent }) => `${percent} %`).join(', ');
  return (
    <p className="traffic">
      <svg width={width} height={height} role="img" aria-label={`Share of the requests over time: ${shares}`}>
        <line x1="0" y1={y(0)} x2={width} y2={y(0)} stroke="currentColor" strokeOpacity="0.3" />
        <line x1="0" y1={y(100)} x2={width} y2={y(100)} stroke="currentColor" strokeOpacity="0.3" />
        <polyline
          points={[...steps, `${width},${y(last.percent)}`].join(' ')}
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
        />
      </svg>{' '}
      <b>{last.percent} %</b>{' '}
      <span className="quiet">
        of the requests to {last.of} go to {last.to}
      </span>
    </p>
  );
}
