// The actions that set up a language or a tool: what this machine has of it, found by the version that is asked for.
import type { StandIn } from '../stand-in.ts';

const local = 'nothing is downloaded: the machine has it, or has it not';

function setup(
  tool: string,
  given: Pick<StandIn, 'action' | 'by' | 'inputs' | 'outputs'>,
  ignored: StandIn['ignored'] = {},
): StandIn {
  return {
    ...given,
    ignored,
    load: async () => {
      const { runSetup } = await import('./run-setup.ts');
      return async (call) => await runSetup(call, tool);
    },
  };
}

export const setups: readonly StandIn[] = [
  setup(
    'node',
    {
      action: 'actions/setup-node',
      by: 'Node of this machine',
      inputs: {
        'always-auth': '',
        'node-version': '',
        'node-version-file': '',
        architecture: '',
        'check-latest': 'false',
        'registry-url': '',
        scope: '',
        token: '',
        cache: '',
        'package-manager-cache': 'true',
        'cache-dependency-path': '',
        mirror: '',
        'mirror-token': '',
      },
      outputs: ['cache-hit', 'node-version'],
    },
    { 'check-latest': local, mirror: local },
  ),
  setup(
    'python',
    {
      action: 'actions/setup-python',
      by: 'Python of this machine',
      inputs: {
        'python-version': '',
        'python-version-file': '',
        cache: '',
        architecture: '',
        'check-latest': 'false',
        token: '',
        'cache-dependency-path': '',
        'update-environment': 'true',
        'allow-prereleases': 'false',
        freethreaded: 'false',
        'pip-version': '',
        'pip-install': '',
      },
      outputs: ['python-version', 'cache-hit', 'python-path'],
    },
    {
      'check-latest': local,
      'pip-version': local,
      'pip-install': local,
    },
  ),
  setup(
    'java',
    {
      action: 'actions/setup-java',
      by: 'Java of this machine',
      inputs: {
        'java-version': '',
        'java-version-file': '',
        distribution: '',
        'java-package': 'jdk',
        architecture: '',
        jdkFile: '',
        'check-latest': 'false',
        'server-id': 'github',
        'server-username': 'GITHUB_ACTOR',
        'server-password': 'GITHUB_TOKEN',
        'settings-path': '',
        'overwrite-settings': 'true',
        'gpg-private-key': '',
        'gpg-passphrase': '',
        cache: '',
        'cache-dependency-path': '',
        'job-status': '',
        token: '',
        'mvn-toolchain-id': '',
        'mvn-toolchain-vendor': '',
        'jdk-file': '',
        'force-download': 'false',
        'set-default': 'true',
        'verify-signature': 'false',
        'verify-signature-public-key': '',
        'server-username-env-var': '',
        'server-password-env-var': '',
        'gpg-passphrase-env-var': '',
        'cache-jdk': '',
        'cache-path': '',
        'cache-read-only': 'false',
        'show-download-progress': 'false',
        'problem-matcher': 'true',
      },
      outputs: ['distribution', 'version', 'path', 'cache-hit', 'cache-primary-key'],
    },
    {
      'check-latest': local,
      jdkFile: local,
      'jdk-file': local,
      'force-download': local,
      'verify-signature': local,
      'cache-jdk': local,
      'set-default': 'the JDK that is found is the default one',
      'cache-path': 'the folders of the package manager are kept',
      'cache-read-only': 'what is kept is written at the end',
      'gpg-private-key': 'no key is imported',
      'server-id': 'no settings.xml is written',
      'settings-path': 'no settings.xml is written',
    },
  ),
  setup(
    'go',
    {
      action: 'actions/setup-go',
      by: 'Go of this machine',
      inputs: {
        'go-version': '',
        'go-version-file': '',
        'check-latest': 'false',
        token: '',
        cache: 'true',
        'cache-dependency-path': '',
        architecture: '',
        'go-download-base-url': '',
      },
      outputs: ['go-version', 'cache-hit'],
    },
    { 'check-latest': local },
  ),
  setup(
    'terraform',
    {
      action: 'hashicorp/setup-terraform',
      by: 'Terraform of this machine',
      inputs: {
        cli_config_credentials_hostname: 'app.terraform.io',
        cli_config_credentials_token: '',
        terraform_version: '',
        terraform_version_file: '',
        terraform_wrapper: 'true',
      },
      outputs: [],
    },
    { cli_config_credentials_token: 'no credentials of HCP Terraform are written' },
  ),
  setup(
    'tofu',
    {
      action: 'opentofu/setup-opentofu',
      by: 'OpenTofu of this machine',
      inputs: {
        cli_config_credentials_hostname: 'app.terraform.io',
        cli_config_credentials_token: '',
        tofu_version: 'latest',
        tofu_version_file: '',
        tofu_wrapper: 'true',
        cache: 'false',
        github_token: '',
      },
      outputs: [],
    },
    { cli_config_credentials_token: 'no credentials of a registry are written', cache: local },
  ),
  setup(
    'sam',
    {
      action: 'aws-actions/setup-sam',
      by: 'SAM of this machine',
      inputs: { 'use-installer': 'false', installer: 'false', version: '', python: 'python3', token: '' },
      outputs: [],
    },
    { 'use-installer': local, installer: local, python: local },
  ),
];
