// What people may ask of a pipeline, checked against what is known: each gives the facts to record, or a refusal with
// the name of CodePipeline's exception. Pure. Ask only after `decide` has come to rest on the state.
export { startExecution } from './requests/start-execution.ts';
export { stopExecution } from './requests/stop-execution.ts';
export { retryStage } from './requests/retry-stage.ts';
export { rollbackStage } from './requests/rollback-stage.ts';
export { putApprovalResult } from './requests/put-approval-result.ts';
export { disableTransition, enableTransition } from './requests/change-transition.ts';
export { overrideCondition } from './requests/override-condition.ts';
export type { RequestOutcome } from './requests/outcome.ts';
