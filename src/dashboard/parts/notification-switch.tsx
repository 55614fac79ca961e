// Whether the browser notifies of what fails and what waits.
import { useState, type ReactNode } from 'react';
import {
  switchNotifications,
  useNotificationState,
  type NotificationState,
} from '../data/browser-notifications.ts';
import { Failure } from './states.tsx';

const texts: Readonly<Record<NotificationState, string>> = {
  on: 'This browser notifies you of executions that fail and approvals that wait, while the page is in the background.',
  off: 'This browser can notify you of executions that fail and approvals that wait, while the page is in the background.',
  denied:
    'The browser does not let this page notify you: allow it in the settings of the browser for this address.',
  unsupported:
    'This browser notifies of nothing at this address: it does so at addresses of this machine, and with TLS.',
};

export function NotificationSwitch(): ReactNode {
  const state = useNotificationState();
  const [error, setError] = useState<Error>();
  const canSwitch = state === 'on' || state === 'off';
  const change = (): void => {
    switchNotifications(state === 'off').catch((thrown: unknown) =>
      setError(thrown instanceof Error ? thrown : new Error(String(thrown))),
    );
  };
  return (
    <section className="card">
      <h2>Notifications of this browser</h2>
      <p>{texts[state]}</p>
      {error === undefined ? null : <Failure error={error} />}
      {canSwitch ? (
        <button type="button" aria-pressed={state === 'on'} onClick={change}>
          {state === 'on' ? 'Notify me no more' : 'Notify me'}
        </button>
      ) : null}
    </section>
  );
}
