// The pipeline itself. Pure. Source: CloudFormation template reference, AWS::CodePipeline::Pipeline.
import type { ShipRequest } from '../../model/action-type.ts';
import type { ActionDeclaration, PipelineDeclaration, StageDeclaration } from '../../model/pipeline.ts';
import { logicalId, type GraphResource, type PropertyValues } from '../../model/resource-graph.ts';
import { shippedShape, tagProperty } from '../../model/shipped-shape.ts';

/** The keys of a configuration are those of the action's type. */
const pipelineShape = { verbatim: ['configuration'] } as const;

export function pipelineResource({ definition, tagsOf }: ShipRequest): GraphResource {
  const { pipeline } = definition;
  return {
    id: logicalId(pipeline.name, 'Pipeline'),
    type: 'AWS::CodePipeline::Pipeline',
    name: pipeline.name,
    why: 'The pipeline.',
    properties: { ...declarationOf(pipeline), ...tagProperty(tagsOf('pipeline')) },
  };
}

function declarationOf(pipeline: PipelineDeclaration): PropertyValues {
  const { madeIn: _, version: _version, artifactStores, stages, ...declaration } = pipeline;
  const stores = Object.entries(artifactStores ?? {}).map(([Region, store]) => ({
    Region,
    ArtifactStore: shippedShape(store),
  }));
  return {
    ...shippedShape({ pipelineType: 'V1', ...declaration }, pipelineShape),
    ...(stores.length === 0 ? {} : { ArtifactStores: stores }),
    Stages: stages.map((stage) => stageOf(stage)),
  };
}

function stageOf(given: StageDeclaration): PropertyValues {
  const { jobs: _, actions, ...stage } = given;
  return { ...shippedShape(stage, pipelineShape), Actions: actions.map(actionOf) };
}

function actionOf(action: ActionDeclaration): PropertyValues {
  return { RunOrder: 1, ...shippedShape(action, pipelineShape) };
}
