// CloudFormation: stacks whose resources are made by calls of the endpoint's own operations.
import type { CloudFormationApi } from '../../aws/operations/cloudformation.ts';
import type { Operations } from '../service.ts';
import {
  createChangeSet,
  deleteChangeSet,
  describeChangeSet,
  executeChangeSet,
  listChangeSets,
} from './change-sets.ts';
import {
  describeStackEvents,
  describeStackResource,
  describeStackResources,
  describeStacks,
  listStackResources,
  listStacks,
} from './describe-stacks.ts';
import { describeDetection, describeResourceDrifts, detectResourceDrift, detectStackDrift } from './drift.ts';
import { listExports, listImports } from './exports.ts';
import { createStack, deleteStack, updateStack } from './stack-operations.ts';
import {
  getStackPolicy,
  setStackPolicy,
  signalResource,
  updateTerminationProtection,
} from './stack-settings.ts';
import { cancelUpdateStack, continueUpdateRollback, rollbackStack } from './undo-operations.ts';
import {
  describeStackInstance,
  describeStackSet,
  describeStackSetOperation,
  listStackInstances,
  listStackSetOperationResults,
  listStackSetOperations,
  listStackSets,
} from './stack-sets/describe-stack-sets.ts';
import {
  createStackInstances,
  createStackSet,
  deleteStackInstances,
  deleteStackSet,
  updateStackInstances,
  stopStackSetOperation,
  updateStackSet,
} from './stack-sets/stack-set-operations.ts';
import { getTemplate, getTemplateSummary, validateTemplate } from './templates.ts';

export const cloudFormation: Operations<CloudFormationApi> = {
  CancelUpdateStack: cancelUpdateStack,
  ContinueUpdateRollback: continueUpdateRollback,
  CreateChangeSet: createChangeSet,
  CreateStack: createStack,
  DeleteChangeSet: deleteChangeSet,
  DeleteStack: deleteStack,
  DescribeChangeSet: describeChangeSet,
  DescribeStackDriftDetectionStatus: describeDetection,
  DescribeStackResourceDrifts: describeResourceDrifts,
  DetectStackDrift: detectStackDrift,
  DetectStackResourceDrift: detectResourceDrift,
  DescribeStackEvents: describeStackEvents,
  DescribeStackResource: describeStackResource,
  DescribeStackResources: describeStackResources,
  DescribeStacks: describeStacks,
  ExecuteChangeSet: executeChangeSet,
  GetStackPolicy: getStackPolicy,
  GetTemplate: getTemplate,
  GetTemplateSummary: getTemplateSummary,
  ListChangeSets: listChangeSets,
  ListExports: listExports,
  ListImports: listImports,
  ListStackResources: listStackResources,
  ListStacks: listStacks,
  RollbackStack: rollbackStack,
  SetStackPolicy: setStackPolicy,
  SignalResource: signalResource,
  UpdateStack: updateStack,
  UpdateTerminationProtection: updateTerminationProtection,
  ValidateTemplate: validateTemplate,
  CreateStackInstances: createStackInstances,
  CreateStackSet: createStackSet,
  DeleteStackInstances: deleteStackInstances,
  DeleteStackSet: deleteStackSet,
  DescribeStackInstance: describeStackInstance,
  DescribeStackSet: describeStackSet,
  DescribeStackSetOperation: describeStackSetOperation,
  ListStackInstances: listStackInstances,
  ListStackSetOperationResults: listStackSetOperationResults,
  ListStackSetOperations: listStackSetOperations,
  ListStackSets: listStackSets,
  UpdateStackInstances: updateStackInstances,
  StopStackSetOperation: stopStackSetOperation,
  UpdateStackSet: updateStackSet,
};
