// What an approval is about: what was written to it, what would be changed, which commits come through, and what follows.
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { counted } from '../../lib/counted.ts';
import type { InfrastructureProgress } from '../../model/progress.ts';
import type { ExecutionView } from '../../view/execution-view.ts';
import type { ValueStream } from '../../view/value-stream.ts';
import { executionQuery, valueStreamQuery } from '../data/queries.ts';
import { Commits, movesBetween } from './commits.tsx';

interface Place {
  readonly view: ExecutionView;
  readonly stageName: string;
  readonly actionName: string;
}

export function ApprovalFacts({ view, stageName, actionName }: Place): ReactNode {
  const { customData, externalEntityLink: link } =
    view.stages.flatMap(({ actions }) => actions).find(({ name }) => name === actionName)?.approval ?? {};
  const following = view.stages.slice(view.stages.findIndex(({ name }) => name === stageName) + 1);
  const isSafeLink = link !== undefined && /^https?:\/\//i.test(link);
  return (
    <>
      {customData === undefined ? null : <p>{customData}</p>}
      {isSafeLink ? (
        <p>
          Review:{' '}
          <a href={link} target="_blank" rel="noreferrer">
            {link}
          </a>
        </p>
      ) : null}
      <Plan plan={planOf(view)} />
      <Coming view={view} following={following.map(({ name }) => name)} />
      <p>
        <b>Then</b>{' '}
        {following.length === 0
          ? 'the execution ends.'
          : following
              .map(({ name, actions }) => `${name} (${actions.map((each) => each.name).join(', ')})`)
              .join(', then ')}
      </p>
    </>
  );
}

/** What Terraform is about to do when the approval is given: the last plan of the execution that is not applied. */
function planOf({ stages }: ExecutionView): InfrastructureProgress | undefined {
  const last = stages
    .flatMap(({ actions }) => actions.flatMap(({ infrastructure }) => infrastructure))
    .at(-1);
  return last?.event === 'PLANNED' ? last : undefined;
}

const signs = { destroy: '−', replace: '±', update: '~', create: '+', import: '+' } as const;
const order = ['destroy', 'replace', 'update', 'create', 'import'] as const;

/** What destroys stands first, then what changes, then what is made. */
function Plan({ plan }: { readonly plan: InfrastructureProgress | undefined }): ReactNode {
  if (plan === undefined) return null;
  const sorted = plan.resources.toSorted((a, b) => order.indexOf(a.change) - order.indexOf(b.change));
  return (
    <div className="plan">
      <p>
        <b>{plan.tool} plans</b> {plan.destroy} to destroy, {plan.change} to change, {plan.add} to add
      </p>
      <ul className="plain">
        {sorted.map(({ address, change }) => (
          <li
            key={`${change} ${address}`}
            className={change === 'destroy' || change === 'replace' ? 'bad' : ''}
          >
            <span aria-hidden>{signs[change]}</span> {change} <code>{address}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The commits that the stages behind the approval do not have. */
function Coming({
  view: { pipelineName, executionId },
  following,
}: {
  readonly view: ExecutionView;
  readonly following: readonly string[];
}): ReactNode {
  const { data: stream } = useQuery(valueStreamQuery(pipelineName));
  const { data: execution } = useQuery(executionQuery(executionId));
  const held = stream === undefined ? undefined : firstHeld(stream, following);
  if (stream === undefined || execution === undefined || following.length === 0) return null;
  if (held === undefined)
    return <p className="quiet">{following[0]} holds nothing yet: all of it is new there.</p>;
  const moves = movesBetween(held.revisions, execution.summary.sourceRevisions);
  if (moves.length === 0) return <p className="quiet">{held.name} has these commits already.</p>;
  return moves.map((move) => (
    <div key={move.actionName}>
      <b>What {held.name} gets</b>
      <Commits pipelineName={pipelineName} move={move} />
    </div>
  ));
}

function firstHeld({ stations }: ValueStream, names: readonly string[]) {
  const found = stations.find(({ name, holds }) => names.includes(name) && holds !== undefined);
  return found?.holds === undefined ? undefined : { name: found.name, revisions: found.holds.revisions };
}

/** Whether what is lost was confirmed; there is a box only where something is. */
export function useSeen(view: ExecutionView | undefined): {
  readonly isSeen: boolean;
  readonly box: ReactNode;
} {
  const [isTicked, setTicked] = useState(false);
  const plan = view === undefined ? undefined : planOf(view);
  const lost =
    plan === undefined
      ? 0
      : Math.max(plan.destroy, plan.resources.filter(({ change }) => change === 'destroy').length);
  if (lost === 0) return { isSeen: true, box: null };
  return {
    isSeen: isTicked,
    box: (
      <label className="choice bad">
        <input type="checkbox" checked={isTicked} onChange={(event) => setTicked(event.target.checked)} />I
        have seen that {counted(lost, 'resource')} {lost === 1 ? 'is' : 'are'} destroyed
      </label>
    ),
  };
}
