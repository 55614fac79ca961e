// A mark, a word and a colour for each status. No two share a mark or a word.
import type { DisplayStatus } from '../../view/execution-view.ts';
import { span, type Role, type Span } from './line.ts';

export interface Appearance {
  readonly mark: string;
  readonly word: string;
  readonly role: Role;
}

export const appearances: Readonly<Record<DisplayStatus, Appearance>> = {
  Pending: { mark: '○', word: 'not started', role: 'dim' },
  InProgress: { mark: '●', word: 'in progress', role: 'cyan' },
  Waiting: { mark: '◆', word: 'waits for approval', role: 'yellow' },
  Succeeded: { mark: '✔', word: 'succeeded', role: 'green' },
  Failed: { mark: '✖', word: 'failed', role: 'red' },
  Cancelled: { mark: '■', word: 'cancelled', role: 'yellow' },
  Skipped: { mark: '↷', word: 'skipped', role: 'blue' },
  Superseded: { mark: '⇥', word: 'superseded', role: 'magenta' },
  NotExecuted: { mark: '◌', word: 'succeeded, with parts not executed here', role: 'magenta' },
  Reused: { mark: '↺', word: 'reused', role: 'blue' },
  Declined: { mark: '⊘', word: 'declined', role: 'red' },
};

/** When a picture is drawn. */
export interface Moment {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** It stays on the screen and is not drawn again: nothing in it turns. */
  readonly isStill?: boolean;
}

/** The mark; what is in progress turns at a moment of a picture that goes on. */
export function markOf(displayStatus: DisplayStatus, moment?: Moment): Span {
  const { mark, role } = appearances[displayStatus];
  const turns = displayStatus === 'InProgress' && moment !== undefined && moment.isStill !== true;
  return span(turns ? spinnerAt(moment.now) : mark, role);
}

const frames = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';
const frameMs = 100;

function spinnerAt(now: number): string {
  return frames.charAt(Math.floor(now / frameMs) % frames.length);
}
