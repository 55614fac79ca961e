// One action of an execution: what came of it, why it failed, what it gave, where to read on.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { describeUsage } from '../../model/phase-usage.ts';
import type { ActionView } from '../../view/execution-view.ts';
import { ArtifactBrowser } from './artifact-browser.tsx';
import { DeploymentGrid } from './deployment-grid.tsx';
import { Status } from './states.tsx';
import { formatDuration, shortId } from './words.ts';

interface ActionCardProps {
  readonly executionId: string;
  readonly action: ActionView;
  readonly outputVariables: Readonly<Record<string, string>>;
}

export function ActionCard({ executionId, action, outputVariables }: ActionCardProps): ReactNode {
  const { name, summary, reusedFrom, approval } = action;
  return (
    <section className="card action-card" aria-label={`Action ${name}`}>
      <Head executionId={executionId} action={action} />
      {summary === undefined || approval !== undefined ? null : <p>{summary}</p>}
      {reusedFrom === undefined ? null : (
        <p>
          Not run: reused from{' '}
          <Link to="/executions/$executionId" params={{ executionId: reusedFrom }}>
            {shortId(reusedFrom)}
          </Link>
        </p>
      )}
      {approval?.answer === undefined ? null : (
        <p>
          {approval.answer.status} by {approval.answer.by}: {approval.answer.summary}
        </p>
      )}
      <Error action={action} />
      <Reports reports={action.reports} />
      <Infrastructure infrastructure={action.infrastructure} />
      {action.deployments.map((deployment) => (
        <DeploymentGrid key={deployment.deploymentId} deployment={deployment} />
      ))}
      {action.endpoints.map((endpoint) => (
        <p key={endpoint.url}>
          <span aria-hidden>↗</span> {endpoint.name}{' '}
          <a href={endpoint.url} target="_blank" rel="noreferrer">
            {endpoint.url}
          </a>
        </p>
      ))}
      <Explanation action={action} />
      <Variables variables={outputVariables} />
      {action.outputArtifacts.map((artifact) => (
        <ArtifactBrowser key={artifact.name} artifact={artifact} />
      ))}
    </section>
  );
}

function Head({ executionId, action }: Omit<ActionCardProps, 'outputVariables'>): ReactNode {
  const { name, provider, displayStatus, startedAt, endedAt, actionExecutionId, attempt, approval } = action;
  return (
    <div className="row">
      <h3>
        {name} <span className="quiet">{provider}</span> <Status displayStatus={displayStatus} />
      </h3>
      {attempt > 1 ? <span className="quiet">attempt {attempt}</span> : null}
      <span className="fill" />
      {startedAt === undefined || endedAt === undefined ? null : (
        <span className="quiet">{formatDuration(endedAt - startedAt)}</span>
      )}
      {actionExecutionId === undefined || approval !== undefined ? null : (
        <Link
          to="/executions/$executionId/logs/$actionExecutionId"
          params={{ executionId, actionExecutionId }}
          className="button"
        >
          Log
        </Link>
      )}
    </div>
  );
}

function Reports({ reports }: Pick<ActionView, 'reports'>): ReactNode {
  return reports.map(({ reportGroup, status, tests, coverage, failures, reason = '' }) => (
    <div key={reportGroup}>
      <Link to="/tests/$reportGroup" params={{ reportGroup }}>
        {reportGroup}
      </Link>{' '}
      {status}
      {tests === undefined
        ? ''
        : `: ${tests.statusCounts.SUCCEEDED} passed, ${tests.statusCounts.FAILED + tests.statusCounts.ERROR} failed`}
      {coverage === undefined ? '' : `: lines ${percent(coverage.linesCovered, coverage.linesMissed)}`}{' '}
      {reason}
      {failures.map(({ testSuiteName, name, message = '', location = '' }) => (
        <p key={`${testSuiteName}${name}`} className="bad">
          ✖ {testSuiteName} › {name} {message} <code>{location}</code>
        </p>
      ))}
    </div>
  ));
}

/** What Terraform did at last, or is about to do, with the resources that it names. */
function Infrastructure({ infrastructure }: Pick<ActionView, 'infrastructure'>): ReactNode {
  const last = infrastructure.at(-1);
  if (last === undefined) return null;
  const { tool, event, add, change, destroy, resources } = last;
  const named = infrastructure.findLast((each) => each.resources.length > 0)?.resources ?? resources;
  const words =
    event === 'PLANNED' ? ['to add', 'to change', 'to destroy'] : ['added', 'changed', 'destroyed'];
  const counts = [add, change, destroy];
  const text = counts.every((count) => count === 0)
    ? 'no changes'
    : counts.map((count, index) => `${count} ${words[index]}`).join(', ');
  const summary = `${tool}: ${text}${event === 'INCOMPLETE' ? ' before it failed' : ''}`;
  if (named.length === 0) return <p>{summary}</p>;
  return (
    <details>
      <summary className={event === 'INCOMPLETE' ? 'bad' : undefined}>{summary}</summary>
      <ul>
        {named.map((resource) => (
          <li key={`${resource.change} ${resource.address}`}>
            {resource.change} <code>{resource.address}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Builds of a batch, steps of a job, what was not executed here, what one should know, and what the phases used. */
function Explanation({
  action: { batch, notExecuted, notices, phases, steps },
}: {
  readonly action: ActionView;
}): ReactNode {
  const used = phases.flatMap(({ type, usage }) =>
    usage === undefined ? [] : [`${type}: ${describeUsage(usage)}`],
  );
  return (
    <>
      {batch.map(({ identifier, status, durationMs, message = '' }) => (
        <p key={identifier}>
          {identifier}: {status} {durationMs === undefined ? '' : formatDuration(durationMs)} {message}
        </p>
      ))}
      {steps.length === 0 ? null : (
        <ol>
          {steps.map(({ name, status, durationMs, message = '' }, index) => (
            <li key={`${index} ${name}`}>
              {name}: {status} {durationMs === undefined ? '' : formatDuration(durationMs)} {message}
            </li>
          ))}
        </ol>
      )}
      {notExecuted.map(({ what, reason }) => (
        <p key={`${what}${reason}`} className="not-executed">
          ◌ {what} is not executed here: {reason}
        </p>
      ))}
      {notices.map((notice) => (
        <p key={notice} className="quiet">
          ! {notice}
        </p>
      ))}
      {used.length === 0 ? null : <p className="quiet">{used.join(' · ')}</p>}
    </>
  );
}

function Variables({ variables }: { readonly variables: Readonly<Record<string, string>> }): ReactNode {
  const entries = Object.entries(variables);
  if (entries.length === 0) return null;
  return (
    <details>
      <summary>Output variables ({entries.length})</summary>
      <dl className="facts">
        {entries.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <code>{value}</code>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** In short: the whole of it stands above everything else, as the cause of the failure. */
function Error({ action: { error } }: { readonly action: ActionView }): ReactNode {
  if (error === undefined) return null;
  return (
    <div className="failure">
      <p>
        <b>{error.code}</b> {error.message}
      </p>
    </div>
  );
}

function percent(covered: number, missed: number): string {
  return covered + missed === 0 ? '–' : `${((100 * covered) / (covered + missed)).toFixed(1)} %`;
}
