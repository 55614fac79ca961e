// `aws` in a build that has no AWS to ask. Called as `aws-main HAS_REAL ARGUMENT…`; the status 97 means that the real
// program must do it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  answerAws,
  callsEndpoint,
  invalidChoiceStatus,
  namesCredentials,
  refuseAws,
} from './shims/aws-call.ts';
import { noteNotExecuted, say } from './shims/tool-notes.ts';

const [real = '', ...args] = process.argv.slice(2);
process.exitCode = run();

function run(): number {
  // Also where the real program is version 1, which still has the command: the build would pass here and fail in AWS.
  const refused = refuseAws(args, process.env);
  if (refused !== undefined) {
    process.stderr.write('aws: error: argument operation: Invalid choice\n');
    say('aws', refused);
    return invalidChoiceStatus;
  }
  const ownFile = join(process.env['HOME'] ?? '/', '.aws', 'credentials');
  if (real !== '' && (namesCredentials(process.env) || existsSync(ownFile))) return 97;
  // The endpoint has the account and its repositories; the password of their registry is the same for all.
  if (real !== '' && callsEndpoint(process.env) && !args.includes('get-login-password')) return 97;
  const answer = answerAws(args, process.env);
  if (answer !== undefined) {
    noteNotExecuted('aws', answer);
    process.stdout.write(answer.output);
    return 0;
  }
  if (real !== '') return 97;
  say('aws', `not installed here: aws ${args.slice(0, 2).join(' ')} needs the AWS CLI`);
  say(
    'aws',
    'install it on this machine, and give the build its credentials by the environment variables of the project',
  );
  return 127;
}
