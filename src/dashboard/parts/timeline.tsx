// When what happened: stages, actions, phases and lifecycle events as bars over the time of the execution.
import { useState, type ReactNode } from 'react';
import type { ExecutionView, DisplayStatus } from '../../view/execution-view.ts';
import { useNow } from '../data/clock.ts';
import { Mark } from './states.tsx';
import { formatDuration } from './words.ts';

interface Bar {
  readonly key: string;
  readonly name: string;
  readonly depth: 0 | 1 | 2;
  readonly displayStatus: DisplayStatus;
  readonly from: number;
  readonly to: number;
}

export function Timeline({ view }: { readonly view: ExecutionView }): ReactNode {
  const now = useNow();
  const [isDetailed, setDetailed] = useState(true);
  const bars = barsOf(view, now);
  if (bars.length === 0) return null;
  const start = Math.min(...bars.map(({ from }) => from));
  const span = Math.max(1, Math.max(...bars.map(({ to }) => to)) - start);
  const shown = bars.filter(({ depth, from, to }) => depth < 2 || (isDetailed && to - from >= span / 500));
  return (
    <section className="card" aria-label="Timeline">
      <div className="row">
        <h2>Timeline</h2>
        <span className="fill" />
        <label className="choice">
          <input
            type="checkbox"
            checked={isDetailed}
            onChange={(event) => setDetailed(event.target.checked)}
          />{' '}
          phases and lifecycle events
        </label>
      </div>
      <ol className="timeline">
        {shown.map(({ key, name, depth, displayStatus, from, to }) => (
          <li key={key} className={`depth-${depth}`}>
            <span className="name">
              <Mark displayStatus={displayStatus} /> {name}
            </span>
            <span className="track">
              <span
                className={`span ${displayStatus}`}
                style={{
                  left: `${((from - start) / span) * 100}%`,
                  width: `${Math.max(0.3, ((to - from) / span) * 100)}%`,
                }}
              />
            </span>
            <span className="took">{formatDuration(to - from)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function barsOf({ stages }: ExecutionView, now: number): readonly Bar[] {
  return stages.flatMap((stage) => [
    ...bar({ ...stage, key: stage.name, depth: 0 }, now),
    ...stage.actions.flatMap((action) => {
      const key = `${stage.name}/${action.name}`;
      return [
        ...bar({ ...action, key, depth: 1 }, now),
        ...action.phases.flatMap((phase) =>
          bar(
            {
              ...phase,
              key: `${key}/${phase.type}`,
              name: phase.type,
              displayStatus: displayStatusOf(phase.status),
              depth: 2,
            },
            now,
          ),
        ),
        ...action.deployments.flatMap(({ deploymentId, targets, creator }) =>
          targets.flatMap(({ targetId, events }) =>
            events.flatMap((event) =>
              bar(
                {
                  ...event,
                  key: `${key}/${deploymentId}/${targetId}/${event.name}`,
                  name: `${creator === 'codeDeployRollback' ? '↺ ' : ''}${targetId} ${event.name}`,
                  displayStatus: displayStatusOf(event.status),
                  depth: 2,
                },
                now,
              ),
            ),
          ),
        ),
      ];
    }),
  ]);
}

/** Nothing for what has not begun. */
function bar(
  {
    key,
    name,
    displayStatus,
    depth,
    startedAt,
    endedAt,
  }: {
    readonly key: string;
    readonly name: string;
    readonly displayStatus: DisplayStatus;
    readonly depth: Bar['depth'];
    readonly startedAt?: number;
    readonly endedAt?: number;
  },
  now: number,
): readonly Bar[] {
  if (startedAt === undefined) return [];
  return [{ key, name, depth, displayStatus, from: startedAt, to: Math.max(startedAt, endedAt ?? now) }];
}

/** Of the words of CodeBuild and CodeDeploy. */
function displayStatusOf(status: string): DisplayStatus {
  if (/succeeded/i.test(status)) return 'Succeeded';
  if (/in_?progress/i.test(status)) return 'InProgress';
  if (/fail|fault|timed_out|client_error/i.test(status)) return 'Failed';
  if (/skipped/i.test(status)) return 'Skipped';
  return 'Cancelled';
}
