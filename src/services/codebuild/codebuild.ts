// CodeBuild: projects are in the register, builds run in the process that owns the state folder.
import type { CodeBuildApi } from '../../aws/operations/codebuild.ts';
import type { Operations } from '../service.ts';
import {
  batchGetBuildBatches,
  listBuildBatches,
  listBuildBatchesForProject,
  retryBuildBatch,
  startBuildBatch,
  stopBuildBatch,
} from './build-batches.ts';
import {
  batchGetBuilds,
  listBuilds,
  listBuildsForProject,
  retryBuild,
  startBuild,
  stopBuild,
} from './builds.ts';
import { listCuratedEnvironmentImages } from './curated-images.ts';
import {
  batchGetProjects,
  createProject,
  deleteProject,
  listProjects,
  updateProject,
  updateProjectVisibility,
} from './projects.ts';
import {
  batchGetReportGroups,
  createReportGroup,
  deleteReportGroup,
  listReportGroups,
  updateReportGroup,
} from './report-groups.ts';
import {
  batchGetReports,
  describeCodeCoverages,
  describeTestCases,
  listReports,
  listReportsForReportGroup,
} from './reports.ts';
import { getReportGroupTrend } from './report-trend.ts';
import {
  deleteSourceCredentials,
  importSourceCredentials,
  listSourceCredentials,
} from './source-credentials.ts';

import { createWebhook, deleteWebhook, updateWebhook } from './webhooks.ts';

export const codeBuild: Operations<CodeBuildApi> = {
  BatchGetBuildBatches: batchGetBuildBatches,
  BatchGetBuilds: batchGetBuilds,
  BatchGetProjects: batchGetProjects,
  BatchGetReportGroups: batchGetReportGroups,
  BatchGetReports: batchGetReports,
  CreateProject: createProject,
  CreateReportGroup: createReportGroup,
  CreateWebhook: createWebhook,
  DeleteProject: deleteProject,
  DeleteReportGroup: deleteReportGroup,
  DeleteSourceCredentials: deleteSourceCredentials,
  DeleteWebhook: deleteWebhook,
  DescribeCodeCoverages: describeCodeCoverages,
  DescribeTestCases: describeTestCases,
  GetReportGroupTrend: getReportGroupTrend,
  ImportSourceCredentials: importSourceCredentials,
  ListBuildBatches: listBuildBatches,
  ListBuildBatchesForProject: listBuildBatchesForProject,
  ListBuilds: listBuilds,
  ListBuildsForProject: listBuildsForProject,
  ListCuratedEnvironmentImages: listCuratedEnvironmentImages,
  ListProjects: listProjects,
  ListReportGroups: listReportGroups,
  ListReports: listReports,
  ListReportsForReportGroup: listReportsForReportGroup,
  ListSourceCredentials: listSourceCredentials,
  RetryBuild: retryBuild,
  RetryBuildBatch: retryBuildBatch,
  StartBuild: startBuild,
  StartBuildBatch: startBuildBatch,
  StopBuild: stopBuild,
  StopBuildBatch: stopBuildBatch,
  UpdateProject: updateProject,
  UpdateProjectVisibility: updateProjectVisibility,
  UpdateReportGroup: updateReportGroup,
  UpdateWebhook: updateWebhook,
};
