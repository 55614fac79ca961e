// Every stand-in. Adding one is adding its folder and one line here.
import { cache, cacheRestore, cacheSave } from './cache/stand-in.ts';
import { checkout } from './checkout/stand-in.ts';
import { configureAwsCredentials } from './configure-aws-credentials/stand-in.ts';
import { setups } from './setup/stand-in.ts';
import { downloadArtifact } from './download-artifact/stand-in.ts';
import { uploadArtifact } from './upload-artifact/stand-in.ts';
import type { StandIn } from './stand-in.ts';

const standIns: readonly StandIn[] = [
  checkout,
  uploadArtifact,
  downloadArtifact,
  cache,
  cacheRestore,
  cacheSave,
  ...setups,
  configureAwsCredentials,
];

/** @param repository `owner/name` as it is written */
export function findStandIn(repository: string, path: string): StandIn | undefined {
  const name = (path === '' ? repository : `${repository}/${path}`).toLowerCase();
  return standIns.find(({ action }) => action === name);
}
