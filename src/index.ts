// What a definition in TypeScript may import from `slipway`: builders that give exactly AWS's structures, in which
// artifacts and output variables are values, so that a misspelt one is a type error.
export { action, type Action, type Artifact, type Variable } from './model/authoring/action.ts';
export { codeBuild, project } from './model/authoring/build.ts';
export {
  application,
  codeDeploy,
  deploymentConfig,
  deploymentGroup,
  fleet,
} from './model/authoring/deploy.ts';
export {
  definition,
  manualApproval,
  pipeline,
  pipelineExecutionId,
  pipelineVariable,
  stage,
} from './model/authoring/pipeline.ts';
export { codeCommitSource, connectionSource, gitHubSource } from './model/authoring/source.ts';

export type { BuildProject } from './model/build.ts';
export type { Gate } from './model/gate.ts';
export type { Application, DeploymentConfig, DeploymentGroup } from './model/deployment.ts';
export type { ActionDeclaration, PipelineDeclaration, StageDeclaration } from './model/pipeline.ts';
