// A modal dialog: open for as long as it is there. When it goes, the focus is where it was before.
import { useEffect, useRef, type RefObject } from 'react';

/** @param onClose takes the dialog away */
export function useModal(onClose: () => void): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  }, [onClose]);
  useEffect(() => {
    const before = document.activeElement;
    const { current } = dialog;
    // The browser reports that it has closed a dialog only later, and a key in between would still be the dialog's.
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.isComposing) return;
      event.preventDefault();
      close.current();
    };
    current?.addEventListener('keydown', press);
    current?.showModal();
    return () => {
      current?.removeEventListener('keydown', press);
      // What was asked for may have moved the focus already, or taken the control away.
      const isFree = document.activeElement === null || document.activeElement === document.body;
      if (isFree && before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return dialog;
}
