// Every provider. Adding one is adding its folder and one line here.
import { idOf, type ActionTypeName, type ActionTypes } from '../model/action-type.ts';
import { alexaSkillsKit } from './alexa-skills-kit/provider.ts';
import { appConfig } from './appconfig/provider.ts';
import { elasticBeanstalk } from './beanstalk/provider.ts';
import { cloudFormationStackInstances } from './cloudformation-stack-instances/provider.ts';
import { cloudFormationStackSet } from './cloudformation-stack-set/provider.ts';
import { cloudFormation } from './cloudformation/provider.ts';
import { buildWithCodeBuild, testWithCodeBuild } from './codebuild/provider.ts';
import { codeCommit } from './codecommit/provider.ts';
import { codeDeployToEcs } from './codedeploy-to-ecs/provider.ts';
import { codeDeploy } from './codedeploy/provider.ts';
import { commands } from './commands/provider.ts';
import { connection } from './connection/provider.ts';
import { customAction } from './custom-action/provider.ts';
import { deviceFarm } from './device-farm/provider.ts';
import { ec2 } from './ec2/provider.ts';
import { ecrBuildAndPublish } from './ecr-build/provider.ts';
import { ecrSource } from './ecr-source/provider.ts';
import { ecs } from './ecs/provider.ts';
import { eks } from './eks/provider.ts';
import { folder } from './folder/provider.ts';
import { gitHub } from './github/provider.ts';
import { inspectorScan } from './inspector-scan/provider.ts';
import { lambdaDeploy } from './lambda-deploy/provider.ts';
import { lambdaInvoke } from './lambda-invoke/provider.ts';
import { manualApproval } from './manual-approval/provider.ts';
import { opsWorks } from './opsworks/provider.ts';
import { pipelineInvoke } from './pipeline-invoke/provider.ts';
import type { ActionProvider } from './provider.ts';
import { workflowJob } from './workflow/provider.ts';
import type { RuleProvider } from './rule-provider.ts';
import { cloudWatchAlarmRule } from './cloudwatch-alarm/rule.ts';
import { codeBuildRule } from './codebuild/rule.ts';
import { commandsRule } from './commands/rule.ts';
import { deploymentWindowRule } from './deployment-window/rule.ts';
import { lambdaInvokeRule } from './lambda-invoke/rule.ts';
import { variableCheckRule } from './variable-check/rule.ts';
import { s3Deploy } from './s3-deploy/provider.ts';
import { s3Source } from './s3-source/provider.ts';
import { serviceCatalog } from './service-catalog/provider.ts';
import { snyk } from './snyk/provider.ts';
import { stepFunctions } from './step-functions/provider.ts';
import type { KeepContext, TargetKeeper } from './target-keeper.ts';

const ruleProviders: readonly RuleProvider[] = [
  cloudWatchAlarmRule,
  lambdaInvokeRule,
  variableCheckRule,
  deploymentWindowRule,
  commandsRule,
  codeBuildRule,
];

export interface Providers extends ActionTypes {
  readonly all: readonly ActionProvider[];
  readonly find: (id: ActionTypeName) => ActionProvider | undefined;
  readonly rules: readonly RuleProvider[];
}

/** A registry of these providers and of no others. Each type may be there once. */
export function registerProviders(
  all: readonly ActionProvider[],
  rules: readonly RuleProvider[] = ruleProviders,
): Providers {
  const byId = new Map(all.map((provider) => [idOf(provider), provider]));
  return {
    all,
    rules,
    find: (id) => byId.get(idOf(id)) ?? (id.owner === 'Custom' ? customAction(id) : undefined),
  };
}

export const providers: Providers = registerProviders([
  s3Source,
  codeCommit,
  ecrSource,
  connection,
  gitHub,
  folder,
  buildWithCodeBuild,
  testWithCodeBuild,
  ecrBuildAndPublish,
  commands,
  deviceFarm,
  manualApproval,
  cloudFormation,
  cloudFormationStackSet,
  cloudFormationStackInstances,
  codeDeploy,
  codeDeployToEcs,
  ec2,
  eks,
  lambdaDeploy,
  ecs,
  elasticBeanstalk,
  s3Deploy,
  appConfig,
  serviceCatalog,
  opsWorks,
  alexaSkillsKit,
  lambdaInvoke,
  stepFunctions,
  pipelineInvoke,
  inspectorScan,
  snyk,
  workflowJob,
]);

/** Names such as `Build/AWS/CodeBuild` of what is executed here, for messages that list what is available. */
export function executedTypes({ all }: Providers): readonly string[] {
  return all.filter(({ runner }) => runner !== undefined).map(idOf);
}

/** What looks after what is deployed between deployments, one for each provider that has one. */
export async function targetKeepers(
  { all }: Providers,
  context: KeepContext,
): Promise<readonly TargetKeeper[]> {
  const loaded = all.map(async ({ runner }) => await runner?.loadKeeper?.());
  return (await Promise.all(loaded)).flatMap((keeperOf) => keeperOf?.(context) ?? []);
}
