// Deploy/AWS/S3: the input artifact into a bucket, file by file or as one object. Putting the same again changes nothing.
import { deployType } from '../../model/action-type.ts';
import { isFalse, mandatory, notExecuted, O, R, truth } from '../../model/configuration-key.ts';
import type { ActionProvider } from '../provider.ts';
import { s3DeployRights } from './rights.ts';
import { edgeCosts } from './costs.ts';
import { shipBucket } from './ship.ts';
import { s3DeployOnGithub } from './on-github.ts';

export const s3Deploy: ActionProvider = {
  ...deployType,
  provider: 'S3',
  configuration: {
    BucketName: R,
    Extract: mandatory(truth),
    ObjectKey: O,
    KMSEncryptionKeyARN: notExecuted('objects lie here as they are'),
    CannedACL: notExecuted('all that reaches this machine may read, and nothing else'),
    CacheControl: O,
  },
  needsKeys: ({ configuration }) =>
    isFalse(configuration?.['Extract']) ? [{ key: 'ObjectKey', because: 'when Extract is false' }] : [],
  rights: (asked) => ({ rights: s3DeployRights(asked) }),
  ships: shipBucket,
  onGithub: s3DeployOnGithub,
  costs: { lines: edgeCosts },
  timeLimitMinutes: 90,
  runner: {
    recovery: 'restart',
    load: async () => (await import('./run-s3-deploy.ts')).runS3Deploy,
  },
};
