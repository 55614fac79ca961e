// Every service whose operations are executed here. Adding one is adding its folder and one line.
import type { ServiceName } from '../aws/service-model.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hasDocuments } from '../state/documents.ts';
import type { AnyOperations, Ground } from './service.ts';

const services: Readonly<Partial<Record<ServiceName, () => Promise<AnyOperations>>>> = {
  apigateway: async () => (await import('./apigateway/apigateway.ts')).apiGateway,
  apigatewayv2: async () => (await import('./apigatewayv2/apigatewayv2.ts')).apiGatewayV2,
  budgets: async () => (await import('./budgets/budgets.ts')).budgets,
  autoscaling: async () => (await import('./autoscaling/autoscaling.ts')).autoScaling,
  cloudformation: async () => (await import('./cloudformation/cloudformation.ts')).cloudFormation,
  cloudfront: async () => (await import('./cloudfront/cloudfront.ts')).cloudFront,
  cloudtrail: async () => (await import('./cloudtrail/cloudtrail.ts')).cloudTrail,
  codebuild: async () => (await import('./codebuild/codebuild.ts')).codeBuild,
  codecommit: async () => (await import('./codecommit/codecommit.ts')).codeCommit,
  codedeploy: async () => (await import('./codedeploy/codedeploy.ts')).codeDeploy,
  codepipeline: async () => (await import('./codepipeline/codepipeline.ts')).codePipeline,
  'cognito-identity': async () => (await import('./cognito-identity/cognito-identity.ts')).cognitoIdentity,
  elasticbeanstalk: async () => (await import('./elasticbeanstalk/elasticbeanstalk.ts')).elasticBeanstalk,
  firehose: async () => (await import('./firehose/firehose.ts')).firehose,
  lambda: async () => (await import('./lambda/lambda.ts')).lambda,
  elbv2: async () => (await import('./elbv2/elbv2.ts')).elbv2,
  ecs: async () => (await import('./ecs/ecs.ts')).ecs,
  ecr: async () => (await import('./ecr/ecr.ts')).ecr,
  logs: async () => (await import('./logs/logs.ts')).logs,
  pipes: async () => (await import('./pipes/pipes.ts')).pipes,
  rds: async () => (await import('./rds/rds.ts')).rds,
  'rds-data': async () => (await import('./rds-data/rds-data.ts')).rdsData,
  s3: async () => (await import('./s3/s3.ts')).s3,
  scheduler: async () => (await import('./scheduler/scheduler.ts')).scheduler,
  secretsmanager: async () => (await import('./secretsmanager/secretsmanager.ts')).secretsManager,
  ssm: async () => (await import('./ssm/ssm.ts')).ssm,
  stepfunctions: async () => (await import('./stepfunctions/stepfunctions.ts')).stepFunctions,
  sts: async () => (await import('./sts/sts.ts')).sts,
};

const loaded = new Map<ServiceName, AnyOperations>();

/** Loaded when it is first asked for. Empty for a service that executes nothing here. */
export async function operationsOf(name: ServiceName): Promise<AnyOperations> {
  const operations = loaded.get(name) ?? (await services[name]?.()) ?? {};
  loaded.set(name, operations);
  return operations;
}

/** What goes on by itself in services that this state folder has something of. Called once, when the endpoint has started. */
export async function resumeServices(ground: Ground): Promise<void> {
  if (existsSync(join(ground.stateFolder, 's3'))) {
    (await import('./s3/lifecycle/run-lifecycle.ts')).keepLifecycle(ground);
    (await import('./s3/access-logs/deliver-lines.ts')).resumeAccessLogs(ground);
  }
  if (hasDocuments(ground.stateFolder)) {
    (await import('./behind/scheduled-rules.ts')).keepSchedules(ground);
    (await import('./scheduler/run-schedules.ts')).keepSchedules(ground);
    (await import('./firehose/deliver.ts')).resumeDeliveries(ground);
    (await import('./pipes/run-pipes.ts')).workOnPipes(ground);
    (await import('./ecr/run-lifecycle.ts')).keepLifecycles(ground);
    (await import('./logs/filters/follow-groups.ts')).keepFilters(ground);
    (await import('./stepfunctions/run-execution.ts')).resumeExecutions(ground);
    (await import('./cloudformation/stack-sets/run-operation.ts')).resumeStackSets(ground);
    (await import('./cloudtrail/recorder.ts')).recorderOf(ground).resume();
  }
  if (existsSync(join(ground.stateFolder, 'secrets.db')))
    (await import('./secretsmanager/run-rotations.ts')).keepRotations(ground);
  if (existsSync(join(ground.stateFolder, 'lambda')))
    (await import('./lambda/lambda.ts')).resumeLambda(ground);
  if (existsSync(join(ground.stateFolder, 'cloudformation.db')))
    (await import('./cloudformation/drive-stack.ts')).resumeStacks(ground);
  if (existsSync(join(ground.targetsFolder, '@database')))
    await (await import('./rds/auto-pause.ts')).resumeClusters(ground);
}
