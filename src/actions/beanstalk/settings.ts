// What an environment's options come to: set directly before .ebextensions before the platform's own (Elastic Beanstalk
// developer guide, "Configuration options", "General options for all environments"). Pure.
import type { Result } from '../../lib/result.ts';
import { defined } from '../../lib/defined.ts';
import {
  instanceProfileOf,
  optionOf,
  secretsNamespace,
  type Environment,
  type OptionSetting,
} from '../../model/environment.ts';
import { targetGroupDefaults, type TargetGroup } from '../../model/fleet.ts';

const policies = [
  'AllAtOnce',
  'Rolling',
  'RollingWithAdditionalBatch',
  'Immutable',
  'TrafficSplitting',
] as const;
type DeploymentPolicy = (typeof policies)[number];

export interface EnvironmentSettings {
  readonly policy: DeploymentPolicy;
  /** How many instances there are (MinSize of the Auto Scaling group). */
  readonly instances: number;
  /** How many are taken at once. */
  readonly batch: number;
  /** How long one instance may take, in milliseconds. */
  readonly timeoutMs: number;
  readonly ignoresHealth: boolean;
  readonly newVersionPercent: number;
  /** Milliseconds. */
  readonly evaluationMinutes: number;
  readonly wsgiPath: string;
  /** Of the command that the platform for Python starts when no Procfile names another. */
  readonly numProcesses: number;
  readonly numThreads: number;
  /** Where the platform's proxy leads to, and what the processes find as PORT. */
  readonly port: number;
  /** Whether the environment has a PORT that says so. */
  readonly hasOwnPort: boolean;
  /** Without PORT. */
  readonly variables: Readonly<Record<string, string>>;
  /** Variables whose values are secrets or parameters, by the ARN. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly targetGroup: TargetGroup;
  /** The name or the ARN of an instance profile. */
  readonly instanceProfile?: string;
  /** Options that nothing here reads: their names, by namespace. */
  readonly notExecuted: Readonly<Record<string, readonly string[]>>;
}

const command = 'aws:elasticbeanstalk:command';
const environmentNamespace = 'aws:elasticbeanstalk:application:environment';
const processNamespace = 'aws:elasticbeanstalk:environment:process:default';
const python = 'aws:elasticbeanstalk:container:python';
const splitting = 'aws:elasticbeanstalk:trafficsplitting';

export type ReadSettings = Result<EnvironmentSettings>;

/** @param defaultPort where the platform's proxy leads to unless the environment has a PORT */
export function environmentSettings(
  { environmentName, optionSettings }: Environment,
  ebextensions: readonly OptionSetting[],
  defaultPort: number,
): ReadSettings {
  const all = [...ebextensions, ...optionSettings];
  const looked = new Set<string>();
  const option = (namespace: string, name: string, otherwise: string): string => {
    looked.add(`${namespace} ${name}`);
    return optionOf(all, namespace, name) ?? otherwise;
  };
  const policy = policies.find((each) => each === option(command, 'DeploymentPolicy', 'AllAtOnce'));
  if (policy === undefined)
    return { failed: `${command} DeploymentPolicy is none of ${policies.join(', ')}` };
  const wrong: string[] = [];
  const number = (namespace: string, name: string, otherwise: number): number => {
    const value = Number(option(namespace, name, String(otherwise)));
    if (Number.isFinite(value) && value >= 0) return value;
    wrong.push(`${namespace} ${name} is no number`);
    return otherwise;
  };
  const { PORT: ownPort, ...variables } = valuesOf(all, environmentNamespace);
  const port = Number(ownPort ?? defaultPort);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    return { failed: `${environmentNamespace} PORT is "${ownPort}", and the proxy leads to it as a port` };
  const instances = Math.max(1, Math.trunc(number('aws:autoscaling:asg', 'MinSize', 1)));
  const size = number(command, 'BatchSize', 100);
  const isFixed = option(command, 'BatchSizeType', 'Percentage') === 'Fixed';
  const batch = isFixed ? Math.trunc(size) : Math.floor((instances * size) / 100);
  const instanceProfile = instanceProfileOf({ optionSettings: all });
  const settings: Omit<EnvironmentSettings, 'notExecuted'> = {
    policy,
    instances,
    batch: Math.min(instances, Math.max(1, batch)),
    timeoutMs: number(command, 'Timeout', 600) * 1000,
    ignoresHealth: option(command, 'IgnoreHealthCheck', 'false').toLowerCase() === 'true',
    newVersionPercent: number(splitting, 'NewVersionPercent', 10),
    evaluationMinutes: number(splitting, 'EvaluationTime', 5),
    wsgiPath: option(python, 'WSGIPath', 'application'),
    numProcesses: Math.max(1, number(python, 'NumProcesses', 1)),
    numThreads: Math.max(1, number(python, 'NumThreads', 15)),
    port,
    hasOwnPort: ownPort !== undefined,
    variables,
    secrets: valuesOf(all, secretsNamespace),
    ...defined({ instanceProfile }),
    targetGroup: {
      ...targetGroupDefaults,
      name: environmentName,
      port,
      healthCheckPath: option(
        processNamespace,
        'HealthCheckPath',
        option('aws:elasticbeanstalk:application', 'Application Healthcheck URL', '/'),
      ),
      matcher: option(processNamespace, 'MatcherHTTPCode', '200'),
      deregistrationDelaySeconds: number(processNamespace, 'DeregistrationDelay', 20),
    },
  };
  if (wrong[0] !== undefined) return { failed: wrong[0] };
  return { ...settings, notExecuted: namesByNamespace(all.filter((each) => !isTaken(each, looked))) };
}

function isTaken({ Namespace, OptionName }: OptionSetting, looked: ReadonlySet<string>): boolean {
  const isVariable = Namespace === environmentNamespace || Namespace === secretsNamespace;
  return isVariable || looked.has(`${Namespace} ${OptionName}`);
}

function namesByNamespace(settings: readonly OptionSetting[]): EnvironmentSettings['notExecuted'] {
  const groups = Object.groupBy(settings, ({ Namespace }) => Namespace);
  return Object.fromEntries(
    Object.entries(groups).map(([namespace, options = []]) => [
      namespace,
      [...new Set(options.map(({ OptionName }) => OptionName))],
    ]),
  );
}

function valuesOf(settings: readonly OptionSetting[], namespace: string): Readonly<Record<string, string>> {
  const own = settings.filter(({ Namespace }) => Namespace === namespace);
  return Object.fromEntries(own.map(({ OptionName, Value }) => [OptionName, Value]));
}
