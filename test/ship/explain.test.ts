// Why something failed on AWS: the text that people see, and the first line that they read.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cardOf, isBundle, type FailureBundle } from '../../src/ship/explain/bundle.ts';
import { causeOf, causes } from '../../src/ship/explain/cause.ts';

const failures = join(import.meta.dirname, '..', 'data', 'failures');

/** A text as AWS or a tool writes it, and words of the cause. */
const seen: readonly (readonly [text: string, means: string])[] = [
  [
    'HEALTH_CONSTRAINTS: The overall deployment failed because too many individual instances failed deployment',
    'Too few hosts',
  ],
  ['The script at ApplicationStop failed: stop.sh does not exist', 'deployed before'],
  ['The lifecycle event failed after an agent restart: the agent was restarted', 'restarted the agent'],
  [
    'CodeDeploy agent was not able to receive the lifecycle event. Check the CodeDeploy agent logs',
    'does not run',
  ],
  [
    'No instances were found for the deployment group; all lifecycle events were skipped',
    'No running instance',
  ],
  [
    'The deployment failed because a specified file already exists at this location: /srv/app/index.js',
    'A file lies where',
  ],
  [
    'Script at specified location: scripts/start.sh run as user root failed with exit code 127',
    'A command was not found',
  ],
  ['Script at specified location: scripts/start.sh timed out after 300 seconds', 'in its time'],
  ['YAML_FILE_ERROR: YAML file does not exist: wrong number of container tags, expected 1', 'no buildspec'],
  [
    'YAML_FILE_ERROR: Unknown runtime version named 23 of nodejs. This build image has the following versions: 18, 20',
    'does not have that runtime',
  ],
  ['YAML_FILE_ERROR: Expected Commands[3] to be of string type: found subkeys instead at line 14', 'a colon'],
  ['YAML_FILE_ERROR: found character that cannot start any token at line 5', 'no valid YAML'],
  [
    'COMMAND_EXECUTION_ERROR: Error while executing command: npm test. Reason: exit status 1',
    'A command of the build failed',
  ],
  [
    'COMMAND_EXECUTION_ERROR: Error while executing command: npm run build. Reason: exit status 137',
    'memory',
  ],
  ['CLIENT_ERROR: no matching artifact paths found', 'no file that the artifacts'],
  [
    'CLIENT_ERROR: AccessDenied: Access Denied status code: 403 for primary source',
    'may not read its source',
  ],
  [
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    'No Docker daemon',
  ],
  ['toomanyrequests: You have reached your pull rate limit', 'limits pulls'],
  ['AccountLimitExceededException: Cannot have more than 1 builds in queue for the account', 'quota'],
  ['The build was in PROVISIONING for 20 minutes', 'waits for a machine'],
  ['The artifact size exceeds the maximum of 256 MB', 'larger than CodePipeline takes'],
  ['The artifact bucket must have a KMS key for the cross-account action', 'artifact store of its own'],
  ['Insufficient permissions: access denied when replicating the artifact in S3 bucket', 'do not agree'],
  ['Connection arn:aws:codeconnections:eu-central-1:1:connection/a is not available', 'PENDING'],
  ['The pipeline did not start after a push', 'no trigger'],
  [
    'Parameter validation failed: Invalid type for parameter pipeline.stages[0].actions[0].configuration.PollForSourceChanges',
    'only texts',
  ],
  [
    'Did not find the image definition file imagedefinitions.json in the input artifacts ZIP file',
    'image definitions',
  ],
  ['Could not find container definition with matching name app', 'no container of the task definition'],
  ['Resource is not in the state servicesStable: Max attempts exceeded', 'end or fail their health checks'],
  ['ECS deployment circuit breaker: tasks failed to start', 'never became healthy'],
  ['CannotPullContainerError: pull image manifest has been retried 5 time(s)', 'cannot be pulled'],
  ['exec /app/server: exec format error', 'another kind of processor'],
  [
    'ResourceConflictException: The operation cannot be performed at this time. An update is in progress for resource',
    'Two updates',
  ],
  ['Unzipped size must be smaller than 262144000 bytes', '250 MB'],
  ['Not authorized to perform sts:AssumeRoleWithWebIdentity', 'trust policy'],
  ['ExpiredToken: The security token included in the request is expired', 'session of the role ended'],
  ['is not authorized to perform: iam:PassRole on resource: arn:aws:iam::1:role/task', 'may not pass'],
  ['Error: Error acquiring the state lock', 'holds the lock'],
  ['SyntaxError: Unexpected token [ in JSON at position 0', 'wrapper of setup-terraform'],
  ['Error: Saved plan is stale', 'changed by another run'],
  ['Stack:arn:aws:cloudformation:a is in ROLLBACK_COMPLETE state and can not be updated.', 'was never made'],
  ['UPDATE_ROLLBACK_FAILED The following resource(s) failed to update', 'put back'],
  ['No updates are to be performed.', 'Nothing is different'],
  ['Stack:arn:aws:cloudformation:a is in UPDATE_IN_PROGRESS state and can not be updated.', 'Another run'],
  ['ChangeSet [pipeline-changeset] does not exist', 'change set is gone'],
  ['Waiter InvalidationCompleted failed: Max attempts exceeded', 'invalidation takes longer'],
  ['ChunkLoadError: Loading chunk 12 failed', 'release before'],
  ["Warning: Skip output 'registry' since it may contain secret.", 'masked value'],
  ['Expected — Waiting for status to be reported', 'never reports'],
  ['Please commit the updated workflow file deploy.yml', 'differs'],
  ['fatal: not a git repository (or any of the parent directories): .git', 'without its repository'],
  ['No Application Version named v12 found', 'never made'],
  ['CLIENT_ERROR: Parameter does not exist: /shop/level', 'is not there'],
  ['S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist.', 'no object of that key'],
  ['The bucket versioning must be enabled for the source action', 'keeps no versions'],
  ['File [template.yml] does not exist in artifact [App]', 'does not have the file'],
  ['ServiceNotFoundException: Service not found.', 'deploys to is not there'],
  ['ScriptMissing: scripts/start.sh', 'no script at the path'],
  ['ScriptFailed: scripts/start.sh: failed with exit code 4', 'failed by itself'],
  ['shop already exists (HandlerErrorCode: AlreadyExists)', 'there already'],
  ['User: a is not authorized to perform: ssm:GetParameter on resource: b', 'may not do what'],
];

