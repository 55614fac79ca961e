// The right side of an execution: the log of the action that is chosen, and what the execution took and gave.
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { counted } from '../../lib/counted.ts';
import type { ExecutionDetail } from '../../server/http/shapes/execution-shapes.ts';
import type { ActionView } from '../../view/execution-view.ts';
import { ReportLines } from './action-card.tsx';
import { executionTabs, type ExecutionTab } from './execution-tabs.ts';
import { ArtifactBrowser } from './artifact-browser.tsx';
import { CopyButton } from './copy-button.tsx';
import { ActionLog } from './log-lines.tsx';
import { partsOf } from './log-outcomes.ts';
import { Mark } from './states.tsx';

interface PaneProps {
  readonly execution: ExecutionDetail;
  /** Whose log is shown. */
  readonly action: ActionView | undefined;
}

export function ExecutionPane({ execution, action }: PaneProps): ReactNode {
  const { tab = 'log' } = useSearch({ from: route });
  const counts = countsOf(execution);
  return (
    <section
      className="card flush log-pane"
      aria-label={tab === 'log' && action !== undefined ? `Log of ${action.name}` : `Execution: ${tab}`}
    >
      <Tabs tab={tab} counts={counts} />
      <div role="tabpanel" id="execution-panel" aria-labelledby={`tab-${tab}`} tabIndex={-1}>
        <Panel tab={tab} execution={execution} action={action} />
      </div>
    </section>
  );
}

const route = '/executions/$executionId';

function Tabs({
  tab,
  counts,
}: {
  readonly tab: ExecutionTab;
  readonly counts: Readonly<Record<ExecutionTab, number | undefined>>;
}): ReactNode {
  const navigate = useNavigate({ from: route });
  const list = useRef<HTMLDivElement>(null);
  const choose = (next: ExecutionTab): void =>
    void navigate({
      search: ({ tab: _tab, ...rest }) => (next === 'log' ? rest : { ...rest, tab: next }),
      replace: true,
    });
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = (executionTabs.indexOf(tab) + step + executionTabs.length) % executionTabs.length;
    choose(executionTabs[at] ?? 'log');
    list.current?.querySelectorAll('button')[at]?.focus();
  };
  return (
    <div ref={list} role="tablist" aria-label="Of the execution" className="tabs" onKeyDown={press}>
      {executionTabs.map((each, index) => (
        <button
          key={each}
          type="button"
          role="tab"
          id={`tab-${each}`}
          aria-selected={each === tab}
          aria-controls="execution-panel"
          tabIndex={each === tab ? 0 : -1}
          data-key={index + 1}
          onClick={() => choose(each)}
        >
          {each[0]?.toUpperCase()}
          {each.slice(1)} {counts[each] === undefined ? null : <span className="quiet">{counts[each]}</span>}
        </button>
      ))}
    </div>
  );
}

function countsOf({ view, variables, outputVariables }: ExecutionDetail) {
  const actions = view.stages.flatMap((stage) => stage.actions);
  const given = Object.values(outputVariables).flatMap((of) => Object.keys(of)).length;
  return {
    log: undefined,
    artifacts: actions.flatMap(({ outputArtifacts }) => outputArtifacts).length,
    variables: Object.keys(variables).length + given,
    tests: actions.flatMap(({ reports }) => reports).length,
    inputs: undefined,
  };
}

function Panel({ tab, execution, action }: PaneProps & { readonly tab: ExecutionTab }): ReactNode {
  switch (tab) {
    case 'artifacts':
      return <Artifacts execution={execution} />;
    case 'variables':
      return <Variables execution={execution} />;
    case 'tests':
      return <Reports execution={execution} />;
    case 'inputs':
      return <Inputs execution={execution} />;
    default:
      return <PanelLog execution={execution} action={action} />;
  }
}

