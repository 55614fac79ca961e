// Every action provider, by category, owner and provider. Adding one is adding its file and one line here.
import type { ActionTypeId } from '../model/pipeline.ts';
import { buildCodeBuild, testCodeBuild } from './codebuild/provider.ts';
import { buildEcr } from './ecr-build/provider.ts';
import { computeCommands } from './commands/provider.ts';
import { deployBeanstalk } from './beanstalk/provider.ts';
import { deployCodeDeploy } from './codedeploy/provider.ts';
import { deployCodeDeployToEcs } from './codedeploy-to-ecs/provider.ts';
import { deployEcs } from './ecs/provider.ts';
import { deployS3 } from './s3-deploy/provider.ts';
import type { ActionProvider } from './provider.ts';
import { sourceCodeCommit } from './codecommit/provider.ts';
import { sourceConnection } from './connection/provider.ts';
import { sourceEcr } from './ecr-source/provider.ts';
import { sourceFolder } from './folder/provider.ts';
import { sourceGitHub } from './github/provider.ts';

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
