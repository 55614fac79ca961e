// What CloudFormation refuses, with its own texts.
import type { CloudFormationApi } from '../../aws/operations/cloudformation.ts';
import type { AwsError } from '../../aws/wire/aws-error.ts';
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
