// What one action printed: live, searchable, every line with an address of its own.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import type { StageView } from '../../view/execution-view.ts';
import { executionQuery } from '../data/queries.ts';
import { ActionLog } from '../parts/log-lines.tsx';
import { partsOf } from '../parts/log-outcomes.ts';
import { usePageTitle } from '../parts/page-title.ts';
import { Status } from '../parts/states.tsx';
import { shortId } from '../parts/words.ts';

const route = '/executions/$executionId/logs/$actionExecutionId';

export function Log(): ReactNode {
  const { executionId, actionExecutionId } = useParams({ from: route });
  const { line } = useSearch({ from: route });
  const navigate = useNavigate({ from: route });
  const { data } = useQuery(executionQuery(executionId));
  const action = data?.view.stages
    .flatMap((stage) => [...stage.actions, ...rulesOf(stage)])
    .find((one) => one.actionExecutionId === actionExecutionId);
  const parts = useMemo(() => (action !== undefined && 'steps' in action ? partsOf(action) : []), [action]);
  usePageTitle(`${action?.name ?? 'log'} ${shortId(executionId)}`, action?.displayStatus);
  return (
    <>
      <p className="quiet">
        {data === undefined ? null : (
          <Link to="/pipelines/$pipelineName" params={{ pipelineName: data.view.pipelineName }}>
            {data.view.pipelineName}
          </Link>
        )}{' '}
        ›{' '}
        <Link to="/executions/$executionId" params={{ executionId }}>
          {shortId(executionId)}
        </Link>{' '}
        › log
      </p>
      <div className="row">
        <h1>
          {action?.name ?? 'Log'}{' '}
          {action === undefined ? null : <Status displayStatus={action.displayStatus} />}
        </h1>
        <span className="fill" />
        <a
          className="button"
          href={`/api/v1/executions/${executionId}/actions/${actionExecutionId}/log/text`}
          download={`${action?.name ?? actionExecutionId}.log`}
        >
          Download
        </a>
      </div>
      <ActionLog
        executionId={executionId}
        actionExecutionId={actionExecutionId}
        parts={parts}
        link={{ line, onLink: (next) => void navigate({ search: { line: next }, replace: true }) }}
      />
    </>
  );
}

/** Rules that ran something have a log as actions do. */
function rulesOf({ conditions }: StageView) {
  return conditions.flatMap(({ rules }) =>
    rules.map(({ name, succeeded, ruleExecutionId }) => ({
      name,
      displayStatus: succeeded ? ('Succeeded' as const) : ('Failed' as const),
      actionExecutionId: ruleExecutionId,
    })),
  );
}
