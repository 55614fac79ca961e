// A CloudFormation template where a structure of one service is asked for: what it is, and whether it has parts of a definition.
import { entryOf, type Node } from '../lib/node.ts';
import { ownValue } from '../lib/own-value.ts';

export interface TemplateText {
  /** A clause: `it is a CloudFormation template with AWS::CodePipeline::Pipeline`. */
  readonly what: string;
  readonly remedy: string;
}

/** Undefined for anything else. */
export function describeTemplate(root: Node): TemplateText | undefined {
  const types = typesIn(root);
  if (entryOf(root, 'AWSTemplateFormatVersion') === undefined && types.length === 0) return undefined;
  const known = types.filter((type) => Object.hasOwn(commands, type));
  const shown = [...new Set(known.length > 0 ? known : types)].slice(0, 3);
  const command = ownValue(commands, known[0] ?? '') ?? pipelineCommand;
  return {
    what: `it is a CloudFormation template${shown.length === 0 ? '' : ` with ${shown.join(', ')}`}`,
    remedy: `Deploy it and take what AWS made of it, as JSON: ${command}`,
  };
}

/** The types of its resources; none of anything else. */
export function typesIn(root: Node): readonly string[] {
  const resources = entryOf(root, 'Resources')?.value;
  return resources?.kind === 'map' ? resources.entries.flatMap(({ value }) => typeOf(value)) : [];
}

export const pipelineType = 'AWS::CodePipeline::Pipeline';

/** Of a resource: the text that begins with the name of its service. */
function typeOf(resource: Node): readonly string[] {
  const type = entryOf(resource, 'Type')?.value;
  return type?.kind === 'scalar' && /^(AWS|Custom|Alexa)::/.test(type.text) ? [type.text] : [];
}

const pipelineCommand = 'aws codepipeline get-pipeline --name NAME > pipeline.json';

/** How AWS gives each of these back in the form that is read here. */
const commands: Readonly<Record<string, string>> = {
  'AWS::CodePipeline::Pipeline': pipelineCommand,
  'AWS::CodeBuild::Project': 'aws codebuild batch-get-projects --names NAME > projects.json',
  'AWS::CodeDeploy::Application': 'aws deploy get-application --application-name NAME > application.json',
  'AWS::CodeDeploy::DeploymentGroup':
    'aws deploy get-deployment-group --application-name NAME --deployment-group-name GROUP > group.json',
  'AWS::ECS::TaskDefinition':
    'aws ecs describe-task-definition --task-definition NAME > task-definition.json',
};
