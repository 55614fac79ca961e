// How many stages and actions there may be, and that their names are unique (CodePipeline user guide, "Quotas" and
// "Pipeline structure reference").
import { actionsPerPipeline, actionsPerStage, stageCount } from '../../model/limits.ts';
import type { StageDeclaration } from '../../model/pipeline.ts';
import { actionsOf, count, repeats } from '../../model/pipeline-walk.ts';
import type { Finding } from '../../lib/finding.ts';
import type { Rule } from './rule.ts';

const refused = 'CreatePipeline answers InvalidStructureException.';

export const pipelineStages: Rule = ({ pipeline }) => [
  ...stageCounts(pipeline.stages),
  ...stageNames(pipeline.stages),
  ...pipeline.stages.flatMap((stage, index) => [...actionCounts(stage, index), ...actionNames(stage, index)]),
  ...totalOfActions(actionsOf(pipeline).length),
];

function stageCounts(stages: readonly StageDeclaration[]): readonly Finding[] {
  if (stages.length === 0 || (stages.length >= stageCount.min && stages.length <= stageCount.max)) return [];
  const few = stages.length < stageCount.min;
  return [
    {
      code: 'StageCountInvalid',
      message: few
        ? `The pipeline has ${count(stages.length, 'stage')}, and needs at least ${stageCount.min}`
        : `The pipeline has ${stages.length} stages, and may have ${stageCount.max}`,
      path: ['pipeline', 'stages'],
      remedy: few
        ? 'Add a stage that does something with the source.'
        : 'Join stages; actions in one stage are ordered by runOrder.',
      aws: refused,
    },
  ];
}

function stageNames(stages: readonly StageDeclaration[]): readonly Finding[] {
  const placed = stages.map((stage, index) => ({
    name: stage.name,
    path: ['pipeline', 'stages', index, 'name'],
  }));
  return repeats(placed, (stage) => stage.name).map(([stage, first]) => ({
    code: 'StageNameDuplicate',
    message: `There are two stages named "${stage.name}"`,
    path: stage.path,
    notes: [{ message: 'the first one', path: first.path }],
    remedy: 'Give every stage a name of its own.',
    aws: 'CreatePipeline answers InvalidStageDeclarationException.',
  }));
}

function actionCounts(stage: StageDeclaration, index: number): readonly Finding[] {
  const total = stage.actions.length;
  if (total <= actionsPerStage.max) return [];
  return [
    {
      code: 'ActionCountInvalid',
      severity: 'warning',
      message: `The stage "${stage.name}" has ${total} actions; only ${actionsPerStage.max} are allowed in every Region`,
      path: ['pipeline', 'stages', index, 'actions'],
      remedy: 'Spread them over several stages.',
      aws: "AWS's quota table says 50 in one row and 100 in another.",
    },
  ];
}

function actionNames(stage: StageDeclaration, stageIndex: number): readonly Finding[] {
  const placed = stage.actions.map((action, index) => ({
    name: action.name,
    path: ['pipeline', 'stages', stageIndex, 'actions', index, 'name'],
  }));
  return repeats(placed, (action) => action.name).map(([action, first]) => ({
    code: 'ActionNameDuplicate',
    message: `There are two actions named "${action.name}" in the stage "${stage.name}"`,
    path: action.path,
    notes: [{ message: 'the first one', path: first.path }],
    remedy: 'Give every action of a stage a name of its own; another stage may use it again.',
    aws: 'CreatePipeline answers InvalidStageDeclarationException.',
  }));
}

function totalOfActions(total: number): readonly Finding[] {
  if (total <= actionsPerPipeline) return [];
  return [
    {
      code: 'ActionCountInvalid',
      message: `The pipeline has ${total} actions, and may have ${actionsPerPipeline}`,
      path: ['pipeline', 'stages'],
      remedy: 'Split it into several pipelines.',
      aws: 'CreatePipeline answers LimitExceededException.',
    },
  ];
}
