// Stop, retry, roll back: what fits how the execution stands.
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { ExecutionView } from '../../view/execution-view.ts';
import { useAsk, type Asked } from '../data/ask.ts';
import { AskDialog } from './ask-dialog.tsx';
import { textOf } from './words.ts';

type Kind = 'stop' | 'retry' | 'rollback';

export function ExecutionButtons({ view }: { readonly view: ExecutionView }): ReactNode {
  const [kind, setKind] = useState<Kind>();
  const failed = view.stages.find(({ displayStatus }) => displayStatus === 'Failed');
  const isOver = view.endedAt !== undefined;
  const done = view.stages.filter(
    ({ displayStatus }) => displayStatus === 'Succeeded' || displayStatus === 'NotExecuted',
  );
  return (
    <div className="row">
      {isOver ? null : (
        <button type="button" onClick={() => setKind('stop')}>
          Stop
        </button>
      )}
      {failed === undefined ? null : (
        <button type="button" className="primary" data-key="T" onClick={() => setKind('retry')}>
          Retry {failed.name}
        </button>
      )}
      {isOver && view.rollback === undefined && done.length > 1 ? (
        <button type="button" data-key="R" onClick={() => setKind('rollback')}>
          Roll back to this
        </button>
      ) : null}
      {kind === undefined ? null : (
        <Dialog
          key={kind}
          kind={kind}
          view={view}
          failed={failed?.name ?? ''}
          onClose={() => setKind(undefined)}
        />
      )}
    </div>
  );
}

const titles = {
  stop: 'Stop the execution',
  retry: 'Retry the stage',
  rollback: 'Roll back to this execution',
} as const;
const actions = { stop: 'Stop', retry: 'Retry', rollback: 'Roll back' } as const;

interface DialogProps {
  readonly kind: Kind;
  readonly view: ExecutionView;
  /** The stage that failed, for a retry. */
  readonly failed: string;
  readonly onClose: () => void;
}

function Dialog({ kind, view, failed, onClose }: DialogProps): ReactNode {
  const { pipelineName, executionId } = view;
  const ask = useAsk(pipelineName);
  const navigate = useNavigate();
  const send = (form: FormData): void =>
    ask.mutate(askedFor(kind, form, { executionId, failed }), {
      onSuccess: ({ executionId: begun }) => {
        onClose();
        if (begun !== undefined && begun !== executionId)
          void navigate({ to: '/executions/$executionId', params: { executionId: begun } });
      },
    });
  return (
    <AskDialog
      title={titles[kind]}
      action={actions[kind]}
      isPending={ask.isPending}
      error={ask.error}
      isDangerous={kind === 'stop'}
      onAsk={send}
      onClose={onClose}
    >
      <Fields kind={kind} view={view} failed={failed} />
    </AskDialog>
  );
}

function askedFor(
  kind: Kind,
  form: FormData,
  { executionId, failed }: { readonly executionId: string; readonly failed: string },
): Asked {
  const how = textOf(form, 'how');
  if (kind === 'stop')
    return {
      type: 'StopPipelineExecution',
      executionId,
      abandon: how === 'abandon',
      reason: textOf(form, 'reason'),
    };
  if (kind === 'retry') {
    const retryMode = how === 'all' ? 'ALL_ACTIONS' : 'FAILED_ACTIONS';
    return { type: 'RetryStageExecution', executionId, stageName: failed, retryMode };
  }
  return { type: 'RollbackStage', stageName: textOf(form, 'stage'), targetExecutionId: executionId };
}

function Fields({ kind, view: { stages }, failed }: Omit<DialogProps, 'onClose'>): ReactNode {
  switch (kind) {
    case 'stop':
      return (
        <>
          <Choice name="how" value="wait" text="Let running actions end, and start no more" isFirst />
          <Choice name="how" value="abandon" text="Abandon: end running actions now" />
          <label>
            Why
            <input name="reason" maxLength={200} />
          </label>
        </>
      );
    case 'retry':
      return (
        <>
          <Choice name="how" value="failed" text={`The actions of ${failed} that failed`} isFirst />
          <Choice name="how" value="all" text={`All actions of ${failed}`} />
        </>
      );
    default:
      return (
        <label>
          Which stage goes back to what this execution had
          <select name="stage" defaultValue={stages.at(-1)?.name}>
            {stages.slice(1).map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
      );
  }
}

function Choice({
  name,
  value,
  text,
  isFirst = false,
}: {
  readonly name: string;
  readonly value: string;
  readonly text: string;
  readonly isFirst?: boolean;
}): ReactNode {
  return (
    <label className="choice">
      <input type="radio" name={name} value={value} defaultChecked={isFirst} /> {text}
    </label>
  );
}
