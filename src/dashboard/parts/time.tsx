// A moment, in 24 hours; with its date and zone on hover, and for programs.
import type { ReactNode } from 'react';
import { useNow } from '../data/clock.ts';
import { ago, formatTime, zonedTime } from './words.ts';

/** The time of today, or the date with it. @param at milliseconds since the epoch */
export function Time({ at }: { readonly at: number }): ReactNode {
  return (
    <time dateTime={new Date(at).toISOString()} title={zonedTime(at)}>
      {formatTime(at)}
    </time>
  );
}

/** How long ago; the date when it is more than a week. @param at milliseconds since the epoch */
export function Ago({ at }: { readonly at: number }): ReactNode {
  const now = useNow();
  return (
    <time dateTime={new Date(at).toISOString()} title={zonedTime(at)}>
      {ago(at, now)}
    </time>
  );
}
