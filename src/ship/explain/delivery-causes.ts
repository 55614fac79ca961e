// Error texts of CodePipeline and of workflows of GitHub. Sources: CodePipeline user guide, "Troubleshooting"; GitHub docs,
// "Skipping workflow runs" and "Workflow syntax".
import type { Cause } from './known-cause.ts';

export const deliveryCauses: readonly Cause[] = [
  {
    text: /connection .*(PENDING|not available|is not in .*available)|Connection .* is not available/i,
    means: 'The connection was made and its handshake was not: it is PENDING',
    remedy:
      'Who owns the repository opens the console, Settings, Connections, and presses "Update pending connection".',
  },
  {
    text: /does not keep versions|versioning.*(not enabled|disabled|must be enabled)/i,
    means: 'The bucket of the source keeps no versions, and a source in S3 needs one that does',
    remedy: 'aws s3api put-bucket-versioning --bucket NAME --versioning-configuration Status=Enabled.',
  },
  {
    text: /the artifact \S+ has no file|File \[.*\] does not exist in artifact/i,
    means:
      'The artifact does not have the file that the action names: another path, or the build did not hand it over',
    remedy: 'slipway artifacts lists what is in it. Paths are seen from the root of the artifact.',
  },
  {
    text: /There is no (service|environment) "|ServiceNotFoundException|No Environment found for EnvironmentName/i,
    means: 'What the action deploys to is not there: it has another name, or is in another Region or account',
    remedy: 'Make it before the pipeline runs, as slipway ship --targets does, or correct the name.',
  },
  {
    text: /PollForSourceChanges/,
    means: 'PollForSourceChanges is written as a truth, and a configuration takes only texts',
    remedy: 'Write "false" in quotes.',
  },
  {
    text: /artifact.*(exceeds|larger than|too large|maximum)|maximum.*artifact/i,
    means: 'The artifact is larger than CodePipeline takes: 5 GB, and 256 MB for CloudFormation',
    remedy:
      'Hand over only what the next action needs: exclude node_modules and .git, or use secondary artifacts.',
  },
  {
    text: /must have a KMS key|ArtifactStores? .*(region|Region)|no artifact (store|bucket) .*region/i,
    means: 'An action in another account or Region has no artifact store of its own there',
    remedy: 'Name a bucket for each Region in artifactStores, and a key of KMS when the account is another.',
  },
  {
    text: /(access denied|AccessDenied|Insufficient permissions).*(replicat|S3|KMS|kms|object|bucket)|replicat.*(denied|fail)/i,
    means: 'The role, the policy of the bucket and that of its key do not agree on who may read the artifact',
    remedy:
      'All three must allow it: s3:GetObject of the role and the bucket, kms:Decrypt of the role and the key.',
  },
  {
    text: /did not start after a push|no execution (was )?started|nothing starts? after/i,
    means:
      'The push fits no trigger: another branch, a filter of paths, detection that is off, or no rule of EventBridge',
    remedy:
      'Compare the branch with BranchName and the filters of triggers; look whether DetectChanges is "false" and the rule is there.',
  },
  {
    text: /Skip output .* since it may contain secret/i,
    means:
      'The output holds a masked value, often the account id, and GitHub hands no such output to another job',
    remedy: 'Do not mask the account id (mask-aws-account-id: false), or hand over the digest alone.',
  },
  {
    text: /Expected.*Waiting for status to be reported|required check.*(pending|expected)/i,
    means: 'A required check waits for a workflow that a filter of paths has skipped, so it never reports',
    remedy: 'Let the workflow run always and skip inside it: a job that is skipped by "if" reports success.',
  },
  {
    text: /Please commit the updated workflow file|commit the updated workflow/i,
    means: 'The workflow file that was generated here differs from the one in the repository',
    remedy: 'Generate it with the same versions and commit it.',
  },
];
