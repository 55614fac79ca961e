import { expect, test } from 'vitest';
import { eventVersion, upcast, type Upcaster } from '../../src/engine/event-version.ts';

const steps: readonly Upcaster[] = [
  ({ reason, ...event }) => ({ ...event, because: reason }),
  (event) => ({ ...event, because: `${event['because'] as string}!` }),
];

test.each([
  [1, { type: 'X', at: 1, reason: 'why' }],
  [2, { type: 'X', at: 1, because: 'why' }],
  [3, { type: 'X', at: 1, because: 'why!' }],
])('an event of version %i takes the steps from there to the current version', (version, event) => {
  expect(upcast(event, version, steps)).toEqual({ type: 'X', at: 1, because: 'why!' });
});

test('an event of the current version is read as it was stored', () => {
  const event = { type: 'ActionAbandoned', at: 1 };
  expect(upcast(event, eventVersion)).toBe(event);
});
