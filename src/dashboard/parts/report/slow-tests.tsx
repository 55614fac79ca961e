// The slowest tests of a report group, each with how long it took in the reports before.
import type { ReactNode } from 'react';
import type { SlowTest } from '../../../view/slow-tests.ts';
import { formatDuration } from '../words.ts';

/** From so many times what is usual on, and so much longer, it is said. */
const slower = { times: 1.5, ms: 200 };

export function SlowTests({ tests }: { readonly tests: readonly SlowTest[] }): ReactNode {
  if (tests.length === 0) return null;
  return (
    <section className="card flush" aria-label="Slowest tests">
      <header className="card-head">
        <h2>Slowest tests</h2>
        <span className="quiet">of the last report, next to the reports before</span>
      </header>
      <div className="scroll" tabIndex={0} role="region" aria-label="Slowest tests over time">
        <table className="list rows">
          <thead>
            <tr>
              <th>Test</th>
              <th>Over time</th>
              <th>Took</th>
              <th>Usually</th>
            </tr>
          </thead>
          <tbody>
            {tests.map((test) => (
              <Row key={`${test.testSuiteName}\n${test.name}`} test={test} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Row({
  test: { testSuiteName, name, durationMs, usualMs, durationsMs },
}: {
  readonly test: SlowTest;
}): ReactNode {
  const times = usualMs === undefined || usualMs === 0 ? 1 : durationMs / usualMs;
  const isSlower = usualMs !== undefined && times >= slower.times && durationMs - usualMs >= slower.ms;
  return (
    <tr>
      <th scope="row" className="whole">
        <span className="quiet">{testSuiteName} ›</span> {name}
      </th>
      <td>
        <Durations durationsMs={durationsMs} />
      </td>
      <td className="time">
        {formatDuration(durationMs)}{' '}
        {isSlower ? <span className="bad">▲ {times.toFixed(1)} times slower</span> : null}
      </td>
      <td className="time">{usualMs === undefined ? 'new' : formatDuration(usualMs)}</td>
    </tr>
  );
}

const [width, height] = [120, 24];

function Durations({ durationsMs }: Pick<SlowTest, 'durationsMs'>): ReactNode {
  const most = Math.max(1, ...durationsMs);
  const step = width / Math.max(1, durationsMs.length);
  const words = durationsMs.map(formatDuration).join(', ');
  return (
    <svg
      width={width}
      height={height}
      role="img"
      aria-label={`Took, oldest first: ${words}`}
      className="durations"
    >
      {durationsMs.map((ms, index) => {
        const tall = Math.max(1, (ms / most) * height);
        return (
          // oxlint-disable-next-line react/no-array-index-key -- reports have no other order
          <rect
            key={index}
            x={index * step}
            y={height - tall}
            width={Math.max(1, Math.min(8, step - 1))}
            height={tall}
          />
        );
      })}
    </svg>
  );
}
