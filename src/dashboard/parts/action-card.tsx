// One action of an execution: what came of it, why it failed, what it gave, where to read on.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { describeUsage } from '../../model/phase-usage.ts';
import { addressOf, type ActionView } from '../../view/execution-view.ts';
import { DeploymentGrid } from './deployment-grid.tsx';
import { Mark, Status } from './states.tsx';
import { formatDuration, shortId } from './words.ts';

interface ActionCardProps {
  readonly executionId: string;
  readonly action: ActionView;
}

/** @param isBrief of many: what it did in detail stands there only when it has not succeeded */
export function ActionCard({
  executionId,
  action,
  isBrief = false,
}: ActionCardProps & { readonly isBrief?: boolean }): ReactNode {
  const { name, summary, reusedFrom, approval } = action;
  return (
    <section className={`action-card ${action.displayStatus}`} aria-label={`Action ${name}`}>
      <Head executionId={executionId} action={action} isBrief={isBrief} />
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
      <ReportLines reports={action.reports} />
      <Infrastructure infrastructure={action.infrastructure} />
      {action.deployments.map((deployment) => (
        <DeploymentGrid key={deployment.deploymentId} deployment={deployment} />
      ))}
      {action.endpoints.map((endpoint) => (
        <p key={endpoint.url}>
          <span aria-hidden>↗</span> {endpoint.name}{' '}
          <a href={addressOf(endpoint)} target="_blank" rel="noreferrer">
            {addressOf(endpoint)}
          </a>
        </p>
      ))}
      <Explanation
        action={isBrief && action.displayStatus === 'Succeeded' ? { ...action, steps: [] } : action}
      />
    </section>
  );
}

function Head({ executionId, action, isBrief }: ActionCardProps & { readonly isBrief: boolean }): ReactNode {
  const { name, provider, displayStatus, startedAt, endedAt, actionExecutionId, attempt, approval } = action;
  return (
    <div className="row">
      <h3>
        {isBrief ? (
          <>
            <Mark displayStatus={displayStatus} /> {name}
          </>
        ) : (
          <>
            {name} <span className="quiet">{provider}</span> <Status displayStatus={displayStatus} />
          </>
        )}
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
          className="button small"
        >
          Log
        </Link>
      )}
    </div>
  );
}

/** The reports of an action, each with the tests that failed. */
export function ReportLines({ reports }: Pick<ActionView, 'reports'>): ReactNode {
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
      <FailedTests failures={failures.slice(0, shownFailures)} />
      {failures.length <= shownFailures ? null : (
        <details>
          <summary>{failures.length - shownFailures} more failed tests</summary>
          <FailedTests failures={failures.slice(shownFailures)} />
        </details>
      )}
    </div>
  ));
}

/** Of many, the first few are enough to begin with. */
const shownFailures = 5;

function FailedTests({ failures }: Pick<ActionView['reports'][number], 'failures'>): ReactNode {
  return failures.map(({ testSuiteName, name, message = '', location = '' }) => (
    <p key={`${testSuiteName}${name}`} className="bad">
      ✖ {testSuiteName} › {name} {message} <code>{location}</code>
    </p>
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
        <ol className="steps">
          {steps.map(({ name, status, durationMs, message = '' }, index) => (
            <li key={`${index} ${name}`}>
              <Mark displayStatus={status} /> {name}{' '}
              <span className="quiet">
                {durationMs === undefined ? '' : formatDuration(durationMs)} {message}
              </span>
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

function percent(covered: number, missed: number): string {
  return covered + missed === 0 ? '–' : `${((100 * covered) / (covered + missed)).toFixed(1)} %`;
}
