// Keys of an action that only some types have, and what belongs together in a declaration (CodePipeline API reference,
// "ActionDeclaration", "PipelineDeclaration").
import type { ActionType } from '../../model/action-type.ts';
import type { PipelineDeclaration } from '../../model/pipeline.ts';
import { actionsOf, type PlacedAction } from '../../model/pipeline-walk.ts';
import type { Finding } from '../../lib/finding.ts';
import type { Rule } from './rule.ts';

const refused = 'CreatePipeline answers InvalidActionDeclarationException.';

export const pipelineFields: Rule = ({ pipeline }, types) => [
  ...stores(pipeline),
  ...actionsOf(pipeline).flatMap((placed) => {
    const type = types.find(placed.action.actionTypeId);
    return [
      ...(type === undefined ? [] : misplacedFields(placed, type)),
      ...timeout(placed, type),
      ...(ownRegion(pipeline) === placed.action.region ? [] : regionOf(placed)),
    ];
  }),
  ...regionsWithoutStore(pipeline),
];

function stores({ artifactStore, artifactStores }: PipelineDeclaration): readonly Finding[] {
  if (artifactStore !== undefined && artifactStores !== undefined)
    return [
      {
        code: 'ArtifactStoreInvalid',
        message: 'The pipeline has both "artifactStore" and "artifactStores"',
        path: ['pipeline', 'artifactStores'],
        atKey: true,
        notes: [{ message: 'the other one', path: ['pipeline', 'artifactStore'] }],
        remedy: 'Keep "artifactStores" if actions run in several Regions, else "artifactStore".',
        aws: 'CreatePipeline answers InvalidStructureException.',
      },
    ];
  if (artifactStore !== undefined || artifactStores !== undefined) return [];
  return [
    {
      code: 'ArtifactStoreInvalid',
      severity: 'warning',
      message: 'The pipeline has no "artifactStore"',
      path: ['pipeline'],
      remedy: 'Add "artifactStore": { "type": "S3", "location": "BUCKET" } before it goes to AWS.',
      aws: 'CreatePipeline answers InvalidStructureException; runs here keep artifacts in the state folder.',
    },
  ];
}

function misplacedFields({ action, path }: PlacedAction, type: ActionType): readonly Finding[] {
  const { provider } = action.actionTypeId;
  const keys = (['commands', 'outputVariables', 'environmentVariables'] as const).filter(
    (key) => action[key] !== undefined && type.fields?.includes(key) !== true,
  );
  const files = (action.outputArtifacts ?? []).flatMap((artifact, index) =>
    artifact.files !== undefined && type.fields?.includes('files') !== true ? [index] : [],
  );
  const found = (key: string, at: Finding['path']): Finding => ({
    code: 'ActionFieldMisplaced',
    message: `The action "${action.name}" has "${key}", which ${provider} does not take`,
    path: at,
    atKey: true,
    remedy:
      (key === 'environmentVariables' ? type.misplaced?.environmentVariables : undefined) ??
      'Remove it; only Commands actions take it.',
    aws: refused,
  });
  return [
    ...keys.map((key) => found(key, [...path, key])),
    ...files.map((index) => found('files', [...path, 'outputArtifacts', index, 'files'])),
  ];
}

function timeout({ action, path }: PlacedAction, type: ActionType | undefined): readonly Finding[] {
  const { category } = action.actionTypeId;
  if (action.timeoutInMinutes === undefined || category === 'Approval' || category.length === 0) return [];
  return [
    {
      code: 'ActionFieldMisplaced',
      message: `The action "${action.name}" has "timeoutInMinutes", which only manual approvals take`,
      path: [...path, 'timeoutInMinutes'],
      atKey: true,
      remedy: type?.misplaced?.timeoutInMinutes ?? 'Remove it.',
      aws: refused,
    },
  ];
}

/** The Region that a pipeline with one store is in, as far as its actions say: get-pipeline writes it into each of them. */
function ownRegion(pipeline: PipelineDeclaration): string | undefined {
  const regions = new Set(actionsOf(pipeline).flatMap(({ action }) => action.region ?? []));
  const [only, other] = regions;
  return pipeline.artifactStores === undefined && other === undefined ? only : undefined;
}

function regionOf({ action, path }: PlacedAction): readonly Finding[] {
  const { category, owner } = action.actionTypeId;
  if (action.region === undefined || (category !== 'Source' && owner === 'AWS')) return [];
  return [
    {
      code: 'ActionRegionInvalid',
      severity: 'warning',
      message: `The ${owner === 'AWS' ? category : owner} action "${action.name}" names a Region, and runs only in the pipeline's own`,
      path: [...path, 'region'],
      remedy: 'Remove "region".',
      aws: `${refused} That is, unless it is the pipeline's Region.`,
    },
  ];
}

function regionsWithoutStore(pipeline: PipelineDeclaration): readonly Finding[] {
  const { artifactStores } = pipeline;
  const own = ownRegion(pipeline);
  return actionsOf(pipeline).flatMap(({ action, path }) => {
    const { region } = action;
    const { category, owner } = action.actionTypeId;
    if (region === undefined || region === own || category === 'Source' || owner !== 'AWS') return [];
    if (Object.hasOwn(artifactStores ?? {}, region)) return [];
    return [
      {
        code: 'ArtifactStoreInvalid',
        severity: 'warning',
        message: `The action "${action.name}" runs in ${region}, and there is no artifact store for that Region`,
        path: [...path, 'region'],
        remedy: `Add "artifactStores" with a bucket in ${region} and one in the pipeline's Region.`,
        aws: "CreatePipeline answers InvalidStructureException unless it is the pipeline's Region.",
      },
    ];
  });
}
