// Where the code of a function or the content of a layer lies, as SAM writes it and as Lambda takes it.
import { compact, isMap, isTruthy, type JsonMap, type Optional } from './json.ts';
import { SamError } from './sam-error.ts';

interface Location {
  readonly Bucket: Optional;
  readonly Key: Optional;
  readonly Version?: Optional;
}

/** `s3://bucket/key?versionId=3` */
function fromUri(uri: string): Location | undefined {
  const [, bucket = '', key = '', query = ''] = /^s3:\/\/([^/?]+)\/([^?]*)(?:\?(.*))?$/.exec(uri) ?? [];
  if (bucket === '') return undefined;
  const versions = new URLSearchParams(query).getAll('versionId');
  return {
    Bucket: bucket,
    Key: key.replace(/^\/+/, ''),
    ...(versions.length === 1 ? { Version: versions[0] } : {}),
  };
}

interface Named {
  readonly logicalId: string;
  readonly property: string;
}

function locationOf(uri: Optional, { logicalId, property }: Named): Location {
  if (isMap(uri)) {
    if (!isTruthy(uri['Bucket']) || !isTruthy(uri['Key']))
      throw new SamError(logicalId, `'${property}' requires Bucket and Key properties to be specified.`);
    return { Bucket: uri['Bucket'], Key: uri['Key'], Version: uri['Version'] };
  }
  const found = typeof uri === 'string' ? fromUri(uri) : undefined;
  if (found !== undefined) return found;
  throw new SamError(
    logicalId,
    `'${property}' is not a valid S3 Uri of the form 's3://bucket/key' with optional versionId query parameter.`,
  );
}

const reference = /\{\{resolve:(ssm|ssm-secure|secretsmanager):[a-zA-Z0-9_.\-/]+(:\d+)?\}\}/;

/** `Code` of a function, `Content` of a layer. @throws SamError */
export function s3Object(uri: Optional, named: Named): JsonMap {
  const { logicalId, property } = named;
  if (!isMap(uri) && typeof uri !== 'string')
    throw new SamError(logicalId, `'${property}' must be of type dict or string.`);
  if (typeof uri === 'string' && reference.exec(uri)?.[0].includes('/') === true)
    throw new SamError(
      logicalId,
      `Unsupported dynamic reference detected in '${property}'. Please consider using alternative 'FunctionCode' object format.`,
    );
  const { Bucket, Key, Version } = locationOf(uri, named);
  return compact({ S3Bucket: Bucket, S3Key: Key, S3ObjectVersion: Version });
}

/** Of a definition of an API or a state machine. @throws SamError */
export function s3Body(uri: Optional, logicalId: string): JsonMap {
  const { Bucket, Key, Version } = locationOf(uri, { logicalId, property: 'DefinitionUri' });
  return compact({ Bucket, Key, Version });
}
