// A dialog that asks for what an operation needs, does it, and shows what the server says to it.
import { useEffect, useRef, type FormEvent, type ReactNode } from 'react';
import { Failure } from './states.tsx';

export function AskDialog({
  title,
  action,
  isPending,
  error,
  onAsk,
  onClose,
  isDangerous = false,
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
  /** A second button; which one was used is the field `answer` of the form. */
  readonly alternative?: string;
  readonly children?: ReactNode;
}): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onAsk(new FormData(event.currentTarget, submitterOf(event)));
  };
  return (
    <dialog ref={dialog} onClose={onClose} aria-label={title}>
      <form onSubmit={submit}>
        <h2>{title}</h2>
        {children}
        {error === null ? null : <Failure error={error} />}
        <div className="row end">
          <button type="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          {alternative === undefined ? null : (
            <button type="submit" name="answer" value={alternative} className="danger" disabled={isPending}>
              {alternative}
            </button>
          )}
          <button
            type="submit"
            name="answer"
            value={action}
            className={isDangerous ? 'danger' : 'primary'}
            disabled={isPending}
          >
            {isPending ? 'Asking …' : action}
          </button>
        </div>
      </form>
    </dialog>
  );
}

function submitterOf({ nativeEvent }: FormEvent<HTMLFormElement>): HTMLElement | null {
  return nativeEvent instanceof SubmitEvent ? nativeEvent.submitter : null;
}