test.each(seen)('%s', (text, means) => {
  expect(causeOf([text])?.means).toContain(means);
});

test('each cause is shown by a text, and each says what to do', () => {
  const shown = new Set(seen.map(([text]) => causeOf([text])));
  expect(causes.filter((each) => !shown.has(each)).map(({ means }) => means)).toEqual([]);
  expect(causes.filter(({ remedy }) => remedy.length < 20)).toEqual([]);
});

/** Saved by `slipway explain --save` of failures in the account of this machine, each with the beginning of its cause. */
const recorded: Readonly<Record<string, string>> = {
  'build-artifacts-missing': 'The build made no file that the artifacts',
  'build-buildspec-missing': 'CodeBuild found no buildspec',
  'build-command-fails': 'A command of the build failed by itself',
  'build-command-killed': 'The process was ended from outside',
  'build-command-mapping': 'A command with a colon and a space',
  'build-command-not-found': 'A command was not found',
  'build-exec-format': 'The program or the image was built for another kind of processor',
  'build-no-repository': 'The source came as a zip without its repository',
  'build-parameter-missing': 'A parameter or a secret that is named is not there',
  'build-secret-missing': 'A parameter or a secret that is named is not there',
  'build-source-missing': 'The bucket has no object of that key',
  'build-tab': 'The buildspec is no valid YAML',
  'deployment-hook-fails': 'A script of a hook failed by itself',
  'deployment-hook-missing': 'The revision has no script at the path',
  'deployment-hook-times-out': 'A script did not come to its end in its time',
  'deployment-no-instances': 'No running instance has the tags',
  'pipeline-bucket-without-versions': 'The bucket of the source keeps no versions',
  'pipeline-environment-missing': 'What the action deploys to is not there',
  'pipeline-service-missing': 'What the action deploys to is not there',
  'pipeline-template-missing': 'The artifact does not have the file',
  'stack-bucket-exists': 'A resource of that name is there already',
  'stack-code-missing': 'The bucket has no object of that key',
  'stack-secret-missing': 'A parameter or a secret that is named is not there',
};

test('each recorded failure is saved once, and there are twenty', () => {
  const files = readdirSync(failures).map((file) => file.replace(/\.json$/, ''));
  expect(files.toSorted()).toEqual(Object.keys(recorded).toSorted());
  expect(files.length).toBeGreaterThanOrEqual(20);
});

test.each(Object.entries(recorded))('%s: %s', (name, cause) => {
  const saved: unknown = JSON.parse(readFileSync(join(failures, `${name}.json`), 'utf8'));
  if (!isBundle(saved)) throw new Error(`${name} is no saved failure`);
  expect(cardOf(saved)[0]?.slice(0, cause.length)).toBe(cause);
});

const bundle: FailureBundle = {
  kind: 'slipway-failure',
  what: ['execution 1 of shop failed', 'action Build/compile', 'build shop:1 FAILED in BUILD'],
  messages: ['COMMAND_EXECUTION_ERROR: Error while executing command: npm test. Reason: exit status 1'],
  lines: ['> test', 'fatal: not a git repository (or any of the parent directories): .git'],
  changes: ['Source: 1a2b → 3c4d'],
};

test('a card begins with the cause and ends with what to do', () => {
  expect(cardOf(bundle)).toEqual([
    'The source came as a zip without its repository, and the command needs git',
    '  execution 1 of shop failed',
    '    action Build/compile',
    '      build shop:1 FAILED in BUILD',
    '  AWS: COMMAND_EXECUTION_ERROR: Error while executing command: npm test. Reason: exit status 1',
    '  last lines:',
    '    > test',
    '    fatal: not a git repository (or any of the parent directories): .git',
    '  changed since the last success:',
    '    Source: 1a2b → 3c4d',
    expect.stringMatching(/^ {2}do: /),
  ]);
});

test('what means nothing that is known is shown in the words of AWS', () => {
  const unknown = { ...bundle, what: [], messages: ['Something else'], lines: [], changes: [] };
  expect(cardOf(unknown)).toEqual(['Something else', '  AWS: Something else']);
  expect(cardOf({ ...unknown, messages: [] })[0]).toBe('It failed, and AWS gives no reason');
});

test('only a saved failure is one', () => {
  expect(isBundle(JSON.parse(JSON.stringify(bundle)))).toBe(true);
  expect([null, {}, [], { ...bundle, kind: 'other' }, { ...bundle, lines: 'x' }].map(isBundle)).not.toContain(
    true,
  );
});
