// Error texts of CodeBuild and of what runs in its builds. Sources: CodeBuild user guide, "Troubleshooting" and "Build
// specification reference".
import type { Cause } from './known-cause.ts';

export const buildCauses: readonly Cause[] = [
  {
    text: /wrong number of container tags|YAML file does not exist/i,
    means:
      'CodeBuild found no buildspec that it can read: the file is not at that path, or a phase has no commands',
    remedy:
      'slipway lint names the line. A buildspec elsewhere is named by the project: "buildspec": "ci/buildspec.yml".',
  },
  {
    text: /YAML_FILE_ERROR.*(unknown runtime|runtime version|no .*version .*runtime)|Unknown runtime|runtime .* version .* (is not supported|not found)/i,
    means: 'The image of the build does not have that runtime, or not in that version',
    remedy:
      'Name a version that the image has, or another image in the project; slipway lint lists what the image has.',
  },
  {
    text: /YAML_FILE_ERROR.*(found subkeys|expected (a )?string|Expected Commands\[\d+\])/i,
    means: 'A command with a colon and a space is read as a mapping and not as a text',
    remedy: 'Put the whole command in single quotes: - \'echo "a: b"\'.',
  },
  {
    text: /YAML_FILE_ERROR.*(tab|could not find expected|did not find expected|mapping values are not allowed|cannot start any token)/i,
    means: 'The buildspec is no valid YAML: a tab, or a quote or bracket without its partner',
    remedy: 'slipway lint shows the line and the column. YAML takes only spaces for indentation.',
  },
  {
    text: /Cannot connect to the Docker daemon/i,
    means:
      'No Docker daemon runs where the build runs: privileged mode of the project is off, or the daemon was not started',
    remedy: 'Set "privilegedMode": true in the environment of the project.',
  },
  {
    text: /toomanyrequests|pull rate limit/i,
    means: 'Docker Hub limits pulls without a login, which are counted by address, and builds share theirs',
    remedy: 'Pull from public.ecr.aws/docker/library/NAME, by a pull-through cache of ECR, or log in first.',
  },
  {
    text: /no matching (base directory|artifact) path|no matching artifact paths/i,
    means: 'The build made no file that the artifacts of its buildspec name',
    remedy:
      'base-directory and files are seen from the root of the source. List the folder at the end of the build: ls -R.',
  },
  {
    text: /Parameter does not exist|ParameterNotFound|can't find the specified secret|Secrets Manager can.t find/i,
    means:
      'A parameter or a secret that is named is not there: it has another name, or is in another Region or account',
    remedy:
      'Put it there, or correct the name: aws ssm get-parameter --name NAME, aws secretsmanager describe-secret --secret-id NAME.',
  },
  {
    text: /has no object "|NoSuchKey|The specified key does not exist|does not have an object with the key/i,
    means: 'The bucket has no object of that key: it was never put there, or under another key',
    remedy: 'List what is there: aws s3 ls s3://BUCKET/PREFIX. Keys know no folders, and letter case counts.',
  },
  {
    text: /CLIENT_ERROR.*(download|\bsource\b|access denied|AccessDenied)|DOWNLOAD_SOURCE.*denied|unable to get object/i,
    means: 'The role of the build may not read its source: the bucket, its key of KMS, or the connection',
    remedy: 'slipway plan --rights prints the least policy of the role. Compare it with the role on AWS.',
  },
  {
    text: /Cannot have more than \d+ builds? in queue|AccountLimitExceeded/i,
    means: 'The quota of concurrent builds of the account, or the limit of the project, is used up',
    remedy:
      'Wait for running builds, raise concurrentBuildLimit, or have the quota raised: a new account begins with few.',
  },
  {
    text: /stuck in (QUEUED|PROVISIONING)|BUILD_TIMED_OUT.*(QUEUED|PROVISIONING)|in (QUEUED|PROVISIONING) (state )?for/i,
    means:
      'The build waits for a machine: its image is large, its network has no way out, or the Region is short of machines',
    remedy:
      'With a VPC: its subnet needs a route to a NAT gateway and free addresses. Else use an image of CodeBuild.',
  },
  {
    text: /exec format error/i,
    means: 'The program or the image was built for another kind of processor',
    remedy: 'Build for the one that runs it: docker build --platform linux/amd64 (or linux/arm64).',
  },
  {
    text: /exit (status|code):? 137|exitCode:? 137|OutOfMemory|\bOOM/i,
    means: 'The process was ended from outside, mostly because its memory was used up',
    remedy:
      'Choose the next computeType (or more memory of the task), or lower what the tool takes, as with NODE_OPTIONS=--max-old-space-size.',
  },
  {
    text: /not a git repository/i,
    means: 'The source came as a zip without its repository, and the command needs git',
    remedy: 'Let the source hand over a full clone: "OutputArtifactFormat": "CODEBUILD_CLONE_REF".',
  },
  {
    text: /exit(ed)? (with |status |code )+:?127|exit status:? 127|\b127\b.*not found|command not found/i,
    means:
      'A command was not found: it is not on the PATH of that user, or its script has Windows line endings',
    remedy: 'Install it in an earlier phase, name its whole path, and save scripts with LF.',
  },
  {
    isGeneral: true,
    text: /COMMAND_EXECUTION_ERROR.*exit status \d+|Error while executing command/i,
    means: 'A command of the build failed by itself',
    remedy:
      'Its own last lines say why. Each command has a shell of its own state only within buildspec 0.2: see what an earlier cd or variable left.',
  },
];
