// aws-actions/amazon-ecs-render-task-definition: an image into a container of a task definition.
import type { StandIn } from '../stand-in.ts';

export const renderTaskDefinition: StandIn = {
  action: 'aws-actions/amazon-ecs-render-task-definition',
  by: 'the same change of the file, made here',
  inputs: {
    'task-definition': '',
    'task-definition-arn': '',
    'task-definition-family': '',
    'task-definition-revision': '',
    'container-name': '',
    image: '',
    'environment-variables': '',
    'log-configuration-log-driver': '',
    'log-configuration-options': '',
    'docker-labels': '',
    command: '',
    'task-role-arn': '',
    'execution-role-arn': '',
    'env-files': '',
    secrets: '',
  },
  outputs: ['task-definition'],
  load: async () => (await import('./run-render.ts')).runRender,
};
