// actions/checkout: the files of the run's own source, in the workspace.
import type { StandIn } from '../stand-in.ts';

const history = 'the repository is borrowed with its whole history';
const noRemote = 'nothing is fetched from GitHub for the own repository';

export const checkout: StandIn = {
  action: 'actions/checkout',
  by: "the files of the run's own source on this machine",
  inputs: {
    repository: '',
    ref: '',
    token: '',
    'ssh-key': '',
    'ssh-known-hosts': '',
    'ssh-strict': 'true',
    'ssh-user': 'git',
    'persist-credentials': 'true',
    path: '',
    clean: 'true',
    filter: '',
    'sparse-checkout': '',
    'sparse-checkout-cone-mode': 'true',
    'fetch-depth': '1',
    'fetch-tags': 'false',
    'show-progress': 'true',
    lfs: 'false',
    submodules: 'false',
    'set-safe-directory': 'true',
    'github-server-url': '',
    'allow-unsafe-pr-checkout': '',
  },
  outputs: ['ref', 'commit'],
  ignored: {
    filter: history,
    'sparse-checkout': history,
    'ssh-key': noRemote,
  },
  load: async () => {
    const { runCheckout } = await import('./run-checkout.ts');
    return runCheckout;
  },
};
