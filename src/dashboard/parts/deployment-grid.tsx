// A deployment: hosts or tasks by lifecycle events, filling while it runs; what a script printed at a click.
import { Fragment, useEffect, useRef, useState, type ReactNode } from 'react';
import type {
  DeploymentView,
  DisplayStatus,
  LifecycleEventView,
  TargetView,
} from '../../view/execution-view.ts';
import { isRollback } from '../../view/rollback.ts';
import { Mark } from './states.tsx';
import { TrafficChart } from './traffic-chart.tsx';
import { formatDuration } from './words.ts';

const statuses: Readonly<Record<LifecycleEventView['status'], DisplayStatus>> = {
  Succeeded: 'Succeeded',
  Failed: 'Failed',
  InProgress: 'InProgress',
  Skipped: 'Skipped',
  Pending: 'Pending',
  Unknown: 'Pending',
};

export function DeploymentGrid({ deployment }: { readonly deployment: DeploymentView }): ReactNode {
  const { targets, traffic } = deployment;
  const [chosen, setChosen] = useState<{ readonly target: string; readonly event: string }>();
  const diagnostics = targets
    .find(({ targetId }) => targetId === chosen?.target)
    ?.events.find(({ name }) => name === chosen?.event)?.diagnostics;
  return (
    <div className={isRollback(deployment) ? 'deployment rollback' : 'deployment'}>
      <Head deployment={deployment} />
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

const waits = {
  READY_WAIT: 'until ContinueDeployment, before the traffic goes over',
  TERMINATION_WAIT: 'until the original ones end, or ContinueDeployment',
} as const;

function Head({ deployment }: { readonly deployment: DeploymentView }): ReactNode {
  const { deploymentId, deploymentGroupName, status, errorInformation, rollbackInfo, waitType } = deployment;
  const isBack = isRollback(deployment);
  return (
    <p>
      <b>
        {isBack ? '↺ Rollback' : 'Deployment'} {deploymentId}
      </b>{' '}
      <span className="quiet">to {deploymentGroupName}</span>{' '}
      <span className={status === 'Failed' ? 'bad' : ''}>
        {isBack && status === 'Succeeded' ? 'put the revision before back' : status}
      </span>
      {waitType === undefined ? null : <span className="quiet"> {waits[waitType]}</span>}
      {errorInformation === undefined ? null : (
        <span className="bad" title={errorInformation.message}>
          {' '}
          {errorInformation.code}
          {isBack ? `: ${errorInformation.message}` : ''}
        </span>
      )}
      {rollbackInfo?.rollbackMessage === undefined ? null : (
        <span className="quiet"> {rollbackInfo.rollbackMessage}</span>
      )}
    </p>
  );
}

function hasFailed({ events }: TargetView): boolean {
  return events.some(({ status }) => status === 'Failed');
}

function failingFirst(targets: readonly TargetView[]): readonly TargetView[] {
  return [...targets.filter(hasFailed), ...targets.filter((target) => !hasFailed(target))];
}

/** A service as a whole goes through other events than its tasks, and original instances through others than those that replace them. */
function tablesOf(targets: readonly TargetView[]): readonly (readonly TargetView[])[] {
  const kindOf = ({ targetId, instanceLabel }: TargetView): string =>
    instanceLabel ?? (targetId.startsWith('task/') ? 'task' : 'target');
  const byKind = Map.groupBy(targets, kindOf);
  return ['target', 'task', 'Green', 'Blue'].flatMap((kind) => {
    const some = byKind.get(kind);
    return some === undefined ? [] : [some];
  });
}

const titles = { Green: 'Replacement', Blue: 'Original' } as const;

function Grid({
  targets,
  onChoose,
}: {
  readonly targets: readonly TargetView[];
  readonly onChoose: (targetId: string, event: string) => void;
}): ReactNode {
  const label = targets[0]?.instanceLabel;
  const names = [...new Set(targets.flatMap(({ events }) => events.map(({ name }) => name)))];
  const failed = new Set(
    targets.flatMap(({ events }) =>
      events.filter(({ status }) => status === 'Failed').map(({ name }) => name),
    ),
  );
  const place = useRef<HTMLDivElement>(null);
  // Where the page is too narrow for all events, those that failed are seen first.
  useEffect(() => {
    const cell = place.current?.querySelector<HTMLElement>('th.Failed');
    const { current } = place;
    if (cell === null || cell === undefined || current === null) return;
    current.scrollLeft = cell.offsetLeft - current.clientWidth / 2;
  }, [failed.size]);
  return (
    <div ref={place} className="scroll" tabIndex={0} role="region" aria-label="Lifecycle events by target">
      <table className="grid">
        <thead>
          <tr>
            <th>{label === undefined ? 'Target' : titles[label]}</th>
            {names.map((name) => (
              <th key={name} className={failed.has(name) ? 'Failed' : ''}>
                <Broken name={name} />
              </th>
            ))}
            <th>Result</th>
          </tr>
        </thead>
        <tbody>
          {targets.map((target) => (
            <tr key={target.targetId} className={hasFailed(target) ? 'Failed' : ''}>
              <th scope="row" title={target.targetId}>
                <bdi>{target.targetId}</bdi>
              </th>
              {names.map((name) => (
                <Cell
                  key={name}
                  target={target}
                  event={target.events.find((event) => event.name === name)}
                  onChoose={() => onChoose(target.targetId, name)}
                />
              ))}
              <td>{target.status}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** `BeforeBlockTraffic` may break before its capitals. */
function Broken({ name }: { readonly name: string }): ReactNode {
  return name.split(/(?=[A-Z])/).map((part, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- parts of one word, whose order does not change
    <Fragment key={index}>
      {index === 0 ? null : <wbr />}
      {part}
    </Fragment>
  ));
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
  if (event === undefined) return <td className="quiet">·</td>;
  const { name, status, durationMs, diagnostics } = event;
  const took = durationMs === undefined ? '' : formatDuration(durationMs);
  const title = `${targetId} ${name}: ${status}${took === '' ? '' : ` in ${took}`}`;
  const content = (
    <>
      <Mark displayStatus={statuses[status]} /> <span className="took">{took}</span>
    </>
  );
  return (
    <td className={status} title={title}>
      {diagnostics === undefined ? (
        content
      ) : (
        <button
          type="button"
          className="plain"
          onClick={onChoose}
          aria-label={`${title}; show what it printed`}
        >
          {content}
        </button>
      )}
    </td>
  );
}
