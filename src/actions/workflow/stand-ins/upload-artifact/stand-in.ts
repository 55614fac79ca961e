// actions/upload-artifact: files of a job, kept with the run.
import type { StandIn } from '../stand-in.ts';

const kept = {
  'retention-days': 'artifacts stay as long as the state folder',
  'compression-level': 'artifacts are not compressed',
};
const outputs = ['artifact-id', 'artifact-url', 'artifact-digest'];

export const uploadArtifact: StandIn = {
  action: 'actions/upload-artifact',
  by: 'the artifacts of this run, in the state folder',
  inputs: {
    name: 'artifact',
    path: '',
    'if-no-files-found': 'warn',
    'retention-days': '',
    'compression-level': '6',
    overwrite: 'false',
    'include-hidden-files': 'false',
    archive: 'true',
  },
  outputs,
  ignored: kept,
  load: async () => (await import('./upload.ts')).upload,
};

export const mergeArtifacts: StandIn = {
  action: 'actions/upload-artifact/merge',
  by: 'the artifacts of this run, in the state folder',
  inputs: {
    name: 'merged-artifacts',
    pattern: '*',
    'separate-directories': 'false',
    'retention-days': '',
    'compression-level': '6',
    'delete-merged': 'false',
    'include-hidden-files': 'false',
  },
  outputs,
  ignored: kept,
  load: async () => (await import('./merge.ts')).merge,
};
