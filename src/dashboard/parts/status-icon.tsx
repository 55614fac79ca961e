// One shape for each status, so that none is known by its colour alone.
import type { ReactNode } from 'react';
import type { DisplayStatus } from '../../view/execution-view.ts';

const disc = <circle cx="8" cy="8" r="7" fill="currentColor" />;
const ring = <circle cx="8" cy="8" r="6.2" className="outline" />;
const dashed = <circle cx="8" cy="8" r="6.2" className="outline" strokeDasharray="2.6 2.2" />;
const octagon = <path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z" fill="currentColor" />;
const cross = <path d="M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2" className="cut" />;

const shapes: Readonly<Record<DisplayStatus, ReactNode>> = {
  Succeeded: (
    <>
      {disc}
      <path d="M4.6 8.3l2.3 2.3 4.5-4.8" className="cut" />
    </>
  ),
  Failed: (
    <>
      {octagon}
      {cross}
    </>
  ),
  Declined: (
    <>
      {octagon}
      {cross}
    </>
  ),
  InProgress: (
    <>
      <circle cx="8" cy="8" r="6.2" className="outline faint" />
      <path d="M8 1.8a6.2 6.2 0 0 1 6.2 6.2" className="outline turning" />
    </>
  ),
  Waiting: (
    <>
      <path d="M8 .8L15.2 8 8 15.2.8 8z" fill="currentColor" />
      <path d="M6.5 5.6v4.8M9.5 5.6v4.8" className="cut" />
    </>
  ),
  Cancelled: <rect x="2.5" y="2.5" width="11" height="11" rx="1.5" fill="currentColor" />,
  Superseded: (
    <>
      {ring}
      <path d="M5 5.4L7.6 8 5 10.6M8.4 5.4L11 8l-2.6 2.6" className="outline" />
    </>
  ),
  Skipped: (
    <>
      {ring}
      <path d="M5 8h6" className="outline" />
    </>
  ),
  Reused: (
    <>
      {ring}
      <path d="M5 6.6h6M5 9.4h6" className="outline" />
    </>
  ),
  NotExecuted: (
    <>
      {dashed}
      <path d="M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4" className="outline" />
    </>
  ),
  Pending: ring,
};

export function StatusIcon({ displayStatus }: { readonly displayStatus: DisplayStatus }): ReactNode {
  return (
    <svg className="status-icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden>
      {shapes[displayStatus]}
    </svg>
  );
}

/** The version before was put back. */
export function RollbackIcon(): ReactNode {
  return (
    <svg className="status-icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden>
      <path d="M3.2 8.2a5 5 0 1 0 1.6-3.7L2.6 6.6M2.6 2.6v4h4" className="outline" />
    </svg>
  );
}
