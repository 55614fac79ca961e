// What an action of CloudFormation gives to a stack: the template, its parameters, tags and policy, from artifacts and
// configuration. Source: CodePipeline user guide, "AWS CloudFormation deploy action reference"; CloudFormation user guide,
// "Using parameter override functions with CodePipeline pipelines".
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Values } from '../../aws/wire/message.ts';
import { isRecord } from '../../lib/is-record.ts';
import type { ActionContext } from '../provider.ts';
import type { CallAws } from '../../account/call-aws.ts';
import { textOf } from '../account-calls.ts';
import { artifactBucketOf, artifactLocation, provideArtifactBucket } from '../artifact-objects.ts';
import { artifactNamed, artifactText, InputError } from '../artifact-text.ts';

export interface StackInputs {
  /** TemplateBody, or TemplateURL for a large one. */
  readonly template: Values;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: readonly Values[];
  readonly stackPolicy?: string;
}

/** @throws InputError */
export async function stackInputs(context: ActionContext<object>, call: CallAws): Promise<StackInputs> {
  const { TemplatePath = '', TemplateConfiguration = '', ParameterOverrides = '' } = context.configuration;
  const text = await artifactText(context, 'TemplatePath', TemplatePath);
  const settings =
    TemplateConfiguration === ''
      ? {}
      : parsed(
          await artifactText(context, 'TemplateConfiguration', TemplateConfiguration),
          TemplateConfiguration,
        );
  const overrides = ParameterOverrides === '' ? {} : parsed(ParameterOverrides, 'ParameterOverrides');
  const given = { ...(settings['Parameters'] as Values | undefined), ...overrides };
  const parameters = await Promise.all(
    Object.entries(given).map(
      async ([name, value]) => [name, await parameterText(context, call, value)] as const,
    ),
  );
  const tags = Object.entries((settings['Tags'] ?? {}) as Values).map(([Key, Value]) => ({ Key, Value }));
  const policy = settings['StackPolicy'];
  return {
    template: await templateOf(context, call, text),
    parameters: Object.fromEntries(parameters),
    tags,
    ...(policy === undefined ? {} : { stackPolicy: JSON.stringify(policy) }),
  };
}

function parsed(text: string, name: string): Values {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value;
  } catch {
    // It is said below.
  }
  throw new InputError(`${name} is no JSON object`);
}

/** The longest that is taken as text (CloudFormation user guide, quotas). */
const longestBody = 51_200;

async function templateOf(context: ActionContext<object>, call: CallAws, text: string): Promise<Values> {
  if (Buffer.byteLength(text) <= longestBody) return { TemplateBody: text };
  const stored = await store(context, call, {
    key: `${context.pipelineName.slice(0, 20)}/templates/${context.actionExecutionId}`,
    bytes: Buffer.from(text),
  });
  return { TemplateURL: stored.url };
}

async function parameterText(context: ActionContext<object>, call: CallAws, value: unknown): Promise<string> {
  if (isRecord(value) && Array.isArray(value['Fn::GetParam']))
    return await parameterIn(context, value['Fn::GetParam'].map(textOf));
  if (isRecord(value) && Array.isArray(value['Fn::GetArtifactAtt']))
    return await artifactAttribute(context, call, value['Fn::GetArtifactAtt'].map(textOf));
  if (Array.isArray(value)) return value.map(String).join(',');
  if (isRecord(value)) throw new InputError('A parameter takes a text, Fn::GetParam or Fn::GetArtifactAtt');
  return String(value);
}

/** From a flat JSON file of an artifact. */
async function parameterIn(
  context: ActionContext<object>,
  [name = '', file = '', key = '']: readonly string[],
): Promise<string> {
  const values = parsed(await artifactText(context, 'Fn::GetParam', `${name}::${file}`), file);
  const value = values[key];
  if (value === undefined) throw new InputError(`Fn::GetParam: "${file}" of ${name} has no key "${key}"`);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The artifact as an object of S3, which a template's resources take their code from. */
async function artifactAttribute(
  context: ActionContext<object>,
  call: CallAws,
  [name = '', attribute = '']: readonly string[],
): Promise<string> {
  const artifact = artifactNamed(context, name, 'Fn::GetArtifactAtt');
  const { digest } = artifact;
  const file = join(context.workFolder, `${digest}.zip`);
  await context.state.artifacts.exportZip(digest, file);
  const { objectKey: key } = artifactLocation(context, artifact);
  const { bucket, url } = await store(context, call, { key, bytes: readFileSync(file) });
  const values: Readonly<Record<string, string>> = { BucketName: bucket, ObjectKey: key, URL: url };
  const value = values[attribute];
  if (value === undefined)
    throw new InputError(`Fn::GetArtifactAtt: an artifact has no attribute "${attribute}"`);
  return value;
}

/** Into the artifact bucket of the pipeline, which is there on AWS. @throws InputError */
async function store(
  context: ActionContext<object>,
  call: CallAws,
  { key, bytes }: { readonly key: string; readonly bytes: Uint8Array },
): Promise<{ readonly bucket: string; readonly url: string }> {
  const { place } = context;
  const bucket = artifactBucketOf(context);
  const missing = await provideArtifactBucket(context, bucket);
  if (missing !== undefined) throw new InputError(missing);
  await call('s3', 'PutObject', { Bucket: bucket, Key: key, Body: bytes });
  const path = key.split('/').map(encodeURIComponent).join('/');
  return { bucket, url: `https://s3.${place.region}.amazonaws.com/${bucket}/${path}` };
}
