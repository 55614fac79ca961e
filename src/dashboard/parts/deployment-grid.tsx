// A deployment: hosts by lifecycle events, filling while it runs; what a script printed at a click.
import { useState, type ReactNode } from 'react';
import type { DeploymentView, LifecycleEventView, TargetView } from '../../view/execution-view.ts';
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
  const { deploymentId, deploymentGroupName, creator, status, errorInformation, rollbackInfo, targets } =
    deployment;
  const [chosen, setChosen] = useState<{ readonly target: string; readonly event: string }>();
  const names = [...new Set(targets.flatMap(({ events }) => events.map(({ name }) => name)))];
  const diagnostics = targets
    .find(({ targetId }) => targetId === chosen?.target)
    ?.events.find(({ name }) => name === chosen?.event)?.diagnostics;
  return (
    <div className="deployment">
      <p>
        <b>
          {creator === 'codeDeployRollback' ? 'Rollback' : 'Deployment'} {deploymentId}
        </b>{' '}
        <span className="quiet">to {deploymentGroupName}</span> {status}
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
      {targets.length === 0 ? null : (
        <div className="scroll">
          <table className="grid">
            <thead>
              <tr>
                <th>Host</th>
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
                        onChoose={() => setChosen({ target: target.targetId, event: name })}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
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
  const told = `${targetId} ${name}: ${status}${durationMs === undefined ? '' : ` in ${formatDuration(durationMs)}`}`;
  const mark = (
    <span className={`mark ${status}`} title={told}>
      <span aria-hidden>{marks[status] ?? '·'}</span>
      <span className="hidden">{told}</span>
    </span>
  );
  if (diagnostics === undefined) return mark;
  return (
    <button type="button" className="plain" onClick={onChoose} title={`${told}; show what it printed`}>
      {mark}
    </button>
  );
}
