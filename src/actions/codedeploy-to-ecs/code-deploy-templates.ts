// The templates of a CodeDeployToECS action, filled in: images in the task definition, the task definition in the appspec
// (CodePipeline user guide, "Amazon ECS and CodeDeploy blue-green deploy action reference").
import type { Problem } from '../../lib/problem.ts';
import { parseJson } from '../../lib/parse-json.ts';
import { type Explanation, type Failed, isFailed, type Result } from '../../lib/result.ts';
import { positionAt, type SourceFile } from '../../lib/source-file.ts';
import { readAppSpec } from '../../load/appspec/appspec.ts';
import { readTaskDefinition } from '../../load/kinds/task-definition.ts';
import type { EcsAppSpec } from '../../model/deployment.ts';
import type { TaskDefinition } from '../../model/task-definition.ts';
import type { ActionContext } from '../provider.ts';
import type { DeploymentOptions } from '../deployment/deployment-options.ts';
import { readImageDetail } from '../service/image-definitions.ts';

export interface Templates {
  readonly definition: TaskDefinition;
  /** Of one that is registered already. */
  readonly revision?: number;
  /** The appspec with this ARN in the place of the task definition. */
  readonly appSpec: (taskDefinitionArn: string) => Result<EcsAppSpec, Explanation>;
  /** Before that. */
  readonly appSpecContent: string;
}

const taskDefinitionPlaceholder = '<TASK_DEFINITION>';

export function withTaskDefinition(appSpecContent: string, arn: string): string {
  return appSpecContent.replaceAll(taskDefinitionPlaceholder, arn);
}

const images = [1, 2, 3, 4];

/** What filling in needs of an action. */
type TemplateContext = Pick<ActionContext<DeploymentOptions>, 'configuration' | 'inputArtifacts' | 'state'>;

export async function fillTemplates(context: TemplateContext): Promise<Result<Templates, Explanation>> {
  const { configuration } = context;
  const { TaskDefinitionTemplateArtifact: taskArtifact = '', AppSpecTemplateArtifact: specArtifact = '' } =
    configuration;
  const {
    TaskDefinitionTemplatePath: taskPath = 'taskdef.json',
    AppSpecTemplatePath: specPath = 'appspec.yaml',
  } = configuration;
  const template = await readText(context, taskArtifact, taskPath);
  if (isFailed(template)) return template;
  let { text } = template;
  for (const number of images) {
    const filled = await fillImage(context, text, number);
    if (isFailed(filled)) return filled;
    ({ text } = filled);
  }
  const definition = definitionIn({ path: taskPath, text });
  if (isFailed(definition)) return definition;
  const spec = await readText(context, specArtifact, specPath);
  if (isFailed(spec)) return spec;
  return {
    definition,
    appSpecContent: spec.text,
    appSpec: (arn) => appSpecIn({ path: specPath, text: withTaskDefinition(spec.text, arn) }),
  };
}

async function readText(
  { inputArtifacts, state }: TemplateContext,
  artifactName: string,
  path: string,
): Promise<Result<{ readonly text: string }, Explanation>> {
  const read = await readBytes({ inputArtifacts, state }, artifactName, path);
  // A byte order mark stays in the text: what AWS cannot read is not to be read here.
  return isFailed(read) ? read : { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(read.content) };
}

async function readBytes(
  { inputArtifacts, state }: Pick<ActionContext<DeploymentOptions>, 'inputArtifacts' | 'state'>,
  artifactName: string,
  path: string,
): Promise<Result<{ readonly content: Uint8Array }, Explanation>> {
  const artifact = inputArtifacts.find(({ name }) => name === artifactName);
  if (artifact === undefined)
    return {
      failed: {
        message: `The artifact ${artifactName} is not one of the action's input artifacts`,
        remedy: 'Name it in inputArtifacts.',
      },
    };
  const content = await state.artifacts.readFile(artifact.digest, path);
  if (content === undefined)
    return {
      failed: {
        message: `There is no ${path} in the artifact ${artifactName}`,
        remedy: 'Take it along in the artifact, or name another path in the configuration of the action.',
      },
    };
  return { content };
}

/** `<IMAGE1_NAME>` by what imageDetail.json says, where the action names an artifact for it. */
async function fillImage(
  context: TemplateContext,
  text: string,
  number: number,
): Promise<Result<{ readonly text: string }, Explanation>> {
  const artifactName = context.configuration[`Image${number}ArtifactName`];
  const placeholder = context.configuration[`Image${number}ContainerName`];
  if (artifactName === undefined || placeholder === undefined) return { text };
  const detail = await readBytes(context, artifactName, 'imageDetail.json');
  if (isFailed(detail)) return detail;
  const image = readImageDetail(detail.content);
  if (isFailed(image))
    return {
      failed: { message: image.failed, remedy: 'An ECR source action writes it, or your build does.' },
    };
  if (!text.includes(`<${placeholder}>`))
    return {
      failed: {
        message: `The task definition has no placeholder <${placeholder}>, which Image${number}ContainerName names`,
        remedy: `Write "image": "<${placeholder}>" in the container that must have it.`,
      },
    };
  return { text: text.replaceAll(`<${placeholder}>`, image.imageUri) };
}

function definitionIn(file: SourceFile): Result<TaskDefinition, Explanation> {
  const { root, problems } = parseJson(file);
  const read = root === undefined ? undefined : readTaskDefinition(root);
  const wrong = [...problems, ...(read?.problems ?? [])].find(({ severity }) => severity === 'error');
  if (wrong !== undefined || read?.value === undefined) return refusal(file, wrong);
  const left = read.value.containers.find(({ image }) => /^<.*>$/.test(image));
  if (left !== undefined)
    return {
      failed: {
        message: `The image of the container ${left.name} in ${file.path} is still the placeholder ${left.image}`,
        remedy:
          'Name it in Image1ContainerName, and the artifact with imageDetail.json in Image1ArtifactName.',
      },
    };
  return read.value;
}

export function appSpecIn(file: SourceFile): Result<EcsAppSpec, Explanation> {
  const { appSpec, problems } = readAppSpec(file, { platform: 'ECS' });
  if (appSpec?.platform === 'ECS') return appSpec;
  return refusal(
    file,
    problems.find(({ severity }) => severity === 'error'),
  );
}

function refusal(file: SourceFile, problem: Problem | undefined): Failed<Explanation> {
  const { line, column } = positionAt(file.text, problem?.at?.start ?? 0);
  return {
    failed: {
      message: `${file.path}:${line}:${column}: ${problem?.message ?? 'it cannot be read'}`,
      remedy: problem?.remedy ?? 'Fix it where it is written.',
    },
  };
}
