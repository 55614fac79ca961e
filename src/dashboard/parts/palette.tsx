// Ctrl K: jumps to a page, a pipeline or one of its last executions. A list that the keyboard alone goes through.
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useMemo, useState, type KeyboardEvent, type ReactNode } from 'react';
import { pipelinesQuery } from '../data/queries.ts';
import { useModal } from './modal.ts';
import { firstLine, shortId } from './words.ts';

interface Entry {
  readonly to: string;
  readonly name: string;
  readonly what: string;
  readonly search?: { readonly q: string };
}

const pages: readonly Entry[] = [
  { to: '/', name: 'Overview', what: 'page' },
  { to: '/approvals', name: 'Approvals', what: 'page' },
  { to: '/value-stream', name: 'Value stream', what: 'page' },
  { to: '/resources', name: 'Resources', what: 'page' },
  { to: '/tests', name: 'Tests', what: 'page' },
  { to: '/costs', name: 'Costs', what: 'page' },
  { to: '/events', name: 'Events', what: 'page' },
  { to: '/audit', name: 'Audit', what: 'page' },
  { to: '/settings', name: 'Settings', what: 'page' },
  { to: '/docs', name: 'Docs', what: 'page' },
];

const shownEntries = 12;

export function Palette({
  onClose,
  onHelp,
}: {
  readonly onClose: () => void;
  /** Shows all keys. */
  readonly onHelp: () => void;
}): ReactNode {
  const dialog = useModal(onClose);
  const list = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const navigate = useNavigate();
  const entries = useEntries();
  const found = useMemo(() => [...search(entries, text), ...everywhere(text)], [entries, text]);
  const go = (entry: Entry | undefined): void => {
    if (entry === undefined) return;
    onClose();
    void navigate({ to: entry.to, ...(entry.search === undefined ? {} : { search: entry.search }) });
  };
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt((before) => (before + step + found.length) % Math.max(1, found.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      go(found[at]);
    }
  };
  return (
    <dialog ref={dialog} onClose={onClose} aria-label="Search or jump to" className="palette">
      <input
        role="combobox"
        aria-label="Search or jump to"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={found[at] === undefined ? undefined : `${list}-${at}`}
        placeholder="A page, a pipeline, an execution, a commit"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      <ul role="listbox" id={list} aria-label="Found">
        {found.map((entry, index) => (
          <li
            key={`${entry.to} ${entry.what}`}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === at}
            onClick={() => go(entry)}
          >
            <b>{entry.name}</b> <span className="quiet">{entry.what}</span>
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p className="quiet">Nothing here has that name.</p> : null}
      <div className="row end">
        <button type="button" className="link" onClick={onHelp}>
          All keys
        </button>
      </div>
    </dialog>
  );
}

function useEntries(): readonly Entry[] {
  const { data = [] } = useQuery(pipelinesQuery);
  return useMemo(
    () => [
      ...pages,
      ...data.map(({ pipelineName }) => ({
        to: `/pipelines/${encodeURIComponent(pipelineName)}`,
        name: pipelineName,
        what: 'pipeline',
      })),
      ...data.flatMap(({ pipelineName, recent }) =>
        recent.map(({ executionId, status, sourceRevisions: [revision] }) => ({
          to: `/executions/${executionId}`,
          name: shortId(executionId),
          what: [
            `${pipelineName}, ${status}`,
            ...(revision === undefined
              ? []
              : [`${shortId(revision.revisionId)} ${firstLine(revision.revisionSummary ?? '')}`]),
          ].join(', '),
        })),
      ),
    ],
    [data],
  );
}

/** Logs and older executions are searched on a page of their own. */
function everywhere(text: string): readonly Entry[] {
  const q = text.trim();
  return q.length < 2
    ? []
    : [{ to: '/search', name: `Search for “${q}”`, what: 'in executions, commits and logs', search: { q } }];
}

/** Those that hold every word: the one of that very name first, then those whose names begin with the text. */
function search(entries: readonly Entry[], text: string): readonly Entry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const begins = ({ name }: Entry): boolean => name.toLowerCase().startsWith(words[0] ?? '');
  const found = entries.filter(({ name, what }) => {
    const whole = `${name} ${what}`.toLowerCase();
    return words.every((word) => whole.includes(word));
  });
  const rank = (entry: Entry): number =>
    entry.name.toLowerCase() === text.trim().toLowerCase() ? 0 : begins(entry) ? 1 : 2;
  return found.toSorted((a, b) => rank(a) - rank(b)).slice(0, shownEntries);
}
