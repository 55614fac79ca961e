// The events that are kept for trails and for LookupEvents.
import { expect, test } from 'vitest';
import type { TrailRecord } from '../../src/services/cloudtrail/call-event.ts';
import { EventStore } from '../../src/services/cloudtrail/event-store.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const now = `${new Date().toISOString().slice(0, 19)}Z`;
const kept = { account: '111122223333', region: 'eu-central-1' };

function record(eventName: string, more: object = {}): TrailRecord {
  const { account: recipientAccountId, region: awsRegion } = kept;
  const always = { eventTime: now, managementEvent: true, recipientAccountId, awsRegion };
  return { ...always, eventName, ...more } as unknown as TrailRecord;
}

test('events wait for each of their trails, and those of management are found afterwards', async () => {
  await using folder = await makeFolder();
  using store = new EventStore(folder.path);
  store.add(record('GetObject', { managementEvent: false }), ['a', 'b']);
  store.add(record('CreateBucket'), ['a']);
  store.add(record('CreateQueue', { awsRegion: 'us-east-1' }), ['a']);
  const [first] = store.pendingOf('a');
  store.delivered('a', first?.number);
  expect(store.pendingOf('a').map((each) => each.record.eventName)).toEqual(['CreateBucket', 'CreateQueue']);
  expect(store.pendingOf('b').map((each) => each.record.eventName)).toEqual(['GetObject']);
  store.delivered('a');
  store.delivered('b');
  expect(store.trailsPending()).toEqual([]);
  const at = Date.parse(now);
  const named = (from: number, to: number) =>
    store.management({ ...kept, from, to }).map(({ eventName }) => eventName);
  expect(named(0, at)).toEqual(['CreateBucket']);
  expect(named(at + 1, Number.MAX_SAFE_INTEGER)).toEqual([]);
  expect(named(0, at - 1)).toEqual([]);
});

test('events that are older than 90 days are gone when the store is opened, unless a trail waits for them', async () => {
  await using folder = await makeFolder();
  const old = { eventTime: '2020-01-01T00:00:00Z' };
  {
    using store = new EventStore(folder.path);
    store.add(record('Waiting', old), ['a']);
    store.add(record('Delivered', old), ['b']);
    store.delivered('b');
  }
  using store = new EventStore(folder.path);
  const names = store.management({ ...kept, from: 0, to: Date.now() }).map(({ eventName }) => eventName);
  expect(names).toEqual(['Waiting']);
});
