// CodePipeline: what was run from this state folder is read, and requests go to the process that drives the pipeline.
import type { CodePipelineApi } from '../../aws/operations/codepipeline.ts';
import type { Operations } from '../service.ts';
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
  DisableStageTransition: disableStageTransition,
  EnableStageTransition: enableStageTransition,
  GetPipeline: getPipeline,
  GetPipelineExecution: getPipelineExecution,
  GetPipelineState: getPipelineState,
  ListPipelineExecutions: listPipelineExecutions,
  ListPipelines: listPipelines,
  OverrideStageCondition: overrideStageCondition,
  PutApprovalResult: putApprovalResult,
  RetryStageExecution: retryStageExecution,
  RollbackStage: rollbackStage,
  StartPipelineExecution: startPipelineExecution,
  StopPipelineExecution: stopPipelineExecution,
};
