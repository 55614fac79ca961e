// Starting an execution: with variables and revisions of its sources, or as GitHub starts a run of a workflow.
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { PipelineDeclaration } from '../../../model/pipeline.ts';
import { useAsk } from '../../data/ask.ts';
import { AskDialog } from '../ask-dialog.tsx';
import {
  fieldOfRefusal,
  revisionOf,
  startableWorkflow,
  takesInputs,
  variablesOfStart,
  wrongPayload,
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
    const variables =
      workflow === undefined
        ? given('variable-', namesOf(declaration.variables ?? []))
        : variablesOfStart(workflow, field);
    ask.mutate(
      { type: 'StartPipelineExecution', variables, sourceRevisions: given('revision-', namesOf(sources)) },
      {
        onSuccess: ({ executionId }) => {
          onClose();
          if (executionId !== undefined)
            void navigate({ to: '/executions/$executionId', params: { executionId } });
        },
      },
    );
  };
  const wrong = wrongField(ask.error, fieldsOf(declaration, workflow));
  return (
    <AskDialog
      title={`Start ${declaration.name}`}
      action="Start"
      isPending={ask.isPending}
      error={wrong === undefined ? ask.error : null}
      onAsk={start}
      onClose={onClose}
    >
      {workflow === undefined ? (
        <>
          <Variables declaration={declaration} wrong={wrong} />
          {sources.map(({ name, provider }) => (
            <label key={name}>
              <span>
                Revision of {name}{' '}
                <span className="quiet">{revisionOf(provider)} · the newest when empty</span>
              </span>
              <input name={`revision-${name}`} autoComplete="off" {...invalid(wrong, `revision-${name}`)} />
              <Wrong wrong={wrong} field={`revision-${name}`} />
            </label>
          ))}
        </>
      ) : (
        <OfWorkflow workflow={workflow} wrong={wrong} />
      )}
    </AskDialog>
  );
}

interface Source {
  readonly name: string;
  readonly provider: string;
}

function sourcesOf({ stages }: PipelineDeclaration): readonly Source[] {
  return stages
    .flatMap(({ actions }) => actions)
    .filter(({ actionTypeId }) => actionTypeId.category === 'Source')
    .map(({ name, actionTypeId: { provider } }) => ({ name, provider }));
}

function namesOf(all: readonly { readonly name: string }[]): readonly string[] {
  return all.map(({ name }) => name);
}

/** What the server has refused, and in which field it stands. */
interface WrongField {
  readonly field: string;
  readonly message: string;
}

function wrongField(error: Error | null, fields: readonly string[]): WrongField | undefined {
  if (error === null) return undefined;
  const field = fieldOfRefusal(error.message, fields);
  return field === undefined ? undefined : { field, message: error.message };
}

function fieldsOf(
  declaration: PipelineDeclaration,
  workflow: StartableWorkflow | undefined,
): readonly string[] {
  if (workflow !== undefined)
    return ['event', 'ref', 'payload', 'job', ...workflow.inputs.map(({ name }) => `input-${name}`)];
  return [
    ...(declaration.variables ?? []).map(({ name }) => `variable-${name}`),
    ...sourcesOf(declaration).map(({ name }) => `revision-${name}`),
  ];
}

/** Says of a field that it is wrong, and leads to why. */
function invalid(wrong: WrongField | undefined, field: string) {
  return wrong?.field === field ? { 'aria-invalid': true, 'aria-describedby': `wrong-${field}` } : {};
}

function Wrong({
  wrong,
  field,
}: {
  readonly wrong: WrongField | undefined;
  readonly field: string;
}): ReactNode {
  return wrong?.field === field ? <Refused key={wrong.message} wrong={wrong} /> : null;
}

/** Who uses the keyboard alone stands in the field that has to be changed. */
function Refused({ wrong: { field, message } }: { readonly wrong: WrongField }): ReactNode {
  const text = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    text.current?.closest('label')?.querySelector<HTMLElement>('input, select, textarea')?.focus();
  }, []);
  return (
    <span ref={text} id={`wrong-${field}`} className="wrong" role="alert">
      {message}
    </span>
  );
}

