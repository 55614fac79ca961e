// CodePipeline: pipelines of files and of calls are read, those of calls are kept in the register, and requests go to the process
// that drives the pipeline.
import type { CodePipelineApi } from '../../aws/operations/codepipeline.ts';
import type { Operations } from '../service.ts';
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

export const codePipeline: Operations<CodePipelineApi> = {
  CreatePipeline: createPipeline,
  DeletePipeline: deletePipeline,
  DisableStageTransition: disableStageTransition,
  EnableStageTransition: enableStageTransition,
  GetPipeline: getPipeline,
  GetPipelineExecution: getPipelineExecution,
  GetPipelineState: getPipelineState,
  ListActionExecutions: listActionExecutions,
  ListPipelineExecutions: listPipelineExecutions,
  ListPipelines: listPipelines,
  ListTagsForResource: listTagsForResource,
  OverrideStageCondition: overrideStageCondition,
  PutApprovalResult: putApprovalResult,
  RetryStageExecution: retryStageExecution,
  RollbackStage: rollbackStage,
  StartPipelineExecution: startPipelineExecution,
  StopPipelineExecution: stopPipelineExecution,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdatePipeline: updatePipeline,
};
