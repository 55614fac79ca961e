// What CloudFormation refuses, with its own texts.
import type { CloudFormationApi } from '../../aws/operations/cloudformation.ts';
import { AwsError } from '../../aws/wire/aws-error.ts';
import { refuse } from '../service.ts';

export function invalid(message: string): AwsError {
  return refuse<CloudFormationApi>('ValidationError', message);
}

export function noSuchStack(name: string): AwsError {
  return invalid(`Stack with id ${name} does not exist`);
}

export function noStack(name: string): AwsError {
  return invalid(`Stack [${name}] does not exist`);
}

/**
 * A transform that was carried out and has failed. A change set keeps it, a stack that is created goes back with it
 * (recorded on AWS); everything else refuses with it.
 */
export class TransformFailed extends AwsError {
  constructor(message: string) {
    super('ValidationError', message);
  }
}
