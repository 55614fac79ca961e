// A command that watches or steers pipelines of an account of AWS.
import type { CodePipelineClient } from '@aws-sdk/client-codepipeline';
import { problem, ProblemError } from '../../lib/problem.ts';
import type { AwsAccess } from '../../ship/aws/access.ts';
import { pipelineNames } from '../../ship/aws/read-pipeline.ts';
import type { PipelineOptions, PlaceOptions } from '../command.ts';
import { openShipping } from '../ship/open-shipping.ts';
import type { Terminal } from '../terminal.ts';

export interface OperationOptions extends PipelineOptions, PlaceOptions {}

export interface Operation {
  readonly access: AwsAccess;
  readonly client: CodePipelineClient;
  /** The one that the call names, or all of the account. */
  readonly names: readonly string[];
  /** A command as the user types it next, for the same account. */
  readonly command: (words: readonly string[], pipelineName?: string) => string;
}

export async function openOperation(options: OperationOptions, terminal: Terminal): Promise<Operation> {
  const { access } = await openShipping({ ...options, aws: true }, terminal);
  const aws = await import('@aws-sdk/client-codepipeline');
  const client = new aws.CodePipelineClient(access.config);
  const names = options.pipeline === undefined ? await pipelineNames(access) : [options.pipeline];
  const place = [
    '--aws',
    ...(['profile', 'region'] as const).flatMap((key) => [`--${key}`, options[key] ?? '']),
  ].filter((_, index, all) => index === 0 || (all[index] !== '' && all[index + 1] !== ''));
  return {
    access,
    client,
    names,
    command: (words, name) =>
      terminal.hints.command([...words, ...place, ...(name === undefined ? [] : ['--pipeline', name])]),
  };
}

/** Throws a ProblemError when the call names none and the account has not exactly one. */
export function onlyPipeline({ names }: Operation): string {
  const [only, ...others] = names;
  if (only !== undefined && others.length === 0) return only;
  throw refusedCall(
    only === undefined ? 'The account has no pipeline' : `The account has ${names.length} pipelines`,
    only === undefined
      ? 'slipway ship --aws puts one there'
      : `Name one with --pipeline: ${names.join(', ')}`,
  );
}

export function refusedCall(message: string, remedy: string): ProblemError {
  return new ProblemError([problem({ code: 'CallInvalid', whose: 'call', message, remedy })]);
}
