// The stages of one execution side by side: how each stands, how long it took, and whether it was rolled back.
import type { ReactNode } from 'react';
import type { ExecutionView, StageView } from '../../view/execution-view.ts';
import { useNow } from '../data/clock.ts';
import { isRolledBack } from './rollback.ts';
import { Mark, stageStatus } from './states.tsx';
import { statusWords } from './status-words.ts';
import { RollbackIcon } from './status-icon.tsx';
import { formatDuration } from './words.ts';

export function StageStrip({ view }: { readonly view: ExecutionView }): ReactNode {
  const now = useNow();
  return (
    <ol className="stage-cards" aria-label="Stages">
      {view.stages.map((stage) => (
        <li key={stage.name} className={isRolledBack(stage) ? 'RolledBack' : stageStatus(stage)}>
          <a href={`#stage-${stage.name}`}>
            {isRolledBack(stage) ? <RollbackIcon /> : <Mark displayStatus={stageStatus(stage)} />}
            <b>{stage.name}</b>
            <span className="below">{noteOf(stage, now)}</span>
          </a>
        </li>
      ))}
    </ol>
  );
}

function noteOf(stage: StageView, now: number): string {
  const { startedAt, endedAt, actions } = stage;
  const displayStatus = stageStatus(stage);
  const took = startedAt === undefined ? '' : formatDuration((endedAt ?? now) - startedAt);
  if (isRolledBack(stage)) return `failed, rolled back, ${took}`;
  if (displayStatus === 'Succeeded' || displayStatus === 'Pending')
    return took === '' ? statusWords[displayStatus] : took;
  const at = actions.find((action) => action.displayStatus === displayStatus)?.name ?? '';
  return [statusWords[displayStatus], at, took].filter((part) => part !== '').join(', ');
}
