// Every stand-in. Adding one is adding its folder and one line here.
import { amazonEcrLogin } from './amazon-ecr-login/stand-in.ts';
import { deployTaskDefinition } from './amazon-ecs-deploy-task-definition/stand-in.ts';
import { renderTaskDefinition } from './amazon-ecs-render-task-definition/stand-in.ts';
import { cloudformationDeploy } from './aws-cloudformation-github-deploy/stand-in.ts';
import { codebuildRunBuild } from './aws-codebuild-run-build/stand-in.ts';
import { cache, cacheRestore, cacheSave } from './cache/stand-in.ts';
import { checkout } from './checkout/stand-in.ts';
import { configureAwsCredentials } from './configure-aws-credentials/stand-in.ts';
import { setups } from './setup/stand-in.ts';
import { buildPush, dockerLogin, setupBuildx, setupQemu } from './docker/stand-in.ts';
import { dockerMetadata } from './docker-metadata/stand-in.ts';
import { downloadArtifact } from './download-artifact/stand-in.ts';
import { githubScript } from './github-script/stand-in.ts';
import { notExecuted } from './not-executed/stand-in.ts';
import { invalidateCloudfront, s3Sync } from './scripts-of-aws/stand-in.ts';
import { mergeArtifacts, uploadArtifact } from './upload-artifact/stand-in.ts';
import type { StandIn } from './stand-in.ts';

export const standIns: readonly StandIn[] = [
  checkout,
  uploadArtifact,
  mergeArtifacts,
  downloadArtifact,
  cache,
  cacheRestore,
  cacheSave,
  githubScript,
  ...setups,
  configureAwsCredentials,
  amazonEcrLogin,
  renderTaskDefinition,
  deployTaskDefinition,
  setupBuildx,
  setupQemu,
  dockerLogin,
  buildPush,
  dockerMetadata,
  cloudformationDeploy,
  codebuildRunBuild,
  s3Sync,
  invalidateCloudfront,
  ...notExecuted,
];

/** @param repository `owner/name` as it is written */
export function findStandIn(repository: string, path: string): StandIn | undefined {
  const name = (path === '' ? repository : `${repository}/${path}`).toLowerCase();
  return standIns.find(({ action }) => action === name);
}
