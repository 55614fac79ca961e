// aws-actions/amazon-ecr-login: signs the engine in to the registry of the account.
import type { StandIn } from '../stand-in.ts';

export const amazonEcrLogin: StandIn = {
  action: 'aws-actions/amazon-ecr-login',
  by: 'the registry of this machine',
  inputs: {
    'http-proxy': '',
    'mask-password': 'true',
    registries: '',
    'registry-type': 'private',
    'skip-logout': 'false',
  },
  outputs: ['registry', 'docker_username_*', 'docker_password_*'],
  ignored: { 'http-proxy': 'the registry is on this machine' },
  load: async () => (await import('./login.ts')).login,
};
