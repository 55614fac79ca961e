// Keys of the whole page. Single letters do nothing while the user writes, and nothing is done without asking.
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { KeyHelp } from './key-help.tsx';
import { areSingleKeysOn, jumps } from './key-names.ts';
import { Palette } from './palette.tsx';

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
      if (folds(event.key)) return event.preventDefault();
      if (!areSingleKeysOn()) return;
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
      {open === 'palette' ? <Palette onClose={close} onHelp={() => setOpen('help')} /> : null}
      {open === 'help' ? <KeyHelp onClose={close} /> : null}
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

/** The row or line that has the focus: → opens what is folded in it, ← folds it. */
function folds(key: string): boolean {
  const isOpening = { ArrowRight: true, ArrowLeft: false }[key];
  const focused = document.activeElement;
  if (isOpening === undefined || focused === null || focused.closest('[role=tablist]') !== null) return false;
  const button = focused.closest('li, tr, .log-row')?.querySelector<HTMLElement>('[aria-expanded]');
  if (button === null || button === undefined) return false;
  if (button.ariaExpanded !== String(isOpening)) button.click();
  return true;
}

/** A control of the page names its key: it takes the focus where it acts at once, or is used where it only shows or asks. */
function clicks(key: string): boolean {
  const control = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  if (control === null) return false;
  if (control.tagName === 'INPUT' || control.dataset['keyFocus'] !== undefined) control.focus();
  else control.click();
  return true;
}
