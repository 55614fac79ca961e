// Every action provider, by category, owner and provider. Adding one is adding its file and one line here.
import type { ActionTypeId } from '../model/pipeline.ts';
import { buildCodeBuild, testCodeBuild } from './build-codebuild.ts';
import { buildEcr } from './build-ecr.ts';
import { computeCommands } from './compute-commands.ts';
import { deployBeanstalk } from './deploy-beanstalk.ts';
import { deployCodeDeploy } from './deploy-codedeploy.ts';
import { deployCodeDeployToEcs } from './deploy-code-deploy-to-ecs.ts';
import { deployEcs } from './deploy-ecs.ts';
import { deployS3 } from './deploy-s3.ts';
import type { ActionProvider } from './provider.ts';
import { sourceCodeCommit } from './source-codecommit.ts';
import { sourceConnection } from './source-connection.ts';
import { sourceEcr } from './source-ecr.ts';
import { sourceFolder } from './source-folder.ts';
import { sourceGitHub } from './source-github.ts';

const providers: readonly ActionProvider[] = [
  sourceConnection,
  sourceCodeCommit,
  sourceEcr,
  sourceFolder,
  sourceGitHub,
  buildCodeBuild,
  testCodeBuild,
  buildEcr,
  computeCommands,
  deployCodeDeploy,
  deployS3,
  deployBeanstalk,
  deployEcs,
  deployCodeDeployToEcs,
];

/** The provider that runs this type of action here, or undefined when none does. */
export function findProvider(type: ActionTypeId): ActionProvider | undefined {
  return providers.find(
    (provider) =>
      provider.category === type.category &&
      provider.owner === type.owner &&
      provider.provider === type.provider,
  );
}

/** Names such as `Build/AWS/CodeBuild`, for messages that list what is available. */
export function providerNames(): readonly string[] {
  return providers.map(({ category, owner, provider }) => `${category}/${owner}/${provider}`);
}