function PanelLog({ execution: { view }, action }: PaneProps): ReactNode {
  const { actionExecutionId } = action ?? {};
  const parts = useMemo(() => (action === undefined ? [] : partsOf(action)), [action]);
  if (action === undefined || actionExecutionId === undefined)
    return <p className="quiet pad">No action has printed anything yet.</p>;
  return (
    <>
      <div className="row pane-head">
        <h2>
          {action.name} <Mark displayStatus={action.displayStatus} />
        </h2>
        <span className="fill" />
        <Link
          to="/executions/$executionId/logs/$actionExecutionId"
          params={{ executionId: view.executionId, actionExecutionId }}
        >
          Whole page
        </Link>
      </div>
      <ActionLog
        key={actionExecutionId}
        executionId={view.executionId}
        actionExecutionId={actionExecutionId}
        parts={parts}
      />
      <SkippedSteps action={action} />
    </>
  );
}

/** They printed nothing. */
function SkippedSteps({ action: { steps } }: { readonly action: ActionView }): ReactNode {
  const skipped = steps.filter(({ status }) => status === 'Skipped');
  return skipped.length === 0 ? null : (
    <p className="quiet pad">Skipped: {skipped.map(({ name }) => name).join(', ')}</p>
  );
}

function actionsWith<Of>({ view }: ExecutionDetail, of: (action: ActionView) => readonly Of[]) {
  return view.stages.flatMap(({ name, actions }) =>
    actions.flatMap((action) => {
      const found = of(action);
      return found.length === 0 ? [] : [{ place: `${name} › ${action.name}`, found }];
    }),
  );
}

function Artifacts({ execution }: Pick<PaneProps, 'execution'>): ReactNode {
  const places = actionsWith(execution, ({ outputArtifacts }) => outputArtifacts);
  return (
    <div className="pad">
      {places.length === 0 ? <p className="quiet">No action has given an artifact.</p> : null}
      {places.map(({ place, found }) => (
        <section key={place} aria-label={place}>
          <h3>{place}</h3>
          {found.map((artifact) => (
            <ArtifactBrowser key={artifact.name} artifact={artifact} />
          ))}
        </section>
      ))}
    </div>
  );
}

function Variables({ execution: { variables, outputVariables } }: Pick<PaneProps, 'execution'>): ReactNode {
  const groups = [
    ['Of the pipeline', variables] as const,
    ...Object.entries(outputVariables).map(([place, of]) => [place.replace('/', ' › '), of] as const),
  ].filter(([, of]) => Object.keys(of).length > 0);
  return (
    <div className="pad">
      {groups.length === 0 ? <p className="quiet">There are no variables.</p> : null}
      {groups.map(([place, of]) => (
        <section key={place} aria-label={place}>
          <h3>{place}</h3>
          <dl className="values">
            {Object.entries(of).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <code>{value}</code> <CopyButton text={value} what={name} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

function Reports({ execution }: Pick<PaneProps, 'execution'>): ReactNode {
  const places = actionsWith(execution, ({ reports }) => reports);
  return (
    <div className="pad">
      {places.length === 0 ? <p className="quiet">No action has given a report.</p> : null}
      {places.map(({ place, found }) => (
        <section key={place} aria-label={place}>
          <h3>{place}</h3>
          <ReportLines reports={found} />
        </section>
      ))}
    </div>
  );
}

function Inputs({ execution: { summary, view } }: Pick<PaneProps, 'execution'>): ReactNode {
  const { trigger, sourceRevisions } = summary;
  return (
    <dl className="values pad">
      <div>
        <dt>Started by</dt>
        <dd>
          {trigger.triggerDetail}, {trigger.triggerType}
        </dd>
      </div>
      {sourceRevisions.map(({ actionName, revisionId, revisionSummary = '', branch }) => (
        <div key={actionName}>
          <dt>{actionName}</dt>
          <dd>
            {branch === undefined ? null : <span className="branch">{branch}</span>} <code>{revisionId}</code>{' '}
            <CopyButton text={revisionId} what="the revision" />
            <span className="below">{revisionSummary}</span>
          </dd>
        </div>
      ))}
      <div>
        <dt>Stages</dt>
        <dd>
          {view.stages
            .map(({ name, actions }) => `${name} (${counted(actions.length, 'action')})`)
            .join(', ')}
        </dd>
      </div>
    </dl>
  );
}
