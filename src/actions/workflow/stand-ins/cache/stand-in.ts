// actions/cache, actions/cache/restore, actions/cache/save: files that later runs find again by a key.
import type { StandIn } from '../stand-in.ts';

const ignored = {
  enableCrossOsArchive: 'there is one machine',
  'upload-chunk-size': 'nothing is uploaded',
};

const restoring = {
  path: '',
  key: '',
  'restore-keys': '',
  'upload-chunk-size': '',
  enableCrossOsArchive: 'false',
  'fail-on-cache-miss': 'false',
  'lookup-only': 'false',
};

export const cache: StandIn = {
  action: 'actions/cache',
  by: 'a cache in the state folder',
  inputs: { ...restoring, 'save-always': 'false' },
  outputs: ['cache-hit', 'cache-primary-key', 'cache-matched-key'],
  ignored: { ...ignored, 'save-always': 'it is deprecated and does not work on GitHub either' },
  load: async () => (await import('./use-cache.ts')).restoreAndSave,
};

export const cacheRestore: StandIn = {
  action: 'actions/cache/restore',
  by: 'a cache in the state folder',
  inputs: restoring,
  outputs: ['cache-hit', 'cache-primary-key', 'cache-matched-key'],
  ignored,
  load: async () => (await import('./use-cache.ts')).restore,
};

export const cacheSave: StandIn = {
  action: 'actions/cache/save',
  by: 'a cache in the state folder',
  inputs: { path: '', key: '', 'upload-chunk-size': '', enableCrossOsArchive: 'false' },
  outputs: [],
  ignored,
  load: async () => (await import('./use-cache.ts')).save,
};
