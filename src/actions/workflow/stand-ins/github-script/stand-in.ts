// actions/github-script: a script of JavaScript with what the toolkit gives to it, but for GitHub's API.
import type { StandIn } from '../stand-in.ts';

const api = "GitHub's API is not called here";

export const githubScript: StandIn = {
  action: 'actions/github-script',
  by: 'the script itself, with an API that knows this run and changes nothing at GitHub',
  inputs: {
    script: '',
    'github-token': '',
    debug: '',
    'user-agent': 'actions/github-script',
    previews: '',
    'result-encoding': 'json',
    retries: '0',
    'retry-exempt-status-codes': '400,401,403,404,422',
    'base-url': '',
  },
  outputs: ['result'],
  ignored: {
    debug: api,
    'user-agent': api,
    previews: api,
    retries: api,
    'retry-exempt-status-codes': api,
    'base-url': api,
  },
  load: async () => (await import('./run-github-script.ts')).runGithubScript,
};
