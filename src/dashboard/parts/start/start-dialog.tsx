// Starting an execution: with variables and revisions of its sources, or as GitHub starts a run of a workflow.
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { PipelineDeclaration } from '../../../model/pipeline.ts';
import { useAsk } from '../../data/ask.ts';
import { AskDialog } from '../ask-dialog.tsx';
import {
  startableWorkflow,
  takesInputs,
  variablesOfStart,
  type StartableWorkflow,
  type WorkflowInput,
} from './workflow-call.ts';

export function StartDialog({
  declaration,
  onClose,
}: {
  readonly declaration: PipelineDeclaration;
  readonly onClose: () => void;
}): ReactNode {
  const ask = useAsk(declaration.name);
  const navigate = useNavigate();
  const workflow = startableWorkflow(declaration);
  const sources = sourcesOf(declaration);
  const start = (form: FormData): void => {
    const field = (name: string): string | undefined => {
      const value = form.get(name);
      return typeof value === 'string' ? value : undefined;
    };
    const given = (prefix: string, names: readonly string[]) =>
      Object.fromEntries(
        names.flatMap((name) => {
          const value = field(`${prefix}${name}`) ?? '';
          return value === '' ? [] : [[name, value]];
        }),
      );
    const names = (declaration.variables ?? []).map(({ name }) => name);
    const variables = workflow === undefined ? given('variable-', names) : variablesOfStart(workflow, field);
    ask.mutate(
      { type: 'StartPipelineExecution', variables, sourceRevisions: given('revision-', sources) },
      {
        onSuccess: ({ executionId }) => {
          onClose();
          if (executionId !== undefined)
            void navigate({ to: '/executions/$executionId', params: { executionId } });
        },
      },
    );
  };
  return (
    <AskDialog
      title={`Start ${declaration.name}`}
      action="Start"
      isPending={ask.isPending}
      error={ask.error}
      onAsk={start}
      onClose={onClose}
    >
      {workflow === undefined ? <Variables declaration={declaration} /> : <OfWorkflow workflow={workflow} />}
      {workflow === undefined
        ? sources.map((name) => (
            <label key={name}>
              Revision of {name} <span className="quiet">the newest when empty</span>
              <input name={`revision-${name}`} autoComplete="off" />
            </label>
          ))
        : null}
    </AskDialog>
  );
}

function sourcesOf({ stages }: PipelineDeclaration): readonly string[] {
  return stages
    .flatMap(({ actions }) => actions)
    .filter(({ actionTypeId }) => actionTypeId.category === 'Source')
    .map(({ name }) => name);
}

function Variables({
  declaration: { variables = [] },
}: {
  readonly declaration: PipelineDeclaration;
}): ReactNode {
  return variables.map(({ name, defaultValue, description }) => (
    <label key={name}>
      {name} <span className="quiet">{description ?? ''}</span>
      <input name={`variable-${name}`} defaultValue={defaultValue} required={defaultValue === undefined} />
    </label>
  ));
}

function OfWorkflow({
  workflow: { events, ref, jobs, inputs },
}: {
  readonly workflow: StartableWorkflow;
}): ReactNode {
  const [event, setEvent] = useState(events[0] ?? 'push');
  return (
    <>
      <label>
        Event
        <select name="event" value={event} onChange={({ target }) => setEvent(target.value)}>
          {events.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <label>
        Branch or tag
        <input name="ref" defaultValue={ref} autoComplete="off" />
      </label>
      {takesInputs(event) ? inputs.map((input) => <Input key={input.name} input={input} />) : null}
      <label>
        Jobs
        <select name="job" defaultValue="">
          <option value="">all</option>
          {jobs.map((id) => (
            <option key={id} value={id}>
              {id}, with what it needs
            </option>
          ))}
        </select>
      </label>
    </>
  );
}

function Input({
  input: { name, type, description, required, byDefault, options },
}: {
  readonly input: WorkflowInput;
}): ReactNode {
  const field = `input-${name}`;
  if (type === 'boolean')
    return (
      <label className="choice">
        <input type="checkbox" name={field} defaultChecked={byDefault === 'true'} /> {name}{' '}
        <span className="quiet">{description}</span>
      </label>
    );
  return (
    <label>
      <span>
        {name} <span className="quiet">{description}</span>
      </span>
      {type === 'choice' ? (
        <select name={field} defaultValue={byDefault === '' ? options[0] : byDefault}>
          {options.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </select>
      ) : (
        <input
          name={field}
          type={type === 'number' ? 'number' : 'text'}
          step="any"
          defaultValue={byDefault}
          required={required}
          autoComplete="off"
        />
      )}
    </label>
  );
}
