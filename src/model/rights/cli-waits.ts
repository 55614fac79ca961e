// What `aws SERVICE wait …` calls until it holds. Pure. Source: AWS CLI command reference, "wait" of each service.
import { ownValue } from '../../lib/own-value.ts';

const waits: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  cloudformation: {
    'change-set-create-complete': 'describe-change-set',
    'stack-create-complete': 'describe-stacks',
    'stack-delete-complete': 'describe-stacks',
    'stack-exists': 'describe-stacks',
    'stack-rollback-complete': 'describe-stacks',
    'stack-update-complete': 'describe-stacks',
  },
  cloudfront: { 'distribution-deployed': 'get-distribution', 'invalidation-completed': 'get-invalidation' },
  deploy: { 'deployment-successful': 'get-deployment' },
  dynamodb: { 'table-exists': 'describe-table', 'table-not-exists': 'describe-table' },
  ecr: { 'image-scan-complete': 'describe-image-scan-findings' },
  ecs: {
    'services-inactive': 'describe-services',
    'services-stable': 'describe-services',
    'tasks-running': 'describe-tasks',
    'tasks-stopped': 'describe-tasks',
  },
  elasticbeanstalk: {
    'environment-exists': 'describe-environments',
    'environment-terminated': 'describe-environments',
    'environment-updated': 'describe-environments',
  },
  elbv2: { 'target-in-service': 'describe-target-health' },
  lambda: {
    'function-active': 'get-function-configuration',
    'function-active-v2': 'get-function',
    'function-exists': 'get-function',
    'function-updated': 'get-function-configuration',
    'function-updated-v2': 'get-function',
    'published-version-active': 'get-function-configuration',
  },
  rds: {
    'db-cluster-available': 'describe-db-clusters',
    'db-cluster-deleted': 'describe-db-clusters',
    'db-instance-available': 'describe-db-instances',
    'db-instance-deleted': 'describe-db-instances',
  },
  s3api: {
    'bucket-exists': 'head-bucket',
    'bucket-not-exists': 'head-bucket',
    'object-exists': 'head-object',
    'object-not-exists': 'head-object',
  },
  ssm: { 'command-executed': 'get-command-invocation' },
};

/** As it is typed; undefined for one that is not known here. */
export function waitedOperation(service: string, waiter: string): string | undefined {
  return ownValue(ownValue(waits, service) ?? {}, waiter);
}