/** What cannot be left empty says so before it is refused. */
function described(description: string | undefined, isRequired: boolean): string {
  const parts = [description ?? '', isRequired ? 'required' : ''];
  return parts.filter((part) => part !== '').join(' · ');
}

function Variables({
  declaration: { variables = [] },
  wrong,
}: {
  readonly declaration: PipelineDeclaration;
  readonly wrong: WrongField | undefined;
}): ReactNode {
  return variables.map(({ name, defaultValue, description }) => {
    const field = `variable-${name}`;
    return (
      <label key={name}>
        <span>
          {name} <span className="quiet">{described(description, defaultValue === undefined)}</span>
        </span>
        <input
          name={field}
          defaultValue={defaultValue}
          required={defaultValue === undefined}
          maxLength={1000}
          {...invalid(wrong, field)}
        />
        <Wrong wrong={wrong} field={field} />
      </label>
    );
  });
}

function OfWorkflow({
  workflow: { events, ref, jobs, inputs },
  wrong,
}: {
  readonly workflow: StartableWorkflow;
  readonly wrong: WrongField | undefined;
}): ReactNode {
  const [event, setEvent] = useState(events[0] ?? 'push');
  return (
    <>
      <label>
        Event
        <select
          name="event"
          value={event}
          onChange={({ target }) => setEvent(target.value)}
          {...invalid(wrong, 'event')}
        >
          {events.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
        <Wrong wrong={wrong} field="event" />
      </label>
      <label>
        Branch or tag
        <input name="ref" defaultValue={ref} autoComplete="off" {...invalid(wrong, 'ref')} />
        <Wrong wrong={wrong} field="ref" />
      </label>
      {takesInputs(event)
        ? inputs.map((input) => <Input key={input.name} input={input} wrong={wrong} />)
        : null}
      <label>
        Jobs
        <select name="job" defaultValue="" {...invalid(wrong, 'job')}>
          <option value="">all</option>
          {jobs.map((id) => (
            <option key={id} value={id}>
              {id}, with what it needs
            </option>
          ))}
        </select>
        <Wrong wrong={wrong} field="job" />
      </label>
      {takesInputs(event) ? null : <Payload wrong={wrong} />}
    </>
  );
}

/** The browser does not send what cannot be read, and says why at the field. */
function Payload({ wrong }: { readonly wrong: WrongField | undefined }): ReactNode {
  return (
    <label>
      <span>
        Payload <span className="quiet">what steps find in github.event, as GitHub sends it</span>
      </span>
      <textarea
        name="payload"
        rows={4}
        spellCheck={false}
        placeholder="{ }"
        onInput={({ currentTarget }) =>
          currentTarget.setCustomValidity(wrongPayload(currentTarget.value) ?? '')
        }
        {...invalid(wrong, 'payload')}
      />
      <Wrong wrong={wrong} field="payload" />
    </label>
  );
}

function Input({
  input: { name, type, description, required, byDefault, options },
  wrong,
}: {
  readonly input: WorkflowInput;
  readonly wrong: WrongField | undefined;
}): ReactNode {
  const field = `input-${name}`;
  if (type === 'boolean')
    return (
      <label className="choice">
        <input
          type="checkbox"
          name={field}
          defaultChecked={byDefault === 'true'}
          {...invalid(wrong, field)}
        />{' '}
        {name} <span className="quiet">{description}</span>
        <Wrong wrong={wrong} field={field} />
      </label>
    );
  return (
    <label>
      <span>
        {name} <span className="quiet">{described(description, required && byDefault === '')}</span>
      </span>
      {type === 'choice' ? (
        <select
          name={field}
          {...invalid(wrong, field)}
          defaultValue={byDefault === '' ? options[0] : byDefault}
        >
          {options.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </select>
      ) : (
        <input
          name={field}
          type={type === 'number' ? 'number' : 'text'}
          step="any"
          list={type === 'environment' ? `known-${field}` : undefined}
          defaultValue={byDefault}
          required={required}
          autoComplete="off"
          {...invalid(wrong, field)}
        />
      )}
      {type === 'environment' ? (
        <datalist id={`known-${field}`}>
          {options.map((option) => (
            <option key={option} value={option} />
          ))}
        </datalist>
      ) : null}
      <Wrong wrong={wrong} field={field} />
    </label>
  );
}
