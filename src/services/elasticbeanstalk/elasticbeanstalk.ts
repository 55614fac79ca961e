// Elastic Beanstalk: applications and environments, to which the actions of pipelines deploy.
import type { ElasticBeanstalkApi } from '../../aws/operations/elasticbeanstalk.ts';
import type { Operations } from '../service.ts';
import { createApplication, describeApplications, updateApplication } from './applications.ts';
import {
  createEnvironment,
  deleteApplication,
  describeConfigurationSettings,
  describeEnvironmentResources,
  describeEnvironments,
  describeEvents,
  listTagsForResource,
  terminateEnvironment,
  updateEnvironment,
  updateTagsForResource,
} from './environments.ts';

export const elasticBeanstalk: Operations<ElasticBeanstalkApi> = {
  CreateApplication: createApplication,
  CreateEnvironment: createEnvironment,
  DeleteApplication: deleteApplication,
  DescribeApplications: describeApplications,
  DescribeConfigurationSettings: describeConfigurationSettings,
  DescribeEnvironmentResources: describeEnvironmentResources,
  DescribeEnvironments: describeEnvironments,
  DescribeEvents: describeEvents,
  ListTagsForResource: listTagsForResource,
  TerminateEnvironment: terminateEnvironment,
  UpdateApplication: updateApplication,
  UpdateEnvironment: updateEnvironment,
  UpdateTagsForResource: updateTagsForResource,
};
