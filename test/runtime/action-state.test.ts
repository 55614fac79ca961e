// Whatever an action stores or gives loses its secrets, in a real state folder.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openActionLog } from '../../src/runtime/action-log.ts';
import { actionState } from '../../src/runtime/action-state.ts';
import { hiding } from '../../src/runtime/hide-secrets.ts';
import { openKnownSecrets } from '../../src/runtime/known-secrets.ts';
import { hideStoredSecrets } from '../../src/server/hide-stored-secrets.ts';
import { openState } from '../../src/state/open-state.ts';

async function withState(work: (state: Awaited<ReturnType<typeof openState>>) => Promise<void>) {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-action-state-'));
  try {
    await using state = await openState(join(folder, 'state'), { owner: true });
    await work(state);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test('records and keys of caches have no secret that the action knows by then', async () => {
  await withState(async (state) => {
    await using opened = openActionLog(await state.logs.open('execution', 'action'));
    opened.log.redact([{ name: 'TOKEN', value: 'tok3n-value' }]);
    const own = actionState(state, opened);
    own.records.put('kind', 'put', { deep: [{ text: 'a tok3n-value b' }] });
    own.records.note('kind', 'noted', 'tok3n-value');
    const name = { namespace: 'n', key: 'k-tok3n-value', paths: ['x'] };
    const none = { folder: join(state.path, 'work'), files: [] };
    await own.caches.save(name, { source: none, home: none });
    expect(state.records.list('kind')).toEqual([
      { id: 'noted', value: '***' },
      { id: 'put', value: { deep: [{ text: 'a *** b' }] } },
    ]);
    expect(own.caches.find(name, [])?.key).toBe('k-***');
    expect(state.caches.list().map(({ key }) => key)).toEqual(['k-***']);
  });
});

test('a secret of one action is hidden in the others of the pipeline, in those that run already too', async () => {
  await withState(async (state) => {
    const known = openKnownSecrets();
    await using first = openActionLog(await state.logs.open('execution', 'first'), { known });
    first.log.redact([{ name: 'A', value: 'first-value' }]);
    await using second = openActionLog(await state.logs.open('execution', 'second'), { known });
    first.log.redact([{ name: 'B', value: 'later-value' }]);
    expect(second.hide('first-value later-value')).toBe('*** ***');
  });
});

test('a value that is too short is named once, and the empty one never', async () => {
  await withState(async (state) => {
    const named: string[] = [];
    await using opened = openActionLog(await state.logs.open('execution', 'action'), {
      onTooShort: (name) => named.push(name),
    });
    opened.log.redact([
      { name: 'PIN', value: '123' },
      { name: 'NONE', value: '' },
    ]);
    opened.log.redact([
      { name: 'PIN', value: '123' },
      { name: 'LONG', value: '1234' },
    ]);
    expect(named).toEqual(['PIN']);
    expect(opened.hide('123 1234')).toBe('123 ***');
  });
});

test('words and ids that the program compares stay as they are', () => {
  const hide = hiding((text) => text.replaceAll('FAILED', '***').replaceAll('prod', '***'));
  expect(
    hide({ status: 'FAILED', targetId: 'prod-1', message: 'FAILED in prod', count: 1, on: true }),
  ).toEqual({
    status: 'FAILED',
    targetId: 'prod-1',
    message: '*** in ***',
    count: 1,
    on: true,
  });
});

test('what runs without an action is shown without any value of the store, of its keys, and of versions before', async () => {
  await withState(async (state) => {
    state.secrets.putParameter('/p', 'parameter-value');
    state.secrets.putSecret('s', '{"user":"ann-the-user","pin":"12"}');
    state.secrets.putSecret('s', 'second-version');
    const hide = hideStoredSecrets(state.secrets);
    expect(hide('parameter-value ann-the-user second-version 12')).toBe('*** *** *** 12');
    await Promise.resolve();
  });
});

test('the address of what is deployed here is no secret, although a parameter holds it', async () => {
  await withState(async (state) => {
    await using opened = openActionLog(await state.logs.open('execution', 'action'));
    opened.log.redact([
      { name: 'SITE', value: 'http://127.0.0.1:8030' },
      { name: 'HOOK', value: 'http://127.0.0.1:8030/hook?key=abc' },
    ]);
    expect(opened.show('It answers at http://127.0.0.1:8030')).toBe('It answers at http://127.0.0.1:8030');
    expect(opened.show('sent to http://127.0.0.1:8030/hook?key=abc')).toBe('sent to ***');
  });
});
