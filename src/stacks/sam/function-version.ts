// AutoPublishAlias: a version for each change of the code, and an alias that points at the newest.
import { getAtt, ref, referredId } from './functions.ts';
import { compact, isTruthy, listOf, mapOf, member, type JsonMap, type Optional } from './json.ts';
import { resolved, type SamContext } from './context.ts';
import { idWithHash } from './logical-id.ts';
import { generated, type Generated } from './resource.ts';
import { SamError } from './sam-error.ts';

export interface Published {
  readonly version: Generated;
  readonly alias: Generated;
  readonly name: string;
}

interface PublishedFrom {
  readonly id: string;
  readonly properties: JsonMap;
  readonly attributes: JsonMap;
  readonly context: SamContext;
}

/** @throws SamError */
export function publishedVersion(lambda: Generated, of: PublishedFrom): Published | undefined {
  const { id, properties, attributes, context } = of;
  const concurrency = properties['ProvisionedConcurrencyConfig'];
  if (!isTruthy(properties['AutoPublishAlias'])) {
    if (isTruthy(concurrency))
      throw new SamError(
        id,
        'To set ProvisionedConcurrencyConfig AutoPublishALias must be defined on the function',
      );
    if (properties['VersionDeletionPolicy'] !== undefined)
      throw new SamError(id, "'VersionDeletionPolicy' requires 'AutoPublishAlias'.");
    return undefined;
  }
  const name = aliasName(id, properties['AutoPublishAlias'], context);
  const sha = codeHash(id, properties, context);
  if (sha !== undefined)
    lambda.properties['Description'] = describedWith(sha, properties['Description'], context);
  const deletion = attributes['DeletionPolicy'] ?? properties['VersionDeletionPolicy'] ?? 'Retain';
  const version = generated(
    {
      id: idWithHash(`${id}Version`, hashedOf(lambda, { properties, context }), sha),
      type: 'AWS::Lambda::Version',
    },
    { FunctionName: ref(id), Description: properties['VersionDescription'] },
    { attributes: { ...attributes, DeletionPolicy: deletion } },
  );
  const alias = generated(
    { id: `${id}Alias${name.replaceAll('-', 'D').replaceAll('_', 'U')}`, type: 'AWS::Lambda::Alias' },
    {
      Name: name,
      FunctionName: ref(id),
      FunctionVersion: getAtt(version.id, 'Version'),
      ProvisionedConcurrencyConfig: isTruthy(concurrency) ? concurrency : undefined,
    },
    { attributes },
  );
  return { version, alias, name };
}

function aliasName(id: string, given: Optional, context: SamContext): string {
  const name = resolved(given, context);
  if (typeof name !== 'string')
    throw new SamError(id, "'AutoPublishAlias' must be a string or a Ref to a template parameter");
  if (!/^(?!\d+$)[a-zA-Z0-9\-_]+$/.test(name))
    throw new SamError(
      id,
      `AutoPublishAlias name ('${name}') must contain only alphanumeric characters, hyphens, or underscores matching (?!^[0-9]+$)([a-zA-Z0-9-_]+) pattern.`,
    );
  return name;
}

function codeHash(id: string, properties: JsonMap, context: SamContext): string | undefined {
  if (!isTruthy(properties['AutoPublishCodeSha256'])) return undefined;
  const sha = resolved(properties['AutoPublishCodeSha256'], context);
  if (typeof sha !== 'string') throw new SamError(id, 'AutoPublishCodeSha256 must be a string');
  return sha;
}

/** A version is published only when something of the function changes: its description does. */
function describedWith(sha: string, given: Optional, context: SamContext): JsonMap | string {
  const description = resolved(given, context);
  if (!isTruthy(description)) return sha;
  if (typeof description === 'string') return `${description} ${sha}`;
  return { 'Fn::Join': [' ', [description, sha]] };
}

/** What makes a new version when it changes: the code, and of the settings these few (AWS SAM developer guide). */
function hashedOf(
  lambda: Generated,
  { properties, context }: { readonly properties: JsonMap; readonly context: SamContext },
): JsonMap {
  const code = mapOf(resolved(lambda.properties['Code'], context));
  if (isTruthy(properties['AutoPublishAliasAllProperties']))
    return { ...lambda.properties, ...layersOf(lambda, context) };
  const { Environment, MemorySize, SnapStart } = lambda.properties;
  const isStarted = isTruthy(SnapStart) && (member(SnapStart, 'ApplyOn') ?? 'None') !== 'None';
  return {
    ...code,
    ...mapOf(Environment),
    ...compact({
      MemorySize: isTruthy(MemorySize) ? MemorySize : undefined,
      SnapStart: isStarted ? SnapStart : undefined,
    }),
  };
}

/** Layers of the template that say so count as a part of the function. */
function layersOf(lambda: Generated, context: SamContext): JsonMap {
  const ids = listOf(lambda.properties['Layers']).flatMap((layer) => referredId(layer) ?? []);
  return Object.fromEntries(
    ids.flatMap((layerId) => {
      const properties = member(context.resources[layerId], 'Properties');
      return isTruthy(member(properties, 'PublishLambdaVersion')) ? [[layerId, properties ?? null]] : [];
    }),
  );
}
