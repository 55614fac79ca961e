// aws-actions/aws-codebuild-run-build: a build of a project of this account.
import type { StandIn } from '../stand-in.ts';

export const codebuildRunBuild: StandIn = {
  action: 'aws-actions/aws-codebuild-run-build',
  by: 'a build on this machine',
  inputs: {
    'project-name': '',
    'buildspec-override': '',
    'compute-type-override': '',
    'environment-type-override': '',
    'image-override': '',
    'image-pull-credentials-type-override': '',
    'env-vars-for-codebuild': '',
    'update-interval': '30',
    'update-back-off': '15',
    'disable-source-override': '',
    'source-version-override': '',
    'source-type-override': '',
    'source-location-override': '',
    'hide-cloudwatch-logs': '',
    'disable-github-env-vars': '',
    'artifacts-type-override': '',
    'stop-on-signals': 'SIGINT',
  },
  outputs: ['aws-build-id'],
  ignored: {
    'update-interval': 'the build is asked at once',
    'update-back-off': 'the build is asked at once',
    'stop-on-signals': 'a job that is cancelled stops its build',
  },
  load: async () => (await import('./run-build.ts')).runBuild,
};
