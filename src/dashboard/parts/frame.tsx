// What stands around every view: where one can go, whether the page is live, light or dark.
import { useQuery } from '@tanstack/react-query';
import { Link, Navigate, Outlet, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Refused } from '../data/api.ts';
import { useConnection, useLive } from '../data/live.ts';
import { meQuery } from '../data/queries.ts';
import { ThemeButton } from './theme.tsx';
import { Failure } from './states.tsx';

const places = [
  { to: '/', name: 'Pipelines' },
  { to: '/tests', name: 'Tests' },
  { to: '/events', name: 'Events' },
  { to: '/audit', name: 'Audit' },
  { to: '/settings', name: 'Settings' },
] as const;

export function Frame(): ReactNode {
  const isSigningIn = useLocation().pathname === '/sign-in';
  return (
    <>
      <header className="top">
        <Link to="/" className="brand">
          <img src="/icon.svg" alt="" width="22" height="22" /> Slipway
        </Link>
        {!isSigningIn && (
          <nav aria-label="Main">
            {places.map(({ to, name }) => (
              <Link
                key={to}
                to={to}
                activeOptions={{ exact: to === '/' }}
                activeProps={{ 'aria-current': 'page' }}
              >
                {name}
              </Link>
            ))}
          </nav>
        )}
        <span className="fill" />
        {!isSigningIn && <Connection />}
        <ThemeButton />
      </header>
      <main id="view">{isSigningIn ? <Outlet /> : <SignedIn />}</main>
    </>
  );
}

/** Nothing is shown to a user whom the server does not know. */
function SignedIn(): ReactNode {
  const me = useQuery(meQuery);
  if (me.isPending) return <p className="quiet">Loading …</p>;
  if (me.error instanceof Refused && me.error.status === 401) return <Navigate to="/sign-in" />;
  if (me.error !== null) return <Failure error={me.error} retry={() => void me.refetch()} />;
  return <Live />;
}

function Live(): ReactNode {
  useLive();
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
