// RotateSecret and CancelRotateSecret. What goes on after them is in run-rotations.ts. Source: Secrets Manager user guide,
// "Rotate AWS Secrets Manager secrets", and API reference, RotateSecret.
import type { SecretsManagerApi } from '../../aws/operations/secretsmanager.ts';
import { CallRefused } from '../../aws/client/decode-response.ts';
import { AwsError } from '../../aws/wire/aws-error.ts';
import type { Values } from '../../aws/wire/message.ts';
import { callingAs } from '../../account/call-aws.ts';
import { localUser } from '../../account/principals.ts';
import { defined } from '../../lib/defined.ts';
import { newId } from '../../lib/id.ts';
import { isFailed } from '../../lib/result.ts';
import { parseArn } from '../../model/arn.ts';
import { letsServiceIn } from '../lets-service-in.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';
import { removeRotationJob } from './rotation-jobs.ts';
import { nextRotation, readRules, type SecretRotation } from './rotation-rules.ts';
import { beginRotation, pendingVersion, startRotation, watchSchedules } from './run-rotations.ts';
import { existingSecret, owningServiceOf, saveSecret, type SecretRecord } from './secret-record.ts';

type Op<N extends keyof SecretsManagerApi['operations']> = Operation<SecretsManagerApi, N>;
type Given = SecretsManagerApi['shapes']['RotateSecretRequest'];

/** Answered when the rotation has begun, and not when it is over. */
export const rotateSecret: Op<'RotateSecret'> = async (input, call) => {
  const rotation = await rotationOf(input, existingSecret(call, input.SecretId), call);
  const record = existingSecret(call, input.SecretId);
  const { arn, name } = record;
  const token = input.ClientRequestToken ?? newId();
  const same = record.versions.find(({ id }) => id === token);
  // The same request again is the same rotation (API reference, RotateSecret, ClientRequestToken).
  if (same !== undefined && record.description.rotation?.isEnabled === true)
    return { ARN: arn, Name: name, VersionId: token };
  const pending = pendingVersion(record);
  if (pending !== undefined) {
    startRotation(call, name, pending.id);
    throw refuse<SecretsManagerApi>(
      'InvalidRequestException',
      "A previous rotation isn't complete. That rotation will be reattempted.",
    );
  }
  const description = { ...record.description, rotation };
  if (input.RotateImmediately === false) {
    saveSecret(call, name, description);
    watchSchedules(call.ground);
    return { ARN: arn, Name: name };
  }
  beginRotation(call, { ...record, description }, token);
  return { ARN: arn, Name: name, VersionId: token };
};

async function rotationOf(input: Given, record: SecretRecord, call: ServiceCall): Promise<SecretRotation> {
  const { RotationLambdaARN, RotationRules, RotateImmediately: _now, ...others } = input;
  const { ClientRequestToken: _token, SecretId: _id, ...unknown } = others;
  const [other] = Object.keys(unknown);
  if (other !== undefined)
    throw refuse<SecretsManagerApi>(
      'InvalidParameterException',
      `Slipway rotates no external secrets on this machine: ${other} is not executed.`,
    );
  const before = record.description.rotation;
  const functionArn = functionOf(record, RotationLambdaARN ?? before?.functionArn, RotationLambdaARN);
  if (functionArn !== undefined) await checkFunction(call, functionArn, record.arn);
  const rules = RotationRules === undefined ? before?.rules : readRules(RotationRules);
  if (rules !== undefined && isFailed(rules))
    throw refuse<SecretsManagerApi>('InvalidParameterException', rules.failed);
  return defined({
    isEnabled: true,
    place: call.place,
    functionArn,
    rules,
    lastAt: before?.lastAt,
    nextAt: rules && nextRotation(rules, before?.lastAt ?? call.now),
  });
}

/** Undefined for a secret that its own service rotates. @throws AwsError when there is nothing that could rotate it */
function functionOf(
  { description }: SecretRecord,
  functionArn: string | undefined,
  given: string | undefined,
): string | undefined {
  if (owningServiceOf(description) === undefined) {
    if (functionArn !== undefined) return functionArn;
    throw refuse<SecretsManagerApi>(
      'InvalidRequestException',
      'No Lambda rotation function ARN is associated with this secret.',
    );
  }
  if (given === undefined) return undefined;
  throw refuse<SecretsManagerApi>(
    'InvalidRequestException',
    "You can't specify a Lambda rotation function for a secret that another service manages.",
  );
}

/** The function is there, and lets Secrets Manager in (user guide, "Permissions for rotation"). */
async function checkFunction(call: ServiceCall, functionArn: string, secretArn: string): Promise<void> {
  const { ground, place } = call;
  const callAws = callingAs(ground, {
    principal: localUser(place),
    region: parseArn(functionArn)?.region ?? place.region,
  });
  const policy = await callAws('lambda', 'GetPolicy', { FunctionName: functionArn }).catch(
    (error: unknown): Values => {
      if (error instanceof CallRefused) return {};
      throw error;
    },
  );
  const isAllowed = letsServiceIn(typeof policy['Policy'] === 'string' ? policy['Policy'] : '{}', {
    service: 'secretsmanager.amazonaws.com',
    action: 'lambda:InvokeFunction',
    resource: functionArn,
    context: { 'aws:SourceArn': secretArn, 'aws:SourceAccount': place.account },
  });
  if (!isAllowed)
    throw new AwsError(
      'AccessDeniedException',
      'Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants access to the principal secretsmanager.amazonaws.com.',
      { status: 400 },
    );
}

/** What is under way ends; the version that it has begun stays (API reference, CancelRotateSecret). */
export const cancelRotateSecret: Op<'CancelRotateSecret'> = ({ SecretId }, call) => {
  const record = existingSecret(call, SecretId);
  const { name, arn, description } = record;
  const pending = pendingVersion(record);
  removeRotationJob(call, name);
  if (description.rotation !== undefined) {
    const { nextAt: _never, ...rotation } = description.rotation;
    saveSecret(call, name, { ...description, rotation: { ...rotation, isEnabled: false } });
  }
  return defined({ ARN: arn, Name: name, VersionId: pending?.id });
};
