// Keys of the whole page. Single letters do nothing while the user writes, and nothing is done without asking.
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useModal } from './modal.ts';
import { Palette } from './palette.tsx';

const jumps: Readonly<Record<string, { readonly to: string; readonly name: string }>> = {
  h: { to: '/', name: 'overview' },
  a: { to: '/approvals', name: 'approvals' },
  v: { to: '/value-stream', name: 'value stream' },
  r: { to: '/resources', name: 'resources' },
  t: { to: '/tests', name: 'tests' },
  c: { to: '/costs', name: 'costs' },
  e: { to: '/events', name: 'events' },
  s: { to: '/settings', name: 'settings' },
};

const secondKeyMs = 1500;

/** The search box in the header, and what the keys open. */
export function Keys(): ReactNode {
  const [open, setOpen] = useState<'palette' | 'help'>();
  const navigate = useNavigate();
  // When g was pressed: the page counts its time from when it was loaded.
  const begun = useRef(-Infinity);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setOpen('palette');
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
      const jump = jumps[event.key];
      if (jump !== undefined && event.timeStamp - begun.current < secondKeyMs) {
        begun.current = -Infinity;
        void navigate({ to: jump.to });
        return;
      }
      begun.current = event.key === 'g' ? event.timeStamp : -Infinity;
      if (event.key === '?') setOpen('help');
      else if (movesInRows(event.key) || clicks(event.key)) event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [navigate]);
  const close = (): void => setOpen(undefined);
  return (
    <>
      <button type="button" className="search" onClick={() => setOpen('palette')}>
        Search or jump to… <kbd>Ctrl K</kbd>
      </button>
      {open === 'palette' ? <Palette onClose={close} /> : null}
      {open === 'help' ? <Help onClose={close} /> : null}
    </>
  );
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest('dialog') !== null ||
      /^(?:SELECT|TEXTAREA)$/.test(target.tagName) ||
      (target instanceof HTMLInputElement && !/^(?:checkbox|radio)$/.test(target.type)))
  );
}

/** From one row of the lists of the page to the next, or into the row that has the focus. */
function movesInRows(key: string): boolean {
  const step = { j: 1, k: -1 }[key];
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  const row = document.activeElement?.closest('tr, li');
  const at = rows.findIndex((each) => row?.contains(each) === true);
  if (step !== undefined) {
    const next =
      at === -1 && step === -1 ? rows.length - 1 : Math.min(rows.length - 1, Math.max(0, at + step));
    rows[next]?.focus();
    return rows.length > 0;
  }
  const box = key === 'x' ? row?.querySelector<HTMLElement>('input[type=checkbox]') : null;
  box?.click();
  return box instanceof HTMLElement;
}

/** A control of the page names its key: it takes the focus, or is used when it is a button. */
function clicks(key: string): boolean {
  const control = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  if (control === null) return false;
  if (control.tagName === 'INPUT') control.focus();
  else control.click();
  return true;
}

const rows: readonly (readonly [string, string])[] = [
  ['Ctrl K', 'search or jump'],
  ['?', 'these keys'],
  ['/', 'filter or search on the page'],
  ...Object.entries(jumps).map(([key, { name }]) => [`g ${key}`, `go to ${name}`] as const),
  ['j k', 'next and previous row'],
  ['Enter', 'open the row'],
  ['x', 'choose the execution of the row'],
  ['c', 'compare the two that are chosen'],
  ['a', 'answer the approval that waits'],
  ['s', 'start the pipeline'],
  ['Shift R', 'roll back'],
  ['Shift T', 'retry'],
  ['e', 'next error in the log'],
  ['n', 'next hit in the log'],
  ['u', 'next line that never ran'],
  ['f', 'follow the log'],
  ['z', 'fold or unfold all of the log'],
];

function Help({ onClose }: { readonly onClose: () => void }): ReactNode {
  const dialog = useModal();
  return (
    <dialog ref={dialog} onClose={onClose} aria-label="Keys">
      <h2>Keys</h2>
      <table>
        <tbody>
          {rows.map(([key, what]) => (
            <tr key={key}>
              <th scope="row">
                <kbd>{key}</kbd>
              </th>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="row end">
        <button type="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
    </dialog>
  );
}
