// Why an execution has failed, before all else: what failed with what it printed, what it means, how to fix it, what
// has changed since it worked, and what was put back.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { counted } from '../../lib/counted.ts';
import { defined } from '../../lib/defined.ts';
import type { ExecutionDetail } from '../../server/http/shapes/execution-shapes.ts';
import type { ExecutionSummary } from '../../state/execution-history.ts';
import type { ActionView, DeploymentView, ExecutionView } from '../../view/execution-view.ts';
import { explainFailure } from '../../view/explain-failure.ts';
import { isRollback } from '../../view/rollback.ts';
import { failedActions, failedEvents, failedEventInWords } from '../../view/what-failed.ts';
import { executionsQuery } from '../data/queries.ts';
import { Ansi } from './ansi.tsx';
import { Command } from './copy-button.tsx';
import { quoted, reproducingCommand } from './reproduce.ts';
import { StatusIcon } from './status-icon.tsx';
import { firstLine, formatDuration, shortId } from './words.ts';

/** Of many hosts that fail alike, the first few are enough to read. */
const shownEvents = 3;

/** Of many jobs that fail alike, the first few are open. */
const openCauses = 3;

export function Cause({ execution }: { readonly execution: ExecutionDetail }): ReactNode {
  const { view } = execution;
  const failed = failedActions(view);
  return (
    <>
      {failed.slice(0, openCauses).map((each) => (
        <OneCause key={`${each.stageName}/${each.action.name}`} execution={execution} {...each} />
      ))}
      {failed.length > openCauses ? (
        <details className="card cause">
          <summary>{counted(failed.length - openCauses, 'more action')} failed</summary>
          {failed.slice(openCauses).map((each) => (
            <OneCause key={`${each.stageName}/${each.action.name}`} execution={execution} {...each} />
          ))}
        </details>
      ) : null}
    </>
  );
}

function OneCause({
  execution: { view, variables },
  stageName,
  action,
}: {
  readonly execution: ExecutionDetail;
  readonly stageName: string;
  readonly action: ActionView;
}): ReactNode {
  const { pipelineName } = view;
  const legs = view.stages.flatMap(({ jobs = [] }) => jobs).flatMap(({ legs: runs }) => runs);
  const { matrix } = legs.find(({ name }) => name === action.name) ?? {};
  return (
    <section className="card cause flush" aria-label={`Why ${action.name} failed`}>
      <header>
        <h2>
          <StatusIcon displayStatus="Failed" /> {stageName} › {action.name}: {whatFailed(action)}
        </h2>
        <Rollbacks deployments={action.deployments} />
      </header>
      <div className="cause-body">
        <Meaning
          view={view}
          action={action}
          reproduce={reproducingCommand({
            pipelineName,
            stageName,
            action,
            variables,
            ...defined({ matrix }),
          })}
        />
        <Output action={action} executionId={view.executionId} />
      </div>
      <SinceSuccess view={view} />
    </section>
  );
}

function Rollbacks({ deployments }: Pick<ActionView, 'deployments'>): ReactNode {
  return deployments.filter(isRollback).map((rollback) => (
    <p key={rollback.deploymentId} className="rolled-back">
      ↺ {outcomeOf(rollback)}
    </p>
  ));
}

function Meaning({
  view: { executionId },
  action: { name, error },
  reproduce,
}: {
  readonly view: ExecutionView;
  readonly action: ActionView;
  readonly reproduce: string;
}): ReactNode {
  const { code = '', message = '', command, exitCode, slowest = [] } = error ?? {};
  const explanation = error === undefined ? undefined : explainFailure(error);
  const remedy = error?.remedy ?? explanation?.advice;
  const id = shortId(executionId);
  return (
    <dl className="meaning">
      {command === undefined ? null : (
        <Term name="Command">
          <code className="clamped" title={command}>
            {command}
          </code>
          {exitCode === undefined ? '' : ` ended with exit code ${exitCode}`}
        </Term>
      )}
      {explanation === undefined ? null : <Term name="It means">{explanation.meaning}</Term>}
      {remedy === undefined ? null : <Term name="How to fix it">{remedy}</Term>}
      <Term name="It says">
        <code>{code}</code> <span className="clamped">{message}</span>
      </Term>
      {slowest.length === 0 ? null : (
        <Term name="Slowest">
          {slowest.map(({ phaseType, command: slow = '', durationMs }, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- a command may stand there twice
            <span key={index} className="below">
              {formatDuration(durationMs)} {phaseType} <code>{slow}</code>
            </span>
          ))}
        </Term>
      )}
      <Term name="Reproduce">
        <Command text={reproduce} />
        <span className="below">In the folder of the definition; stops with a shell where it fails.</span>
      </Term>
      <Term name="In a terminal">
        <Command text={`slipway logs ${id} --action ${quoted(name)}`} />
        <Command text={`slipway retry ${id}`} />
      </Term>
    </dl>
  );
}

