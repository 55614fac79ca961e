// Stages and actions of a view: new ones, and one of them changed. Pure.
import type { ActionView, ExecutionView, StageView } from './execution-view.ts';

export function newStage(name: string): StageView {
  return { name, displayStatus: 'Pending', attempt: 0, conditions: [], actions: [] };
}

export function newAction(name: string): ActionView {
  return {
    name,
    provider: '',
    runOrder: 1,
    displayStatus: 'Pending',
    attempt: 1,
    phases: [],
    deployments: [],
    outputArtifacts: [],
    endpoints: [],
    notices: [],
    reports: [],
    infrastructure: [],
    caches: [],
    batch: [],
    steps: [],
    stoodIn: [],
    notExecuted: [],
  };
}

export function inStage(
  view: ExecutionView,
  name: string,
  change: (stage: StageView) => StageView,
): ExecutionView {
  return { ...view, stages: changeNamed(view.stages, name, { create: newStage, change }) };
}

export function inAction(
  stage: StageView,
  name: string,
  change: (action: ActionView) => ActionView,
): StageView {
  return { ...stage, actions: changeNamed(stage.actions, name, { create: newAction, change }) };
}

function changeNamed<T extends { readonly name: string }>(
  list: readonly T[],
  name: string,
  { create, change }: { readonly create: (name: string) => T; readonly change: (one: T) => T },
): readonly T[] {
  return list.some((one) => one.name === name)
    ? list.map((one) => (one.name === name ? change(one) : one))
    : [...list, change(create(name))];
}
