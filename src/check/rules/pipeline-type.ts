// What only pipelines of type V2 have (CodePipeline user guide, "What type of pipeline is right for me?").
import type { Path } from '../../lib/node.ts';
import type { ActionTypes } from '../../model/action-type.ts';
import type { PipelineDeclaration } from '../../model/pipeline.ts';
import { actionsOf } from '../../model/pipeline-walk.ts';
import type { Finding } from '../../lib/finding.ts';
import type { Rule } from './rule.ts';

export const pipelineType: Rule = ({ pipeline }, types) => {
  const features = featuresOf(pipeline, types);
  if (pipeline.pipelineType === 'V1') return features.map(inV1);
  if (pipeline.pipelineType === undefined && features[0] !== undefined) return [typeUntold(features[0])];
  return [];
};

interface Feature {
  readonly what: string;
  readonly path: Path;
}

function featuresOf(pipeline: PipelineDeclaration, types: ActionTypes): readonly Feature[] {
  const mode = pipeline.executionMode ?? 'SUPERSEDED';
  return [
    ...(mode === 'SUPERSEDED'
      ? []
      : [{ what: `The execution mode ${mode}`, path: ['pipeline', 'executionMode'] }]),
    ...(pipeline.variables === undefined
      ? []
      : [{ what: 'A pipeline variable', path: ['pipeline', 'variables'] }]),
    ...(pipeline.triggers === undefined ? [] : [{ what: 'A trigger', path: ['pipeline', 'triggers'] }]),
    ...pipeline.stages.flatMap((stage, index) =>
      (['beforeEntry', 'onSuccess', 'onFailure'] as const)
        .filter((hook) => stage[hook] !== undefined)
        .map((hook) => ({ what: `"${hook}"`, path: ['pipeline', 'stages', index, hook] })),
    ),
    ...actionsOf(pipeline)
      .filter(({ action }) => types.find(action.actionTypeId)?.v2Only === true)
      .map(({ action, path }) => ({
        what: `The ${action.actionTypeId.category} action of ${action.actionTypeId.provider}`,
        path: [...path, 'actionTypeId', 'provider'],
      })),
  ];
}

function inV1({ what, path }: Feature): Finding {
  return {
    code: 'PipelineTypeTooOld',
    message: `${what} needs a pipeline of type V2, and this one is V1`,
    path,
    notes: [{ message: 'the type of the pipeline', path: ['pipeline', 'pipelineType'] }],
    remedy: 'Write "pipelineType": "V2".',
    aws: 'CreatePipeline answers ValidationException.',
  };
}

function typeUntold({ what, path }: Feature): Finding {
  return {
    code: 'PipelineTypeTooOld',
    severity: 'warning',
    message: `${what} needs a pipeline of type V2, and the type is not given`,
    path,
    remedy: 'Write "pipelineType": "V2".',
    aws: 'Without a type CreatePipeline makes a V1 pipeline unless the declaration has V2 features.',
  };
}