function Term({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function whatFailed(action: ActionView): string {
  return failedEventInWords(action) ?? action.error?.code ?? 'failed';
}

/** What the lifecycle events that failed printed, or the end of the log. */
function Output({
  executionId,
  action,
}: {
  readonly executionId: string;
  readonly action: ActionView;
}): ReactNode {
  const events = failedEvents(action.deployments);
  const tail = action.error?.logTail ?? [];
  const rest = events.length - shownEvents;
  return (
    <div className="cause-output">
      <div className="row">
        <b>{events.length === 0 ? 'Last lines' : 'What it printed'}</b>
        <span className="fill" />
        <LogLink executionId={executionId} action={action} />
      </div>
      {events.slice(0, shownEvents).map(({ targetId, event: { name, diagnostics } }) => (
        <div key={`${targetId} ${name}`}>
          <p>
            <b>{targetId}</b> › <b>{name}</b>
            {diagnostics === undefined
              ? null
              : `: ${diagnostics.errorCode}${diagnostics.scriptName === '' ? '' : ` in ${diagnostics.scriptName}`}: ${diagnostics.message}`}
          </p>
          {diagnostics === undefined || diagnostics.logTail === '' ? null : (
            <Printed lines={diagnostics.logTail.split('\n')} />
          )}
        </div>
      ))}
      {rest > 0 ? <p className="quiet">and {rest} more lifecycle events failed: see the deployment</p> : null}
      {events.length > 0 ? null : tail.length === 0 ? (
        <p className="quiet">It printed nothing.</p>
      ) : (
        <Printed lines={tail} />
      )}
    </div>
  );
}

/** What was printed last is seen first: the place scrolls from its end. */
function Printed({ lines }: { readonly lines: readonly string[] }): ReactNode {
  return (
    <pre tabIndex={0} aria-label="What it printed">
      <span>
        {lines.map((line, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- lines may be alike, and their order does not change
          <span key={index} className="printed">
            <Ansi text={line} />
            {'\n'}
          </span>
        ))}
      </span>
    </pre>
  );
}

function LogLink({
  executionId,
  action: { actionExecutionId },
}: {
  readonly executionId: string;
  readonly action: ActionView;
}): ReactNode {
  if (actionExecutionId === undefined) return null;
  return (
    <Link
      to="/executions/$executionId/logs/$actionExecutionId"
      params={{ executionId, actionExecutionId }}
      className="button small"
    >
      Log
    </Link>
  );
}

const searchedExecutions = 50;

/** The execution before that worked, and what has come into the source since. */
function SinceSuccess({ view }: { readonly view: ExecutionView }): ReactNode {
  const { data = [] } = useQuery(executionsQuery(view.pipelineName, searchedExecutions));
  const at = data.findIndex(({ executionId }) => executionId === view.executionId);
  if (at === -1) return null;
  const before = data.slice(at + 1).find(({ status }) => status === 'Succeeded');
  if (before === undefined) return null;
  return (
    <footer>
      <b>Since the last success</b>{' '}
      <Link to="/executions/$executionId" params={{ executionId: before.executionId }}>
        {shortId(before.executionId)}
      </Link>
      {changedRevisions(before, data[at]).map(({ actionName, from, to, summary }) => (
        <span key={actionName}>
          {' '}
          · {actionName} <code>{from}</code> → <code>{to}</code> {summary}
        </span>
      ))}{' '}
      ·{' '}
      <Link to="/compare/$left/$right" params={{ left: before.executionId, right: view.executionId }}>
        Compare
      </Link>
    </footer>
  );
}

function changedRevisions(before: ExecutionSummary, now: ExecutionSummary | undefined) {
  return (now?.sourceRevisions ?? []).flatMap(({ actionName, revisionId, revisionSummary = '' }) => {
    const from = before.sourceRevisions.find((each) => each.actionName === actionName)?.revisionId;
    return from === undefined || from === revisionId
      ? []
      : [{ actionName, from: shortId(from), to: shortId(revisionId), summary: firstLine(revisionSummary) }];
  });
}

/** What came of the rollback, which makes nothing of the failure good. */
function outcomeOf({ deploymentId, status, targets }: DeploymentView): string {
  const where = `${targets.length} ${targets.length === 1 ? 'target' : 'targets'}`;
  if (status === 'Succeeded')
    return `Rolled back: the revision before is on ${where} again (${deploymentId})`;
  if (status === 'Failed')
    return `The rollback ${deploymentId} failed too: ${where} may hold either revision`;
  return `Rolling back with ${deploymentId} …`;
}
