// CodeDeploy: applications, groups and configurations are in the register, where the actions of pipelines find them.
import type { CodeDeployApi } from '../../aws/operations/codedeploy.ts';
import type { Operations } from '../service.ts';
import {
  batchGetApplications,
  createApplication,
  deleteApplication,
  getApplication,
  listApplications,
  listTagsForResource,
  tagResource,
  untagResource,
  updateApplication,
} from './applications.ts';
import { continueDeployment, skipWaitTimeForInstanceTermination, stopDeployment } from './ask-deployment.ts';
import {
  createDeploymentConfig,
  deleteDeploymentConfig,
  getDeploymentConfig,
  listDeploymentConfigs,
} from './deployment-configs.ts';
import {
  batchGetDeploymentGroups,
  createDeploymentGroup,
  deleteDeploymentGroup,
  getDeploymentGroup,
  listDeploymentGroups,
  updateDeploymentGroup,
} from './deployment-groups.ts';

import {
  batchGetDeployments,
  batchGetDeploymentTargets,
  createDeployment,
  getDeployment,
  getDeploymentTarget,
  listDeployments,
  listDeploymentTargets,
} from './deployments.ts';

import {
  batchGetApplicationRevisions,
  getApplicationRevision,
  listApplicationRevisions,
  registerApplicationRevision,
} from './revisions.ts';

export const codeDeploy: Operations<CodeDeployApi> = {
  BatchGetApplicationRevisions: batchGetApplicationRevisions,
  BatchGetApplications: batchGetApplications,
  BatchGetDeploymentGroups: batchGetDeploymentGroups,
  BatchGetDeploymentTargets: batchGetDeploymentTargets,
  BatchGetDeployments: batchGetDeployments,
  ContinueDeployment: continueDeployment,
  CreateApplication: createApplication,
  CreateDeployment: createDeployment,
  CreateDeploymentConfig: createDeploymentConfig,
  CreateDeploymentGroup: createDeploymentGroup,
  DeleteApplication: deleteApplication,
  DeleteDeploymentConfig: deleteDeploymentConfig,
  DeleteDeploymentGroup: deleteDeploymentGroup,
  GetApplication: getApplication,
  GetApplicationRevision: getApplicationRevision,
  GetDeployment: getDeployment,
  GetDeploymentConfig: getDeploymentConfig,
  GetDeploymentGroup: getDeploymentGroup,
  GetDeploymentTarget: getDeploymentTarget,
  ListApplicationRevisions: listApplicationRevisions,
  ListApplications: listApplications,
  ListDeploymentConfigs: listDeploymentConfigs,
  ListDeploymentGroups: listDeploymentGroups,
  ListDeploymentTargets: listDeploymentTargets,
  ListDeployments: listDeployments,
  ListTagsForResource: listTagsForResource,
  RegisterApplicationRevision: registerApplicationRevision,
  SkipWaitTimeForInstanceTermination: skipWaitTimeForInstanceTermination,
  StopDeployment: stopDeployment,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateApplication: updateApplication,
  UpdateDeploymentGroup: updateDeploymentGroup,
};
