// aws-actions/aws-cloudformation-github-deploy: a stack by a change set, which is executed.
import type { StandIn } from '../stand-in.ts';

export const cloudformationDeploy: StandIn = {
  action: 'aws-actions/aws-cloudformation-github-deploy',
  inputs: {
    mode: 'create-and-execute',
    name: '',
    template: '',
    capabilities: 'CAPABILITY_IAM',
    'parameter-overrides': '',
    'no-execute-changeset': 'false',
    'no-delete-failed-changeset': 'false',
    'no-fail-on-empty-changeset': '1',
    'fail-on-empty-changeset': 'false',
    'disable-rollback': 'false',
    'timeout-in-minutes': '',
    'notification-arns': '',
    'role-arn': '',
    tags: '',
    'termination-protection': 'false',
    'http-proxy': '',
    'change-set-name': '',
    'include-nested-stacks-change-set': '0',
    'execute-change-set-id': '',
    's3-bucket': '',
    's3-prefix': '',
    'deployment-mode': '',
  },
  ignored: {
    'http-proxy': 'the endpoint is on this machine',
    's3-bucket': 'the template is sent with the call',
    's3-prefix': 'the template is sent with the call',
    'deployment-mode': 'stacks of this machine do not drift',
    'timeout-in-minutes': 'the limit of the step and of the job count',
  },
  load: async () => (await import('./deploy-stack.ts')).deployStack,
};
