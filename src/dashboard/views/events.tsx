// The events that EventBridge would have received, their recipients, and a field to try an event pattern on them.
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode, type SyntheticEvent } from 'react';
import type { AwsEvent } from '../../model/events/aws-event.ts';
import { messageOf, placeOfEvent } from '../../model/events/notification.ts';
import { awsEventsQuery } from '../data/queries.ts';
import { Failure, Loading } from '../parts/states.tsx';
import { NotificationRecipients } from '../parts/notification-recipients.tsx';
import { Time } from '../parts/time.tsx';
import { shortId } from '../parts/words.ts';
import { usePageTitle } from '../parts/page-title.ts';

export function Events(): ReactNode {
  usePageTitle('Events');
  const [pattern, setPattern] = useState('');
  const take = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget).get('pattern');
    setPattern(typeof given === 'string' ? given.trim() : '');
  };
  return (
    <>
      <h1>Events and notifications</h1>
      <NotificationRecipients />
      <section className="card">
        <h2>Events</h2>
        <form className="row" onSubmit={take}>
          <label className="fill">
            Event pattern
            <input
              name="pattern"
              spellCheck={false}
              placeholder='{"detail":{"state":["FAILED"]}}'
              aria-describedby="pattern-help"
            />
          </label>
          <button type="submit">Try</button>
        </form>
        <p id="pattern-help" className="quiet">
          As a rule of EventBridge has it, and as <code>notifications.json</code> takes it. Empty: all events.
        </p>
        <EventTable pattern={pattern} />
      </section>
    </>
  );
}

function EventTable({ pattern }: { readonly pattern: string }): ReactNode {
  const found = useInfiniteQuery(awsEventsQuery(pattern));
  if (found.isPending) return <Loading />;
  if (found.error !== null) return <Failure error={found.error} />;
  const events = found.data.pages.flatMap((page) => page.events);
  return (
    <>
      {events.length === 0 ? (
        <p className="quiet">
          {pattern === '' ? 'Nothing has happened yet.' : 'The pattern matches nothing so far.'}
        </p>
      ) : (
        <div className="scroll">
          <table className="rows">
            <thead>
              <tr>
                <th>When</th>
                <th>State</th>
                <th>Of</th>
                <th>Execution</th>
                <th>Event</th>
              </tr>
            </thead>
            <tbody>
              {events.map((event) => (
                <EventRow key={event.id} event={event} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {found.hasNextPage ? (
        <button type="button" disabled={found.isFetching} onClick={() => void found.fetchNextPage()}>
          Older
        </button>
      ) : null}
    </>
  );
}

function EventRow({ event }: { readonly event: AwsEvent }): ReactNode {
  const { status, executionId } = messageOf(event);
  const isOfPipeline = event.source === 'aws.codepipeline';
  return (
    <tr>
      <td className="time">
        <Time at={Date.parse(event.time)} />
      </td>
      <td className={classOf(status)}>{status}</td>
      <td className="whole">{placeOfEvent(event)}</td>
      <td>
        {isOfPipeline ? (
          <Link to="/executions/$executionId" params={{ executionId }}>
            {shortId(executionId)}
          </Link>
        ) : (
          <span title={executionId}>{shortId(executionId.split(/[/:]/).at(-1) ?? '')}</span>
        )}
      </td>
      <td className="whole">
        <details>
          <summary>{event['detail-type']}</summary>
          <pre className="json">{JSON.stringify(event, null, 2)}</pre>
        </details>
      </td>
    </tr>
  );
}

function classOf(status: string): string {
  if (/SUCC/.test(status)) return 'good';
  return /FAIL|FAULT|TIMED/.test(status) ? 'bad' : '';
}
