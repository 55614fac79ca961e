// What the manifests of often used actions declare, in all their versions: for the checks of steps that use them. Pure.

export interface KnownAction {
  /** `owner/name` or `owner/name/path`, in lower case. */
  readonly action: string;
  readonly inputs: readonly string[];
  readonly required: readonly string[];
  /** `*` in one stands for what only a run knows. */
  readonly outputs: readonly string[];
  /** The first major version whose Node GitHub still has (GitHub: "Node 20 actions", changelog 2026-02-19). */
  readonly firstMajor: number;
}

function known(
  action: string,
  declared: Readonly<Record<'inputs' | 'required' | 'outputs', string>>,
  firstMajor = 0,
): KnownAction {
  const words = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '');
  return {
    action,
    inputs: words(declared.inputs),
    required: words(declared.required),
    outputs: words(declared.outputs),
    firstMajor,
  };
}

export const knownActions: readonly KnownAction[] = [
  known(
    'actions/checkout',
    {
      inputs:
        'repository ref token ssh-key ssh-known-hosts ssh-strict ssh-user persist-credentials path clean filter sparse-checkout sparse-checkout-cone-mode fetch-depth fetch-tags show-progress lfs submodules set-safe-directory github-server-url allow-unsafe-pr-checkout',
      required: '',
      outputs: 'ref commit',
    },
    4,
  ),
  known(
    'actions/upload-artifact',
    {
      inputs:
        'name path if-no-files-found retention-days compression-level overwrite include-hidden-files archive',
      required: 'path',
      outputs: 'artifact-id artifact-url artifact-digest',
    },
    4,
  ),
  known('actions/upload-artifact/merge', {
    inputs:
      'name pattern separate-directories retention-days compression-level delete-merged include-hidden-files',
    required: '',
    outputs: 'artifact-id artifact-url artifact-digest',
  }),
  known(
    'actions/download-artifact',
    {
      inputs:
        'name artifact-ids path pattern merge-multiple github-token repository run-id skip-decompress digest-mismatch',
      required: '',
      outputs: 'download-path',
    },
    4,
  ),
  known(
    'actions/cache',
    {
      inputs:
        'path key restore-keys upload-chunk-size enableCrossOsArchive fail-on-cache-miss lookup-only save-always',
      required: 'path key',
      outputs: 'cache-hit cache-primary-key cache-matched-key',
    },
    4,
  ),
  known(
    'actions/cache/restore',
    {
      inputs: 'path key restore-keys enableCrossOsArchive fail-on-cache-miss lookup-only upload-chunk-size',
      required: 'path key',
      outputs: 'cache-hit cache-primary-key cache-matched-key',
    },
    4,
  ),
  known(
    'actions/cache/save',
    { inputs: 'path key upload-chunk-size enableCrossOsArchive', required: 'path key', outputs: '' },
    4,
  ),
  known(
    'actions/github-script',
    {
      inputs:
        'script github-token debug user-agent previews result-encoding retries retry-exempt-status-codes base-url',
      required: 'script',
      // A script sets what it wants by core.setOutput.
      outputs: 'result *',
    },
    7,
  ),
  known(
    'actions/setup-node',
    {
      inputs:
        'always-auth node-version node-version-file architecture check-latest registry-url scope token cache package-manager-cache cache-dependency-path mirror mirror-token',
      required: '',
      outputs: 'cache-hit node-version',
    },
    4,
  ),
  known(
    'actions/setup-python',
    {
      inputs:
        'python-version python-version-file cache architecture check-latest token cache-dependency-path update-environment allow-prereleases freethreaded pip-version pip-install',
      required: '',
      outputs: 'python-version cache-hit python-path',
    },
    5,
  ),
  known(
    'actions/setup-java',
    {
      inputs:
        'java-version java-version-file distribution java-package architecture jdk-file jdkFile check-latest force-download set-default verify-signature verify-signature-public-key server-id server-username-env-var server-username server-password-env-var server-password settings-path overwrite-settings gpg-private-key gpg-passphrase-env-var gpg-passphrase cache cache-jdk cache-dependency-path cache-path cache-read-only job-status token mvn-toolchain-id mvn-toolchain-vendor show-download-progress problem-matcher',
      required: '',
      outputs: 'distribution version path cache-hit cache-primary-key',
    },
    4,
  ),
  known(
    'actions/setup-go',
    {
      inputs:
        'go-version go-version-file check-latest token cache cache-dependency-path architecture go-download-base-url',
      required: '',
      outputs: 'go-version cache-hit',
    },
    5,
  ),
  known(
    'hashicorp/setup-terraform',
    {
      inputs:
        'cli_config_credentials_hostname cli_config_credentials_token terraform_version terraform_version_file terraform_wrapper',
      required: '',
      outputs: '',
    },
    3,
  ),
  known('opentofu/setup-opentofu', {
    inputs:
      'cli_config_credentials_hostname cli_config_credentials_token tofu_version tofu_version_file tofu_wrapper github_token cache',
    required: '',
    outputs: '',
  }),
  known('aws-actions/setup-sam', {
    inputs: 'version python use-installer token installer',
    required: '',
    outputs: '',
  }),
  known(
    'aws-actions/configure-aws-credentials',
    {
      inputs:
        'audience aws-access-key-id aws-secret-access-key aws-session-token aws-region mask-aws-account-id role-to-assume web-identity-token-file role-duration-seconds role-session-name role-external-id role-skip-session-tagging http-proxy role-chaining inline-session-policy managed-session-policies output-credentials output-env-credentials unset-current-credentials disable-retry retry-max-attempts special-characters-workaround use-existing-credentials allowed-account-ids force-skip-oidc action-timeout-s no-proxy transitive-tag-keys aws-profile',
      required: 'aws-region',
      outputs:
        'aws-account-id aws-access-key-id aws-secret-access-key aws-session-token authenticated-arn aws-expiration',
    },
    4,
  ),
  known(
    'aws-actions/amazon-ecr-login',
    {
      inputs: 'http-proxy mask-password registries registry-type skip-logout',
      required: '',
      outputs: 'registry docker_username_* docker_password_*',
    },
    2,
  ),
  known('aws-actions/amazon-ecs-render-task-definition', {
    inputs:
      'task-definition task-definition-arn task-definition-family task-definition-revision container-name image environment-variables log-configuration-log-driver log-configuration-options docker-labels command task-role-arn execution-role-arn env-files secrets',
    required: 'container-name image',
    outputs: 'task-definition',
  }),
  known('aws-actions/amazon-ecs-deploy-task-definition', {
    inputs:
      'task-definition desired-count service cluster wait-for-service-stability wait-for-minutes wait-max-delay-seconds codedeploy-appspec codedeploy-application codedeploy-deployment-group codedeploy-deployment-description codedeploy-deployment-config force-new-deployment service-managed-ebs-volume-name service-managed-ebs-volume run-task run-task-container-overrides run-task-security-groups run-task-subnets run-task-assign-public-IP run-task-capacity-provider-strategy run-task-launch-type run-task-started-by run-task-tags run-task-managed-ebs-volume-name run-task-managed-ebs-volume wait-for-task-stopped enable-ecs-managed-tags propagate-tags keep-null-value-keys max-retries',
    required: 'task-definition',
    outputs: 'task-definition-arn codedeploy-deployment-id run-task-arn',
  }),
  known('aws-actions/aws-cloudformation-github-deploy', {
    inputs:
      'mode name template capabilities parameter-overrides no-execute-changeset no-delete-failed-changeset fail-on-empty-changeset disable-rollback timeout-in-minutes notification-arns role-arn tags termination-protection http-proxy change-set-name include-nested-stacks-change-set execute-change-set-id s3-bucket s3-prefix deployment-mode no-fail-on-empty-changeset',
    required: 'name',
    outputs:
      'stack-id change-set-id change-set-name has-changes changes-count changes-summary changes-markdown *',
  }),
  known('aws-actions/aws-codebuild-run-build', {
    inputs:
      'project-name buildspec-override compute-type-override environment-type-override image-override image-pull-credentials-type-override env-vars-for-codebuild update-interval update-back-off disable-source-override source-version-override source-type-override source-location-override hide-cloudwatch-logs disable-github-env-vars artifacts-type-override stop-on-signals',
    required: 'project-name',
    outputs: 'aws-build-id',
  }),
  known(
    'docker/setup-buildx-action',
    {
      inputs:
        'version driver driver-opts buildkitd-flags buildkitd-config buildkitd-config-inline install use endpoint platforms append cache-binary cleanup keep-state name config config-inline',
      required: '',
      outputs: 'name driver platforms nodes endpoint status flags',
    },
    3,
  ),
  known(
    'docker/setup-qemu-action',
    { inputs: 'image platforms cache-image cache-image-path reset', required: '', outputs: 'platforms' },
    3,
  ),
  known(
    'docker/login-action',
    {
      inputs: 'registry username password ecr logout scope registry-auth attempts',
      required: '',
      outputs: '',
    },
    3,
  ),
  known(
    'docker/build-push-action',
    {
      inputs:
        'add-hosts allow annotations attests build-args build-contexts builder cache-from cache-to call cgroup-parent context file labels load network no-cache no-cache-filters outputs platforms provenance pull push sbom secrets secret-envs secret-files shm-size ssh tags target ulimit github-token',
      required: '',
      outputs: 'imageid digest metadata',
    },
    5,
  ),
  known(
    'docker/metadata-action',
    {
      inputs:
        'context images tags flavor labels annotations sep-tags sep-labels sep-annotations bake-target github-token',
      required: '',
      outputs:
        'version tags tag-names labels annotations json bake-file-tags bake-file-labels bake-file-annotations bake-file',
    },
    5,
  ),
];

/** @param name as `uses` has it, without its version */
export function findKnownAction(name: string): KnownAction | undefined {
  return knownActions.find(({ action }) => action === name.toLowerCase());
}
