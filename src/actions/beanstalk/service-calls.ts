// What Elastic Beanstalk calls with the role of an environment's instances when they start: it reads the secrets that become
// variables. Only those that the configuration of the environment names are asked for, and not those of .ebextensions.
// Source: Elastic Beanstalk developer guide, "Using secrets as environment variables".
import { environmentSecrets, instanceProfileOf } from '../../model/environment.ts';
import { right } from '../../model/rights/right.ts';
import type { ServiceCalls, ServiceCallsRequest } from '../../model/rights/service-calls-shape.ts';
import { instanceCalls } from '../instance-calls.ts';

export function beanstalkServiceCalls({
  configuration,
  definition,
  place,
}: ServiceCallsRequest): readonly ServiceCalls[] {
  const environment = definition.environments.find(
    ({ environmentName }) => environmentName === configuration['EnvironmentName'],
  );
  if (environment === undefined) return [];
  const { parameters, secrets } = environmentSecrets(environment);
  return instanceCalls(instanceProfileOf(environment), place, () => [
    ...(parameters.length === 0 ? [] : [right('ssm:GetParameter', parameters)]),
    ...(secrets.length === 0 ? [] : [right('secretsmanager:GetSecretValue', secrets)]),
  ]);
}
