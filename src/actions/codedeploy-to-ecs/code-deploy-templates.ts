// The templates of a CodeDeployToECS action, filled in: images in the task definition, the task definition in the appspec
// (CodePipeline user guide, "Amazon ECS and CodeDeploy blue-green deploy action reference").
import type { Problem } from '../../lib/problem.ts';
import { parseJson } from '../../lib/parse-json.ts';
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
  /** The appspec with this ARN in the place of the task definition. */
  readonly appSpec: (taskDefinitionArn: string) => EcsAppSpec | Wrong;
}

export interface Wrong {
  readonly wrong: string;
  readonly remedy: string;
}

const images = [1, 2, 3, 4];

/** What filling in needs of an action. */
type TemplateContext = Pick<ActionContext<DeploymentOptions>, 'configuration' | 'inputArtifacts' | 'state'>;

export async function fillTemplates(context: TemplateContext): Promise<Templates | Wrong> {
  const { configuration } = context;
  const { TaskDefinitionTemplateArtifact: taskArtifact = '', AppSpecTemplateArtifact: specArtifact = '' } =
    configuration;
  const {
    TaskDefinitionTemplatePath: taskPath = 'taskdef.json',
    AppSpecTemplatePath: specPath = 'appspec.yaml',
  } = configuration;
  const template = await readText(context, taskArtifact, taskPath);
  if ('wrong' in template) return template;
  let { text } = template;
  for (const number of images) {
    const filled = await fillImage(context, text, number);
    if ('wrong' in filled) return filled;
    ({ text } = filled);
  }
  const definition = definitionIn({ path: taskPath, text });
  if ('wrong' in definition) return definition;
  const spec = await readText(context, specArtifact, specPath);
  if ('wrong' in spec) return spec;
  return {
    definition,
    appSpec: (arn) => appSpecIn({ path: specPath, text: spec.text.replaceAll('<TASK_DEFINITION>', arn) }),
  };
}

async function readText(
  { inputArtifacts, state }: TemplateContext,
  artifactName: string,
  path: string,
): Promise<{ readonly text: string } | Wrong> {
  const read = await readBytes({ inputArtifacts, state }, artifactName, path);
  // A byte order mark stays in the text: what AWS cannot read is not to be read here.
  return 'wrong' in read
    ? read
    : { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(read.content) };
}

async function readBytes(
  { inputArtifacts, state }: Pick<ActionContext<DeploymentOptions>, 'inputArtifacts' | 'state'>,
  artifactName: string,
  path: string,
): Promise<{ readonly content: Uint8Array } | Wrong> {
  const artifact = inputArtifacts.find(({ name }) => name === artifactName);
  if (artifact === undefined)
    return {
      wrong: `The artifact ${artifactName} is not one of the action's input artifacts`,
      remedy: 'Name it in inputArtifacts.',
    };
  const content = await state.artifacts.readFile(artifact.digest, path);
  if (content === undefined)
    return {
      wrong: `There is no ${path} in the artifact ${artifactName}`,
      remedy: 'Take it along in the artifact, or name another path in the configuration of the action.',
    };
  return { content };
}

/** `<IMAGE1_NAME>` by what imageDetail.json says, where the action names an artifact for it. */
async function fillImage(
  context: TemplateContext,
  text: string,
  number: number,
): Promise<{ readonly text: string } | Wrong> {
  const artifactName = context.configuration[`Image${number}ArtifactName`];
  const placeholder = context.configuration[`Image${number}ContainerName`];
  if (artifactName === undefined || placeholder === undefined) return { text };
  const detail = await readBytes(context, artifactName, 'imageDetail.json');
  if ('wrong' in detail) return detail;
  const image = readImageDetail(detail.content);
  if ('wrong' in image)
    return { wrong: image.wrong, remedy: 'An ECR source action writes it, or your build does.' };
  if (!text.includes(`<${placeholder}>`))
    return {
      wrong: `The task definition has no placeholder <${placeholder}>, which Image${number}ContainerName names`,
      remedy: `Write "image": "<${placeholder}>" in the container that must have it.`,
    };
  return { text: text.replaceAll(`<${placeholder}>`, image.imageUri) };
}

function definitionIn(file: SourceFile): TaskDefinition | Wrong {
  const { root, problems } = parseJson(file);
  const read = root === undefined ? undefined : readTaskDefinition(root);
  const wrong = [...problems, ...(read?.problems ?? [])].find(({ severity }) => severity === 'error');
  if (wrong !== undefined || read?.value === undefined) return refusal(file, wrong);
  const left = read.value.containers.find(({ image }) => /^<.*>$/.test(image));
  if (left !== undefined)
    return {
      wrong: `The image of the container ${left.name} in ${file.path} is still the placeholder ${left.image}`,
      remedy: 'Name it in Image1ContainerName, and the artifact with imageDetail.json in Image1ArtifactName.',
    };
  return read.value;
}

function appSpecIn(file: SourceFile): EcsAppSpec | Wrong {
  const { appSpec, problems } = readAppSpec(file, { platform: 'ECS' });
  if (appSpec?.platform === 'ECS') return appSpec;
  return refusal(
    file,
    problems.find(({ severity }) => severity === 'error'),
  );
}

function refusal(file: SourceFile, problem: Problem | undefined): Wrong {
  const { line, column } = positionAt(file.text, problem?.at?.start ?? 0);
  return {
    wrong: `${file.path}:${line}:${column}: ${problem?.message ?? 'it cannot be read'}`,
    remedy: problem?.remedy ?? 'Fix it where it is written.',
  };
}
