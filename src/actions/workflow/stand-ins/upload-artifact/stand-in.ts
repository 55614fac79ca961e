// actions/upload-artifact: files of a job, kept with the run.
import type { StandIn } from '../stand-in.ts';

export const uploadArtifact: StandIn = {
  action: 'actions/upload-artifact',
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
  ignored: {
    'retention-days': 'artifacts stay as long as the state folder',
    'compression-level': 'artifacts are not compressed',
    archive: 'artifacts are kept as files, and never as a zip',
  },
  load: async () => (await import('./upload.ts')).upload,
};
