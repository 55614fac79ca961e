// The actions that set up a language or a tool: what this machine has of it, found by the version that is asked for.
import type { StandIn } from '../stand-in.ts';

const local = 'nothing is downloaded: the machine has it, or has it not';

function setup(
  tool: string,
  given: Pick<StandIn, 'action' | 'inputs'>,
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
    },
    { 'check-latest': local, mirror: local },
  ),
  setup(
    'python',
    {
      action: 'actions/setup-python',
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
      },
    },
    {
      'check-latest': local,
      'gpg-private-key': 'no key is imported',
      'server-id': 'no settings.xml is written',
      'settings-path': 'no settings.xml is written',
    },
  ),
  setup(
    'go',
    {
      action: 'actions/setup-go',
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
    },
    { 'check-latest': local },
  ),
  setup(
    'terraform',
    {
      action: 'hashicorp/setup-terraform',
      inputs: {
        cli_config_credentials_hostname: 'app.terraform.io',
        cli_config_credentials_token: '',
        terraform_version: 'latest',
        terraform_wrapper: 'true',
      },
    },
    { cli_config_credentials_token: 'no credentials of HCP Terraform are written' },
  ),
  setup(
    'tofu',
    {
      action: 'opentofu/setup-opentofu',
      inputs: {
        cli_config_credentials_hostname: 'app.terraform.io',
        cli_config_credentials_token: '',
        tofu_version: 'latest',
        tofu_version_file: '',
        tofu_wrapper: 'true',
        cache: 'false',
        github_token: '',
      },
    },
    { cli_config_credentials_token: 'no credentials of a registry are written', cache: local },
  ),
  setup(
    'sam',
    {
      action: 'aws-actions/setup-sam',
      inputs: { 'use-installer': 'false', version: '', python: 'python3', token: '' },
    },
    { 'use-installer': local, python: local },
  ),
];
