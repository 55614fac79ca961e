// What stands around every view: where one can go, whether the page is live, light or dark.
import { useQuery } from '@tanstack/react-query';
import { Link, Navigate, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type MouseEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import type { JournalEntry } from '../../state/journal.ts';
import { notifyOf } from '../data/browser-notifications.ts';
import { Refused } from '../data/api.ts';
import { useConnection, useLive } from '../data/live.ts';
import { counted } from '../../lib/counted.ts';
import { meQuery, pipelinesQuery } from '../data/queries.ts';
import { Keys } from './keys.tsx';
import { Outdated } from './outdated.tsx';
import { ownPage } from './own-page.ts';
import { ThemeButton } from './theme.tsx';
import { FailedPage, Loading } from './states.tsx';

const places = [
  { to: '/', name: 'Overview', isFirst: true },
  { to: '/approvals', name: 'Approvals', isFirst: true },
  { to: '/value-stream', name: 'Value stream', isFirst: false },
  { to: '/resources', name: 'Resources', isFirst: true },
  { to: '/tests', name: 'Tests', isFirst: true },
  { to: '/costs', name: 'Costs', isFirst: false },
  { to: '/events', name: 'Events', isFirst: false },
  { to: '/audit', name: 'Audit', isFirst: false },
  { to: '/settings', name: 'Settings', isFirst: false },
  { to: '/docs', name: 'Docs', isFirst: false },
] as const;

export function Frame(): ReactNode {
  const { pathname } = useLocation();
  const isSigningIn = pathname === '/sign-in';
  const view = useContentFocus(pathname);
  return (
    <>
      <a href="#view" className="skip" onClick={toContent}>
        To the content
      </a>
      <header className="top">
        <Link to="/" className="brand">
          <img src="/icon.svg" alt="" width="22" height="22" /> Slipway
        </Link>
        {!isSigningIn && <Places />}
        <span className="fill" />
        {!isSigningIn && <Keys />}
        {!isSigningIn && <Connection />}
        <ThemeButton />
      </header>
      <Outdated />
      <main id="view" ref={view} tabIndex={-1}>
        {isSigningIn ? <Outlet /> : <SignedIn />}
      </main>
    </>
  );
}

/** On a phone the first of them are at the bottom, and the others behind `More`. */
function Places(): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const { pathname } = useLocation();
  useEffect(() => setOpen(false), [pathname]);
  return (
    <nav aria-label="Main" className={isOpen ? 'open' : ''}>
      {places.map(({ to, name, isFirst }) => (
        <Link
          key={to}
          to={to}
          className={isFirst ? 'first' : 'other'}
          activeOptions={{ exact: to === '/' }}
          activeProps={{ 'aria-current': 'page' }}
        >
          {name}
          {to === '/approvals' ? <WaitingCount /> : null}
        </Link>
      ))}
      <button type="button" className="plain others" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        More
      </button>
    </nav>
  );
}

/** Without a step in the history, which the router would take for a change of the view. */
function toContent(event: MouseEvent): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('#view')?.focus();
}

/** After each change of the view the focus is in it, as it is after a page was loaded: Tab goes on with what is new. */
function useContentFocus(pathname: string): RefObject<HTMLElement | null> {
  const view = useRef<HTMLElement>(null);
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    if (view.current?.contains(document.activeElement) === false) view.current.focus({ preventScroll: true });
  }, [pathname]);
  return view;
}

function WaitingCount(): ReactNode {
  const { data = [] } = useQuery(pipelinesQuery);
  const count = data.reduce((sum, { waiting }) => sum + waiting.length, 0);
  return count === 0 ? null : (
    <span className="count" aria-label={`${counted(count, 'approval')} waiting`}>
      {count}
    </span>
  );
}

/** Nothing is shown to a user whom the server does not know. */
function SignedIn(): ReactNode {
  const me = useQuery(meQuery);
  if (me.isPending) return <Loading page="Slipway" />;
  if (me.error instanceof Refused && me.error.status === 401) return <ToSignIn />;
  if (me.error !== null)
    return <FailedPage page="Slipway" error={me.error} retry={() => void me.refetch()} />;
  return <Live />;
}

/** Who has signed in is where they were. */
function ToSignIn(): ReactNode {
  const { href } = useLocation();
  const to = ownPage(href);
  return <Navigate to="/sign-in" search={to === undefined ? {} : { to }} replace />;
}

function Live(): ReactNode {
  const navigate = useNavigate();
  const notify = useCallback(
    (entry: JournalEntry): void =>
      notifyOf(entry, (executionId) => {
        void navigate({ to: '/executions/$executionId', params: { executionId } });
      }),
    [navigate],
  );
  useLive(notify);
  return <Outlet />;
}

const words = { connecting: 'connecting', live: 'live', lost: 'connection lost, trying again' } as const;

function Connection(): ReactNode {
  const connection = useConnection();
  return (
    <span className={`connection ${connection}`} role="status">
      {words[connection]}
    </span>
  );
}

export function Missing(): ReactNode {
  return (
    <section className="card">
      <h1>There is no such page</h1>
      <p>
        <Link to="/">To the pipelines</Link>
      </p>
    </section>
  );
}
