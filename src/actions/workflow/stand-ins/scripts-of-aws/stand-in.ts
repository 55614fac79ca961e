// Actions in containers whose script only calls the AWS CLI: the same calls, by the CLI of this machine.
import type { StandIn } from '../stand-in.ts';

export const s3Sync: StandIn = {
  action: 'jakejarvis/s3-sync-action',
  inputs: { args: '', entrypoint: '' },
  outputs: [],
  load: async () => (await import('./run-scripts.ts')).syncBucket,
};

export const invalidateCloudfront: StandIn = {
  action: 'chetan/invalidate-cloudfront-action',
  inputs: { args: '', entrypoint: '' },
  outputs: [],
  load: async () => (await import('./run-scripts.ts')).invalidate,
};
