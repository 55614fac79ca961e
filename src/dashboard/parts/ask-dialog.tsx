// A dialog that asks for what an operation needs, does it, and shows what the server says to it.
import { useRef, type FormEvent, type ReactNode } from 'react';
import { useModal } from './modal.ts';
import { Failure } from './states.tsx';

export function AskDialog({
  title,
  action,
  isPending,
  error,
  onAsk,
  onClose,
  isDangerous = false,
  isHeld = false,
  alternative,
  children,
}: {
  readonly title: string;
  /** On the button that does it. */
  readonly action: string;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onAsk: (form: FormData) => void;
  readonly onClose: () => void;
  readonly isDangerous?: boolean;
  /** Something has to be read or confirmed before. */
  readonly isHeld?: boolean;
  /** A second button, never that of Enter; which one was used is the field `answer` of the form. */
  readonly alternative?: string;
  readonly children?: ReactNode;
}): ReactNode {
  const dialog = useModal(onClose);
  const form = useRef<HTMLFormElement>(null);
  const answer = (given: string): void => {
    if (form.current === null) return;
    const data = new FormData(form.current);
    data.set('answer', given);
    onAsk(data);
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    answer(action);
  };
  return (
    <dialog ref={dialog} onClose={onClose} aria-label={title}>
      <form ref={form} onSubmit={submit}>
        <h2>{title}</h2>
        {children}
        {error === null ? null : <Failure error={error} />}
        <div className="row end">
          <button type="button" onClick={onClose}>
            Cancel
          </button>
          {alternative === undefined ? null : (
            <button type="button" className="danger" disabled={isPending} onClick={() => answer(alternative)}>
              {alternative}
            </button>
          )}
          <button type="submit" className={isDangerous ? 'danger' : 'primary'} disabled={isPending || isHeld}>
            {isPending ? 'Asking …' : action}
          </button>
        </div>
      </form>
    </dialog>
  );
}
