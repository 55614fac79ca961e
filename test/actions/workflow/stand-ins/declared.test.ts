// What each stand-in takes and gives, as the newest manifest of its action declares it.
import { expect, test } from 'vitest';
import { findStandIn, standIns } from '../../../../src/actions/workflow/stand-ins/registry.ts';

/** Action, inputs, outputs. Older inputs may be taken besides. */
const declared: readonly (readonly [string, string, string])[] = [
  [
    'actions/checkout',
    'repository ref token ssh-key ssh-known-hosts ssh-strict ssh-user persist-credentials path clean filter sparse-checkout sparse-checkout-cone-mode fetch-depth fetch-tags show-progress lfs submodules set-safe-directory github-server-url',
    'ref commit',
  ],
  [
    'actions/upload-artifact',
    'name path if-no-files-found retention-days compression-level overwrite include-hidden-files archive',
    'artifact-id artifact-url artifact-digest',
  ],
  [
    'actions/upload-artifact/merge',
    'name pattern separate-directories retention-days compression-level delete-merged include-hidden-files',
    'artifact-id artifact-url artifact-digest',
  ],
  [
    'actions/download-artifact',
    'name artifact-ids path pattern merge-multiple github-token repository run-id skip-decompress digest-mismatch',
    'download-path',
  ],
  [
    'actions/cache',
    'path key restore-keys upload-chunk-size enableCrossOsArchive fail-on-cache-miss lookup-only save-always',
    'cache-hit',
  ],
  [
    'actions/cache/restore',
    'path key restore-keys enableCrossOsArchive fail-on-cache-miss lookup-only',
    'cache-hit cache-primary-key cache-matched-key',
  ],
  ['actions/cache/save', 'path key upload-chunk-size enableCrossOsArchive', ''],
  [
    'actions/github-script',
    'script github-token debug user-agent previews result-encoding retries retry-exempt-status-codes base-url',
    'result',
  ],
  [
    'actions/setup-node',
    'always-auth node-version node-version-file architecture check-latest registry-url scope token cache package-manager-cache cache-dependency-path mirror mirror-token',
    'cache-hit node-version',
  ],
  [
    'actions/setup-python',
    'python-version python-version-file cache architecture check-latest token cache-dependency-path update-environment allow-prereleases freethreaded pip-version pip-install',
    'python-version cache-hit python-path',
  ],
  [
    'actions/setup-java',
    'java-version java-version-file distribution java-package architecture jdk-file jdkFile check-latest force-download set-default verify-signature verify-signature-public-key server-id server-username-env-var server-username server-password-env-var server-password settings-path overwrite-settings gpg-private-key gpg-passphrase-env-var gpg-passphrase cache cache-jdk cache-dependency-path cache-path cache-read-only job-status token mvn-toolchain-id mvn-toolchain-vendor show-download-progress problem-matcher',
    'distribution version path cache-hit cache-primary-key',
  ],
  [
    'actions/setup-go',
    'go-version go-version-file check-latest token cache cache-dependency-path architecture',
    'go-version cache-hit',
  ],
  [
    'hashicorp/setup-terraform',
    'cli_config_credentials_hostname cli_config_credentials_token terraform_version terraform_version_file terraform_wrapper',
    '',
  ],
  [
    'opentofu/setup-opentofu',
    'cli_config_credentials_hostname cli_config_credentials_token tofu_version tofu_version_file tofu_wrapper github_token',
    '',
  ],
  ['aws-actions/setup-sam', 'version python use-installer token', ''],
  [
    'aws-actions/configure-aws-credentials',
    'audience aws-access-key-id aws-secret-access-key aws-session-token aws-region mask-aws-account-id role-to-assume web-identity-token-file role-duration-seconds role-session-name role-external-id role-skip-session-tagging http-proxy',
    'aws-account-id aws-access-key-id aws-secret-access-key aws-session-token',
  ],
  [
    'aws-actions/amazon-ecr-login',
    'http-proxy mask-password registries registry-type skip-logout',
    'registry docker_username_* docker_password_*',
  ],
  [
    'aws-actions/amazon-ecs-render-task-definition',
    'task-definition task-definition-arn task-definition-family task-definition-revision container-name image environment-variables log-configuration-log-driver log-configuration-options docker-labels command task-role-arn execution-role-arn env-files secrets',
    'task-definition',
  ],
  [
    'aws-actions/amazon-ecs-deploy-task-definition',
    'task-definition desired-count service cluster wait-for-service-stability wait-for-minutes wait-max-delay-seconds codedeploy-appspec codedeploy-application codedeploy-deployment-group codedeploy-deployment-description codedeploy-deployment-config force-new-deployment service-managed-ebs-volume-name service-managed-ebs-volume run-task run-task-container-overrides run-task-security-groups run-task-subnets run-task-assign-public-IP run-task-capacity-provider-strategy run-task-launch-type run-task-started-by run-task-tags run-task-managed-ebs-volume-name run-task-managed-ebs-volume wait-for-task-stopped enable-ecs-managed-tags propagate-tags keep-null-value-keys max-retries',
    'task-definition-arn codedeploy-deployment-id run-task-arn',
  ],
  [
    'aws-actions/aws-cloudformation-github-deploy',
    'mode name template capabilities parameter-overrides no-execute-changeset no-delete-failed-changeset fail-on-empty-changeset disable-rollback timeout-in-minutes notification-arns role-arn tags termination-protection http-proxy change-set-name include-nested-stacks-change-set execute-change-set-id s3-bucket s3-prefix deployment-mode',
    'stack-id change-set-id change-set-name has-changes changes-count changes-summary changes-markdown',
  ],
  [
    'aws-actions/aws-codebuild-run-build',
    'project-name buildspec-override compute-type-override environment-type-override image-override image-pull-credentials-type-override env-vars-for-codebuild update-interval update-back-off disable-source-override source-version-override source-type-override source-location-override hide-cloudwatch-logs disable-github-env-vars artifacts-type-override stop-on-signals',
    'aws-build-id',
  ],
  [
    'docker/setup-buildx-action',
    'version driver driver-opts buildkitd-flags buildkitd-config buildkitd-config-inline install use endpoint platforms append cache-binary cleanup keep-state name config config-inline',
    'name driver platforms nodes endpoint status flags',
  ],
  ['docker/setup-qemu-action', 'image platforms cache-image', 'platforms'],
  ['docker/login-action', 'registry username password ecr logout', ''],
  [
    'docker/build-push-action',
    'add-hosts allow annotations attests build-args build-contexts builder cache-from cache-to call cgroup-parent context file labels load network no-cache no-cache-filters outputs platforms provenance pull push sbom secrets secret-envs secret-files shm-size ssh tags target ulimit github-token',
    'imageid digest metadata',
  ],
  [
    'docker/metadata-action',
    'context images tags flavor labels annotations sep-tags sep-labels sep-annotations bake-target github-token',
    'version tags tag-names labels annotations json bake-file-tags bake-file-labels bake-file-annotations bake-file',
  ],
];

test.each(declared)('%s takes the inputs and gives the outputs of the action', (action, inputs, outputs) => {
  const [owner = '', name = '', ...path] = action.split('/');
  const standIn = findStandIn(`${owner}/${name}`, path.join('/'));
  expect(Object.keys(standIn?.inputs ?? {})).toEqual(expect.arrayContaining(inputs.split(' ')));
  expect(standIn?.outputs).toEqual(
    expect.arrayContaining(outputs.split(' ').filter((output) => output !== '')),
  );
});

test('an input that changes nothing is one that the action takes', () => {
  for (const { inputs, ignored = {}, untrimmed = [] } of standIns)
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining([...Object.keys(ignored), ...untrimmed]));
});
