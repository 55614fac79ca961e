// The parts of a pipeline that one execution leaves out. CodePipeline has nothing like it: the caller who starts an execution
// on this machine may leave out what cannot run here, and that is recorded, shown as skipped, and never as succeeded.
import type { ActionDeclaration, StageDeclaration } from '../model/pipeline.ts';
import type { Execution, StageRun } from './state.ts';

/** Every action of the stage is left out: the execution goes on to the next stage without it. */
export function isStageSkipped(execution: Pick<Execution, 'skipped'>, stage: StageDeclaration): boolean {
  return (
    stage.actions.length > 0 && stage.actions.every(({ name }) => isActionSkipped(execution, stage, name))
  );
}

function isActionSkipped(
  { skipped }: Pick<Execution, 'skipped'>,
  stage: Pick<StageDeclaration, 'name'>,
  actionName: string,
): boolean {
  return skipped?.some((each) => each.stageName === stage.name && each.actionName === actionName) === true;
}

/** Actions that still have to succeed. */
export function unfinishedActions({
  execution,
  stage,
  run,
}: {
  readonly execution: Execution;
  readonly stage: StageDeclaration;
  readonly run: StageRun;
}): readonly ActionDeclaration[] {
  return stage.actions.filter(
    ({ name }) => run.actions.get(name)?.status !== 'Succeeded' && !isActionSkipped(execution, stage, name),
  );
}
