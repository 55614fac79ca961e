// The JSON Schema of each kind of file that Slipway reads, generated from the shapes that read them.
import { entryOf } from '../lib/node.ts';
import { parseYaml } from '../lib/parse-yaml.ts';
import type { PartName } from '../model/definition.ts';
import { awsShape } from './aws-shape.ts';
import { buildspecShape } from './buildspec/buildspec-shape.ts';
import { jsonSchemaOf, under, type JsonSchema } from './json-schema.ts';
import { kinds, partNames } from './kinds/index.ts';
import { pipelineRules } from './pipeline/pipeline-shape.ts';
import { appSpecSchema } from './appspec/appspec-schema.ts';
import { type Kind } from './kinds/kind.ts';

export interface FileSchema {
  /** `codebuild-project`: the file is called so. */
  readonly name: string;
  /** The names of such files, as editors match them. */
  readonly files: readonly string[];
  readonly title: string;
  readonly schema: JsonSchema;
}

/** Of every kind of file but workflows: editors have GitHub's own schema of those. */
export function fileSchemas(): readonly FileSchema[] {
  return [
    named('pipeline', 'a pipeline of CodePipeline', {
      files: ['pipeline.json', 'pipeline-*.json', 'pipeline.yml', 'pipeline.yaml'],
      schema: pipelineSchema(),
    }),
    named('buildspec', 'a buildspec of CodeBuild', {
      files: ['buildspec.yml', 'buildspec-*.yml', 'buildspec.yaml'],
      schema: buildspecSchema(),
    }),
    named('appspec', 'an appspec of CodeDeploy', {
      files: ['appspec.yml', 'appspec.yaml', 'appspec.json', 'appspec-*.yml'],
      schema: appSpecSchema(),
    }),
    ...partNames.map((name) => {
      const { title, file } = kinds[name];
      const fileName = (codeDeployFiles[name] ?? file).replace('…', '*');
      const kind = fileName.replace(/^\*-|\.json$/g, '');
      const files = fileName.startsWith('*') ? [fileName] : [fileName, `${kind}-*.json`];
      return named(kind, title, { files, schema: partSchema(kinds[name]) });
    }),
  ];
}

function named(
  name: string,
  title: string,
  { files, schema }: Pick<FileSchema, 'files' | 'schema'>,
): FileSchema {
  const head = { $schema: 'https://json-schema.org/draft/2020-12/schema', title };
  return { name, title, files, schema: { ...head, ...schema } };
}

/** `get-pipeline` answers it under a key of its own. */
function pipelineSchema(): JsonSchema {
  const pipeline = jsonSchemaOf(awsShape('PipelineDeclaration', pipelineRules));
  return { anyOf: [{ type: 'object', required: ['pipeline'], properties: { pipeline } }, pipeline] };
}

function buildspecSchema(): JsonSchema {
  const { root } = parseYaml({ path: 'buildspec.yml', text: 'version: 0.2\nphases: {}\n' });
  if (root === undefined || entryOf(root, 'version') === undefined)
    throw new Error('The sample is no mapping');
  return jsonSchemaOf(buildspecShape(root, () => ''));
}

/** As its operation takes it, and as AWS's answers wrap it. */
function partSchema({ shape, schemas, list, wrapper, isOurs }: Kind): JsonSchema {
  const forms = schemas?.() ?? (shape === undefined ? [] : [jsonSchemaOf(shape())]);
  const [one = {}] = forms;
  if (isOurs === true && list !== undefined) return listed(list, one);
  const wrappers = [wrapper, list].flatMap((key) => (key === undefined ? [] : [under(key, {})]));
  const all = [...forms, ...wrappers];
  return all.length === 1 ? one : { anyOf: all };
}

/** A file of Slipway's own holds a list under its key. */
function listed(list: string, one: JsonSchema): JsonSchema {
  return { type: 'object', required: [list], properties: { [list]: { type: 'array', items: one } } };
}

/** They share a row of the README. */
const codeDeployFiles: Readonly<Partial<Record<PartName, string>>> = {
  applications: 'codedeploy-application.json',
  deploymentGroups: 'codedeploy-deployment-group.json',
  deploymentConfigs: 'codedeploy-deployment-config.json',
};
