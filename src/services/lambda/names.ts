// What a call names a function by, and the ARNs of what Lambda has (Lambda API reference, FunctionName of each operation).
import type { LambdaApi } from '../../aws/operations/lambda.ts';
import { formatArn, parseArn } from '../../model/arn.ts';
import { nameOfFunction } from '../../model/function.ts';
import type { AwsPlace } from '../../model/place.ts';
import { refuse, type Operation } from '../service.ts';
import { AwsError } from '../../aws/wire/aws-error.ts';

export type Op<N extends keyof LambdaApi['operations']> = Operation<LambdaApi, N>;
export type Shapes = LambdaApi['shapes'];

export interface FunctionReference {
  readonly name: string;
  /** A version or an alias. */
  readonly qualifier?: string;
}

/** @throws AwsError for one of another region or account, or when the two qualifiers are not the same */
export function referenceOf(
  { FunctionName, Qualifier }: { readonly FunctionName: string; readonly Qualifier?: string | undefined },
  place: AwsPlace,
): FunctionReference {
  const arn = parseArn(FunctionName);
  if (arn !== undefined && arn.region !== place.region)
    throw refuse<LambdaApi>(
      'ResourceNotFoundException',
      `Functions from '${arn.region}' are not reachable in this region ('${place.region}')`,
    );
  const account = arn?.account ?? /^(\d{12}):/.exec(FunctionName)?.[1];
  if (account !== undefined && account !== place.account)
    throw new AwsError(
      'AccessDeniedException',
      `User is not authorized to access the function ${FunctionName} of another account on this machine`,
      { status: 403 },
    );
  const { name, qualifier: derived } = nameOfFunction(FunctionName.replace(/^\d{12}:(?!function:)/, ''));
  const given = Qualifier === undefined || Qualifier === '' ? undefined : Qualifier;
  if (derived !== undefined && given !== undefined && derived !== given)
    throw invalid('The derived qualifier from the function name does not match the specified qualifier.');
  const qualifier = given ?? derived;
  return qualifier === undefined ? { name } : { name, qualifier };
}

/** @throws AwsError when a version or an alias is named where only a function may be */
export function nameWithoutQualifier(functionName: string, place: AwsPlace): string {
  const { name, qualifier } = referenceOf({ FunctionName: functionName }, place);
  if (qualifier !== undefined && qualifier !== '$LATEST')
    throw invalid(
      'This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.',
    );
  return name;
}

export function arnOfFunction({ name, qualifier }: FunctionReference, place: AwsPlace): string {
  const resource = `function:${name}${qualifier === undefined ? '' : `:${qualifier}`}`;
  return formatArn({ ...place, service: 'lambda', resource });
}

export function arnOfLayer(name: string, version: string | undefined, place: AwsPlace): string {
  const resource = `layer:${name}${version === undefined ? '' : `:${version}`}`;
  return formatArn({ ...place, service: 'lambda', resource });
}

/** Under which the store keeps what a function has. */
export function ownerOf(name: string, { account, region }: AwsPlace): string {
  return `${account}/${region}/${name}`;
}

export function notFound(reference: FunctionReference, place: AwsPlace): AwsError {
  return refuse<LambdaApi>(
    'ResourceNotFoundException',
    `Function not found: ${arnOfFunction(reference, place)}`,
  );
}

export function invalid(message: string): AwsError {
  return refuse<LambdaApi>('InvalidParameterValueException', message);
}

export function conflict(message: string): AwsError {
  return refuse<LambdaApi>('ResourceConflictException', message);
}

/** @throws AwsError when the caller has read another revision */
export function checkRevision(
  given: string | undefined,
  latest: string | undefined,
  readBy = 'GetFunction/GetAlias',
): void {
  if (given === undefined || given === latest) return;
  throw refuse<LambdaApi>(
    'PreconditionFailedException',
    `The Revision Id provided does not match the latest Revision Id. Call the ${readBy} API to retrieve the latest Revision Id`,
  );
}
