// The stages of one execution side by side: how each stands, how long it took, and whether it was rolled back.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ExecutionView, StageView } from '../../view/execution-view.ts';
import { useNow } from '../data/clock.ts';
import { expectedQuery } from '../data/queries.ts';
import { BreakingName } from './breaking-name.tsx';
import { medians } from './expected-bars.ts';
import { isRolledBack } from '../../view/rollback.ts';
import { Mark, stageStatus } from './states.tsx';
import { statusWords } from './status-words.ts';
import { RollbackIcon } from './status-icon.tsx';
import { formatDuration } from './words.ts';

export function StageStrip({ view }: { readonly view: ExecutionView }): ReactNode {
  const now = useNow();
  const { data: expected } = useQuery(expectedQuery(view.executionId));
  const usual = medians(expected);
  return (
    <ol className="stage-cards" aria-label="Stages">
      {view.stages.map((stage) => (
        <li key={stage.name} className={isRolledBack(stage) ? 'RolledBack' : stageStatus(stage)}>
          <a href={`#stage-${stage.name}`}>
            {isRolledBack(stage) ? <RollbackIcon /> : <Mark displayStatus={stageStatus(stage)} />}
            <b>
              <BreakingName name={stage.name} />
            </b>
            <span className="below">
              {noteOf(stage, now, view.endedAt === undefined ? usual.get(stage.name) : undefined)}
            </span>
          </a>
        </li>
      ))}
    </ol>
  );
}

/** @param usualMs how long it took before, of an execution that goes on */
function noteOf(stage: StageView, now: number, usualMs: number | undefined): string {
  const { startedAt, endedAt, actions } = stage;
  const displayStatus = stageStatus(stage);
  const took = startedAt === undefined ? '' : formatDuration((endedAt ?? now) - startedAt);
  if (isRolledBack(stage)) return `failed, rolled back, ${took}`;
  const usual = usualMs === undefined ? '' : formatDuration(usualMs);
  if (displayStatus === 'Pending' && usual !== '') return `about ${usual}`;
  if (displayStatus === 'Succeeded' || displayStatus === 'Pending')
    return took === '' ? statusWords[displayStatus] : took;
  const at = actions.find((action) => action.displayStatus === displayStatus)?.name ?? '';
  const ofUsual = took === '' || usual === '' ? took : `${took} of about ${usual}`;
  return [statusWords[displayStatus], at, ofUsual].filter((part) => part !== '').join(', ');
}
