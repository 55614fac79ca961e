// The tests of a report: those that failed first, or the slowest.
import { useState, type ReactNode } from 'react';
import type { TestCase } from '../../../model/report.ts';
import type { DisplayStatus } from '../../../view/execution-view.ts';
import { Status } from '../states.tsx';
import { formatDuration } from '../words.ts';

const order = ['FAILED', 'ERROR', 'UNKNOWN', 'SKIPPED', 'SUCCEEDED'];
const shownTests = 200;

const orders = {
  result: (a: TestCase, b: TestCase) => order.indexOf(a.status) - order.indexOf(b.status),
  time: (a: TestCase, b: TestCase) => (b.durationMs ?? 0) - (a.durationMs ?? 0),
} as const;

export function TestTable({
  tests,
  isFlaky,
}: {
  readonly tests: readonly TestCase[];
  readonly isFlaky: (test: TestCase) => boolean;
}): ReactNode {
  const [by, setBy] = useState<keyof typeof orders>('result');
  const [text, setText] = useState('');
  const [isAll, setAll] = useState(false);
  const wanted = text.trim().toLowerCase();
  const found = tests
    .filter(({ testSuiteName, name }) => `${testSuiteName} ${name}`.toLowerCase().includes(wanted))
    .toSorted(orders[by]);
  const shown = isAll ? found : found.slice(0, shownTests);
  const totalMs = tests.reduce((sum, { durationMs = 0 }) => sum + durationMs, 0);
  return (
    <section className="card">
      <div className="row" role="group" aria-label="Order">
        <button
          type="button"
          className="small"
          aria-pressed={by === 'result'}
          onClick={() => setBy('result')}
        >
          Failed first
        </button>
        <button type="button" className="small" aria-pressed={by === 'time'} onClick={() => setBy('time')}>
          Slowest first
        </button>
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
      <div className="scroll" tabIndex={0} role="region" aria-label="Tests">
        <table>
          <thead>
            <tr>
              <th>Result</th>
              <th>Test</th>
              <th>Took</th>
              <th>Why</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((test) => (
              <Row
                key={`${test.testSuiteName}\n${test.name}`}
                test={test}
                isFlaky={isFlaky(test)}
                share={by === 'time' && totalMs > 0 ? (test.durationMs ?? 0) / totalMs : undefined}
              />
            ))}
          </tbody>
        </table>
      </div>
      {found.length > shown.length ? (
        <button type="button" onClick={() => setAll(true)}>
          Show all {found.length.toLocaleString('en')}
        </button>
      ) : null}
    </section>
  );
}

const statuses: Readonly<Record<TestCase['status'], DisplayStatus>> = {
  SUCCEEDED: 'Succeeded',
  FAILED: 'Failed',
  ERROR: 'Failed',
  SKIPPED: 'Skipped',
  UNKNOWN: 'Pending',
};

function Row({
  test: { status, testSuiteName, name, durationMs, message, location },
  isFlaky,
  share,
}: {
  readonly test: TestCase;
  readonly isFlaky: boolean;
  /** Of the time of all tests. */
  readonly share: number | undefined;
}): ReactNode {
  return (
    <tr>
      <td>
        <Status displayStatus={statuses[status]} />
      </td>
      <td>
        <span className="quiet">{testSuiteName} ›</span> {name}{' '}
        {isFlaky ? <span className="chip">flaky: fails now and then</span> : null}
      </td>
      <td className="time">
        {durationMs === undefined ? '' : formatDuration(durationMs)}{' '}
        {share === undefined ? null : <span className="quiet">{(share * 100).toFixed(0)} %</span>}
      </td>
      <td>
        {message ?? ''} <code>{location ?? ''}</code>
      </td>
    </tr>
  );
}
