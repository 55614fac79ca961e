// Configuration keys that depend on others (CodePipeline user guide, the reference page of each action).
import type { ActionDeclaration } from '../../model/pipeline.ts';
import type { PlacedAction } from '../../model/pipeline-walk.ts';
import type { Finding } from '../../lib/finding.ts';

/** Keys that this action needs because of what its other keys say. */
export function conditionalFindings({ action, path }: PlacedAction): readonly Finding[] {
  return needs(action)
    .filter(({ key }) => (action.configuration?.[key] ?? '') === '')
    .map(({ key, because }) => ({
      code: 'ConfigurationKeyMissing',
      message: `The configuration of the ${action.actionTypeId.provider} action "${action.name}" has no "${key}", which it needs ${because}`,
      path: [...path, ...(action.configuration === undefined ? [] : ['configuration'])],
      remedy: `Add "${key}".`,
      aws: 'CreatePipeline answers InvalidActionDeclarationException, or the action fails when it runs.',
    }));
}

interface Need {
  readonly key: string;
  readonly because: string;
}

function needs(action: ActionDeclaration): readonly Need[] {
  const { category, provider } = action.actionTypeId;
  const configuration = action.configuration ?? {};
  const inputs = action.inputArtifacts?.length ?? 0;
  switch (`${category}/${provider}`) {
    case 'Build/CodeBuild':
    case 'Test/CodeBuild':
      return [
        ...(inputs > 1 ? [{ key: 'PrimarySource', because: `with ${inputs} input artifacts` }] : []),
        ...(isTrue(configuration['CombineArtifacts'])
          ? [{ key: 'BatchEnabled', because: 'with CombineArtifacts' }]
          : []),
      ];
    case 'Deploy/CloudFormation':
      return needsOfCloudFormation(configuration['ActionMode'] ?? '');
    case 'Deploy/CloudFormationStackSet':
      return 'DeploymentTargets' in configuration
        ? [{ key: 'Regions', because: 'with DeploymentTargets' }]
        : [];
    case 'Deploy/S3':
      return isFalse(configuration['Extract'])
        ? [{ key: 'ObjectKey', because: 'when Extract is false' }]
        : [];
    case 'Deploy/EC2':
      return needsOfEc2(configuration);
    case 'Deploy/EKS':
      return needsOfEks(configuration);
    case 'Deploy/Lambda':
      return needsOfLambda(configuration, inputs);
    case 'Deploy/ServiceCatalog':
      return 'ConfigurationFilePath' in configuration
        ? []
        : ['TemplateFilePath', 'ProductVersionName', 'ProductType'].map((key) => ({
            key,
            because: 'without ConfigurationFilePath',
          }));
    case 'Invoke/StepFunctions':
      return configuration['InputType'] === 'FilePath'
        ? [{ key: 'Input', because: 'when InputType is FilePath' }]
        : [];
    case 'Invoke/InspectorScan':
      return configuration['InspectorRunMode'] === 'ECRImageScan'
        ? ['ECRRepositoryName', 'ImageTag'].map((key) => ({ key, because: 'for an ECRImageScan' }))
        : [];
    default:
      return [];
  }
}

function needsOfCloudFormation(mode: string): readonly Need[] {
  const because = `for ${mode}`;
  const keys: Readonly<Record<string, readonly string[]>> = {
    CREATE_UPDATE: ['TemplatePath', 'RoleArn'],
    REPLACE_ON_FAILURE: ['TemplatePath', 'RoleArn'],
    CHANGE_SET_REPLACE: ['ChangeSetName', 'TemplatePath', 'RoleArn'],
    CHANGE_SET_EXECUTE: ['ChangeSetName'],
    DELETE_ONLY: ['RoleArn'],
  };
  return (Object.hasOwn(keys, mode) ? (keys[mode] ?? []) : []).map((key) => ({ key, because }));
}

type Configuration = Readonly<Record<string, string>>;

function needsOfEc2(configuration: Configuration): readonly Need[] {
  if ('DeploySpec' in configuration) return [];
  return ['PostScript', 'TargetDirectory'].map((key) => ({ key, because: 'without DeploySpec' }));
}

function needsOfEks(configuration: Configuration): readonly Need[] {
  if ('ManifestFiles' in configuration) return [];
  return ['HelmReleaseName', 'HelmChartLocation'].map((key) => ({ key, because: 'without ManifestFiles' }));
}

function needsOfLambda(configuration: Configuration, inputs: number): readonly Need[] {
  const strategy = configuration['DeployStrategy'] ?? 'AllAtOnce';
  return [
    ...(inputs === 0 ? [{ key: 'PublishedTargetVersion', because: 'without an input artifact' }] : []),
    ...(strategy === 'AllAtOnce' ? [] : [{ key: 'FunctionAlias', because: `for ${strategy}` }]),
  ];
}

function isTrue(value: string | undefined): boolean {
  return value?.toLowerCase() === 'true';
}

function isFalse(value: string | undefined): boolean {
  return value?.toLowerCase() === 'false';
}
