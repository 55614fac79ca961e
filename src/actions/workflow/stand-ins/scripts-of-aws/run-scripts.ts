// What the scripts of these actions do. Their settings are variables of the step; keys that are given are not used.
import { stepEnvironment } from '../../step-environment.ts';
import { runProgram } from '../run-program.ts';
import { failed, type StandInCall, type StandInEnd } from '../stand-in.ts';

function variablesOf({ job, frame, env }: StandInCall): Readonly<Record<string, string>> {
  return stepEnvironment(job, frame, { env, files: {}, action: '' });
}

export async function syncBucket(call: StandInCall): Promise<StandInEnd> {
  const { AWS_S3_BUCKET: bucket = '', SOURCE_DIR: source = '.', DEST_DIR: target = '' } = variablesOf(call);
  if (bucket === '') return failed('AWS_S3_BUCKET is not set. Quitting.');
  const options = (call.inputs['args'] ?? '').split(/\s+/).filter((word) => word !== '');
  const words = ['aws', 's3', 'sync', source, `s3://${bucket}/${target}`, '--no-progress', ...options];
  return { end: await runProgram(call, words) };
}

export async function invalidate(call: StandInCall): Promise<StandInEnd> {
  const { DISTRIBUTION: distribution = '', PATHS: paths = '' } = variablesOf(call);
  if (distribution === '') return failed('DISTRIBUTION is not set. Quitting.');
  if (paths === '') return failed('PATHS is not set. Quitting.');
  const words = ['aws', 'cloudfront', 'create-invalidation', '--distribution-id', distribution, '--paths'];
  return { end: await runProgram(call, [...words, ...paths.split(/\s+/)]) };
}
