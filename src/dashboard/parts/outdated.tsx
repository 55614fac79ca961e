// A page that was opened before the server was updated says so.
import type { ReactNode } from 'react';
import { useIsOutdated } from '../data/own-program.ts';

export function Outdated(): ReactNode {
  return useIsOutdated() ? (
    <p className="outdated" role="alert">
      The server was updated since this page was opened.{' '}
      <button type="button" onClick={() => location.reload()}>
        Load it again
      </button>
    </p>
  ) : null;
}
