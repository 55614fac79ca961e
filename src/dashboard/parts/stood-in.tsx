// What of an execution was not done by GitHub or AWS: what stood in for it here, and what nothing did.
import type { ReactNode } from 'react';
import { counted } from '../../lib/counted.ts';
import type { ExecutionView } from '../../view/execution-view.ts';
import { leftOut, stoodIn } from '../../view/stood-in.ts';
import { StatusIcon } from './status-icon.tsx';

/** What is not executed comes first: it may have to be looked after by hand. */
export function WhatStoodIn({ view }: { readonly view: ExecutionView }): ReactNode {
  const rows = [
    ...leftOut(view).map(({ what, reason, where }) => ({ what, how: reason, where, isLeftOut: true })),
    ...stoodIn(view).map(({ what, by, where }) => ({ what, how: by, where, isLeftOut: false })),
  ];
  if (rows.length === 0) return null;
  return (
    <section className="card flush" aria-label="What stood in">
      <header className="card-head">
        <h2>What stood in</h2>
        <span className="quiet">
          what ran on this machine in place of GitHub and AWS, and what did not run
        </span>
      </header>
      <table className="list rows">
        <thead>
          <tr>
            <th>What</th>
            <th>Here</th>
            <th>How</th>
            <th>Where</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ what, how, where, isLeftOut }) => (
            <tr key={`${what} ${how}`}>
              <th scope="row" className="whole">
                <code>{what}</code>
              </th>
              <td>
                <Here isLeftOut={isLeftOut} />
              </td>
              <td className="whole">{how}</td>
              <td className="quiet" title={where.join('\n')}>
                {where.length === 1 ? where[0] : counted(where.length, 'action')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Here({ isLeftOut }: { readonly isLeftOut: boolean }): ReactNode {
  return isLeftOut ? (
    <span className="status NotExecuted">
      <StatusIcon displayStatus="NotExecuted" /> not executed
    </span>
  ) : (
    <span className="status StoodIn">
      <span aria-hidden>⇄</span> stood in
    </span>
  );
}
