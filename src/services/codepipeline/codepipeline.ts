// CodePipeline: pipelines of files and of calls are read, those of calls are kept in the register, and requests go to the process
// that drives the pipeline.
import type { CodePipelineApi } from '../../aws/operations/codepipeline.ts';
import type { Operations } from '../service.ts';
import { createCustomActionType, deleteCustomActionType, listActionTypes } from './custom-action-types.ts';
import {
  acknowledgeJob,
  getJobDetails,
  pollForJobs,
  putJobFailureResult,
  putJobSuccessResult,
} from './jobs.ts';
import { listActionExecutions } from './list-action-executions.ts';
import {
  createPipeline,
  deletePipeline,
  listTagsForResource,
  tagResource,
  untagResource,
  updatePipeline,
} from './manage-pipelines.ts';
import {
  getPipeline,
  getPipelineExecution,
  getPipelineState,
  listPipelineExecutions,
  listPipelines,
} from './read-pipelines.ts';
import {
  disableStageTransition,
  enableStageTransition,
  overrideStageCondition,
  putApprovalResult,
  retryStageExecution,
  rollbackStage,
  startPipelineExecution,
  stopPipelineExecution,
} from './requests.ts';
import { deleteWebhook, deregisterWebhook, listWebhooks, putWebhook, registerWebhook } from './webhooks.ts';
import { listRuleExecutions, listRuleTypes } from './rules.ts';

export const codePipeline: Operations<CodePipelineApi> = {
  AcknowledgeJob: acknowledgeJob,
  CreateCustomActionType: createCustomActionType,
  CreatePipeline: createPipeline,
  DeleteCustomActionType: deleteCustomActionType,
  DeletePipeline: deletePipeline,
  DeleteWebhook: deleteWebhook,
  DeregisterWebhookWithThirdParty: deregisterWebhook,
  DisableStageTransition: disableStageTransition,
  EnableStageTransition: enableStageTransition,
  GetJobDetails: getJobDetails,
  GetPipeline: getPipeline,
  GetPipelineExecution: getPipelineExecution,
  GetPipelineState: getPipelineState,
  ListActionExecutions: listActionExecutions,
  ListActionTypes: listActionTypes,
  ListPipelineExecutions: listPipelineExecutions,
  ListPipelines: listPipelines,
  ListRuleExecutions: listRuleExecutions,
  ListRuleTypes: listRuleTypes,
  ListTagsForResource: listTagsForResource,
  ListWebhooks: listWebhooks,
  OverrideStageCondition: overrideStageCondition,
  PollForJobs: pollForJobs,
  PutApprovalResult: putApprovalResult,
  PutJobFailureResult: putJobFailureResult,
  PutJobSuccessResult: putJobSuccessResult,
  PutWebhook: putWebhook,
  RegisterWebhookWithThirdParty: registerWebhook,
  RetryStageExecution: retryStageExecution,
  RollbackStage: rollbackStage,
  StartPipelineExecution: startPipelineExecution,
  StopPipelineExecution: stopPipelineExecution,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdatePipeline: updatePipeline,
};
