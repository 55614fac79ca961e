// Actions in containers whose script only calls the AWS CLI: the same calls, by the CLI of this machine.
import type { StandIn } from '../stand-in.ts';

export const s3Sync: StandIn = {
  action: 'jakejarvis/s3-sync-action',
  by: "the AWS CLI of this machine, on the account's buckets here",
  inputs: { args: '', entrypoint: '' },
  outputs: [],
  load: async () => (await import('./run-scripts.ts')).syncBucket,
};

export const invalidateCloudfront: StandIn = {
  action: 'chetan/invalidate-cloudfront-action',
  by: "the AWS CLI of this machine, on the account's distributions here",
  inputs: { args: '', entrypoint: '' },
  outputs: [],
  load: async () => (await import('./run-scripts.ts')).invalidate,
};
