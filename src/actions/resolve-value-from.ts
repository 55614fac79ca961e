// Values that a service of AWS takes from Parameter Store or Secrets Manager, named as ECS and Elastic Beanstalk name them.
import { parseArn } from '../model/arn.ts';
import type { EnvironmentVariable } from '../model/build.ts';

/**
 * `arn:aws:ssm:REGION:ACCOUNT:parameter/a/b`, `arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-AbCdEf[:key:stage:id]`,
 * or the bare name of a parameter (Amazon ECS developer guide, "Pass sensitive data to an Amazon ECS container").
 */
export function variableFrom(name: string, valueFrom: string): EnvironmentVariable {
  const arn = parseArn(valueFrom);
  if (arn?.service === 'secretsmanager') {
    const [, secret, rest = ''] = /^secret:([^:]+?)(?:-[A-Za-z0-9]{6})?(:.*)?$/.exec(arn.resource) ?? [];
    if (secret !== undefined)
      return { name, type: 'SECRETS_MANAGER', value: `${secret}${rest.replace(/:+$/, '')}` };
  }
  const parameter = arn?.service === 'ssm' ? /^parameter(\/.+)$/.exec(arn.resource)?.[1] : undefined;
  return { name, type: 'PARAMETER_STORE', value: parameter ?? valueFrom };
}
