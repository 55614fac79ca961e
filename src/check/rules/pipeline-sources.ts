// Source actions stand in the first stage and nowhere else (CodePipeline user guide, "Pipeline structure reference").
import { actionsOf, type PlacedAction } from '../../model/pipeline-walk.ts';
import type { Finding } from '../../lib/finding.ts';
import type { Rule } from './rule.ts';

export const pipelineSources: Rule = ({ pipeline }) =>
  actionsOf(pipeline).flatMap((placed) => misplaced(placed));

function misplaced({ action, stage, stageIndex, path }: PlacedAction): readonly Finding[] {
  const { category } = action.actionTypeId;
  if (category.length === 0 || (category === 'Source') === (stageIndex === 0)) return [];
  const source = category === 'Source';
  return [
    {
      code: 'SourceStageInvalid',
      message: source
        ? `The source action "${action.name}" is in "${stage.name}", which is not the first stage`
        : `The first stage holds the action "${action.name}" of category ${category}, and may hold only Source actions`,
      path: [...path, 'actionTypeId', 'category'],
      remedy: source ? 'Move it to the first stage.' : 'Move it to a later stage.',
      aws: 'CreatePipeline answers InvalidStageDeclarationException.',
    },
  ];
}
