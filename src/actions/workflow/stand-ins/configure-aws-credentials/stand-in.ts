// aws-actions/configure-aws-credentials: AWS's API of this machine, as the role that is asked for.
import type { StandIn } from '../stand-in.ts';

const noSession = 'the sessions of this machine have no tags and no policies of their own';

export const configureAwsCredentials: StandIn = {
  action: 'aws-actions/configure-aws-credentials',
  inputs: {
    'aws-region': '',
    'role-to-assume': '',
    'aws-access-key-id': '',
    'aws-secret-access-key': '',
    'aws-session-token': '',
    'web-identity-token-file': '',
    'role-chaining': 'false',
    audience: 'sts.amazonaws.com',
    'http-proxy': '',
    'mask-aws-account-id': 'false',
    'role-duration-seconds': '',
    'role-external-id': '',
    'role-session-name': 'GitHubActions',
    'role-skip-session-tagging': 'false',
    'inline-session-policy': '',
    'managed-session-policies': '',
    'output-credentials': 'false',
    'output-env-credentials': 'true',
    'unset-current-credentials': 'false',
    'disable-retry': 'false',
    'retry-max-attempts': '12',
    'special-characters-workaround': 'false',
    'use-existing-credentials': 'false',
    'allowed-account-ids': '',
    'force-skip-oidc': 'false',
    'action-timeout-s': '',
    'no-proxy': '',
    'transitive-tag-keys': '',
    'aws-profile': '',
  },
  outputs: [
    'aws-account-id',
    'authenticated-arn',
    'aws-access-key-id',
    'aws-secret-access-key',
    'aws-session-token',
    'aws-expiration',
  ],
  ignored: {
    'role-external-id': 'a role is assumed by a token, which has no external id',
    'inline-session-policy': noSession,
    'managed-session-policies': noSession,
    'transitive-tag-keys': noSession,
  },
  load: async () => (await import('./configure.ts')).configure,
};
