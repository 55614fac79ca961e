// actions/download-artifact: what jobs of the same run have uploaded.
import type { StandIn } from '../stand-in.ts';

export const downloadArtifact: StandIn = {
  action: 'actions/download-artifact',
  by: 'the artifacts of this run, in the state folder',
  inputs: {
    name: '',
    'artifact-ids': '',
    path: '',
    pattern: '',
    'merge-multiple': 'false',
    'github-token': '',
    repository: '',
    'run-id': '',
    'skip-decompress': 'false',
    'digest-mismatch': 'error',
  },
  outputs: ['download-path'],
  ignored: {
    'github-token': 'artifacts are read from the state folder',
    'digest-mismatch': 'an artifact that is not as it was stored fails the step',
  },
  load: async () => (await import('./download.ts')).download,
};
