// A deployment: hosts or tasks by lifecycle events, filling while it runs; what a script printed at a click.
import { useState, type ReactNode } from 'react';
import type { DeploymentView, LifecycleEventView, TargetView } from '../../view/execution-view.ts';
import { TrafficChart } from './traffic-chart.tsx';
import { formatDuration } from './words.ts';

const marks: Readonly<Record<string, string>> = {
  Succeeded: '✔',
  Failed: '✖',
  InProgress: '●',
  Skipped: '⤼',
  Pending: '○',
  Unknown: '?',
};

export function DeploymentGrid({ deployment }: { readonly deployment: DeploymentView }): ReactNode {
  const {
    deploymentId,
    deploymentGroupName,
    creator,
    status,
    errorInformation,
    rollbackInfo,
    targets,
    traffic,
  } = deployment;
  const isRollback = creator === 'codeDeployRollback';
  const [chosen, setChosen] = useState<{ readonly target: string; readonly event: string }>();
  const diagnostics = targets
    .find(({ targetId }) => targetId === chosen?.target)
    ?.events.find(({ name }) => name === chosen?.event)?.diagnostics;
  return (
    <div className={isRollback ? 'deployment rollback' : 'deployment'}>
      <p>
        <b>
          {isRollback ? '↺ Rollback' : 'Deployment'} {deploymentId}
        </b>{' '}
        <span className="quiet">to {deploymentGroupName}</span>{' '}
        <span className={status === 'Failed' ? 'bad' : ''}>
          {isRollback && status === 'Succeeded' ? 'put the revision before back' : status}
        </span>
        {errorInformation === undefined ? null : (
          <span className="bad">
            {' '}
            {errorInformation.code}: {errorInformation.message}
          </span>
        )}
        {rollbackInfo?.rollbackMessage === undefined ? null : (
          <span className="quiet"> {rollbackInfo.rollbackMessage}</span>
        )}
      </p>
      <TrafficChart traffic={traffic} now={endOf(targets) ?? Date.now()} />
      {tablesOf(failingFirst(targets)).map((some) => (
        <Grid
          key={some[0]?.targetId}
          targets={some}
          onChoose={(target, event) => setChosen({ target, event })}
        />
      ))}
      {diagnostics === undefined ? null : (
        <div className="failure">
          <p>
            <b>{diagnostics.errorCode}</b> {diagnostics.scriptName}: {diagnostics.message}
          </p>
          <pre tabIndex={0}>{diagnostics.logTail}</pre>
        </div>
      )}
    </div>
  );
}

function failingFirst(targets: readonly TargetView[]): readonly TargetView[] {
  const hasFailed = ({ events }: TargetView): boolean => events.some(({ status }) => status === 'Failed');
  return [...targets.filter(hasFailed), ...targets.filter((target) => !hasFailed(target))];
}

/** A service as a whole goes through other events than its tasks. */
function tablesOf(targets: readonly TargetView[]): readonly (readonly TargetView[])[] {
  const isTask = ({ targetId }: TargetView): boolean => targetId.startsWith('task/');
  return [targets.filter((target) => !isTask(target)), targets.filter(isTask)].filter(
    (some) => some.length > 0,
  );
}

function Grid({
  targets,
  onChoose,
}: {
  readonly targets: readonly TargetView[];
  readonly onChoose: (targetId: string, event: string) => void;
}): ReactNode {
  const names = [...new Set(targets.flatMap(({ events }) => events.map(({ name }) => name)))];
  return (
    <div className="scroll">
      <table className="grid">
        <thead>
          <tr>
            <th>Target</th>
            {names.map((name) => (
              <th key={name}>{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {targets.map((target) => (
            <tr key={target.targetId}>
              <th scope="row">{target.targetId}</th>
              {names.map((name) => (
                <td key={name}>
                  <Cell
                    target={target}
                    event={target.events.find((event) => event.name === name)}
                    onChoose={() => onChoose(target.targetId, name)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** When the last of them ended; undefined while one is at work. */
function endOf(targets: readonly TargetView[]): number | undefined {
  const ends = targets.map(({ endedAt }) => endedAt);
  return ends.includes(undefined) || ends.length === 0 ? undefined : Math.max(...ends.map(Number));
}

function Cell({
  target: { targetId },
  event,
  onChoose,
}: {
  readonly target: TargetView;
  readonly event: LifecycleEventView | undefined;
  readonly onChoose: () => void;
}): ReactNode {
  if (event === undefined) return <span className="quiet">·</span>;
  const { name, status, durationMs, diagnostics } = event;
  const title = `${targetId} ${name}: ${status}${durationMs === undefined ? '' : ` in ${formatDuration(durationMs)}`}`;
  const mark = (
    <span className={`mark ${status}`} title={title}>
      <span aria-hidden>{marks[status] ?? '·'}</span>
      <span className="hidden">{title}</span>
    </span>
  );
  if (diagnostics === undefined) return mark;
  return (
    <button type="button" className="plain" onClick={onChoose} title={`${title}; show what it printed`}>
      {mark}
    </button>
  );
}
