// What of an environment and its bundle is not executed here, or is otherwise than on AWS: reported before it is deployed.
import { execFileSync } from 'node:child_process';
import type { Environment, PlatformLanguage } from '../../model/environment.ts';
import type { ActionContext } from '../provider.ts';
import type { DeploymentOptions } from '../deployment/deployment-options.ts';
import type { Bundle } from './bundle.ts';
import type { EnvironmentSettings } from './settings.ts';

/** Notices and what is not executed, each once. */
export function reportDifferences(
  { report }: ActionContext<DeploymentOptions>,
  {
    environment,
    language,
    bundle,
    settings,
  }: {
    readonly environment: Environment;
    readonly language: PlatformLanguage;
    readonly bundle: Bundle;
    readonly settings: EnvironmentSettings;
  },
): void {
  for (const what of bundle.notExecuted)
    report({ kind: 'NotExecuted', what, reason: 'It would change this machine, which is yours' });
  for (const [namespace, names] of Object.entries(settings.notExecuted))
    report({
      kind: 'NotExecuted',
      what: `${names.join(', ')} of ${namespace}`,
      reason: reasonFor(namespace),
    });
  for (const message of ignoredFiles(bundle, language, settings)) report({ kind: 'Notice', message });
  const program = language === 'python' ? 'python3' : 'node';
  const version = versionOf(program);
  const wanted = /(?:Python|Node\.?js)\s+(\d+(?:\.\d+)?)/i.exec(environment.platform)?.[1];
  if (version !== undefined && wanted !== undefined && !`${version}.`.startsWith(`${wanted}.`))
    report({ kind: 'Notice', message: `The platform has ${program} ${wanted}, this machine ${version}` });
}

/** What stands in the bundle and has no effect, as on AWS. */
function ignoredFiles(
  { files, processes }: Bundle,
  language: PlatformLanguage,
  { numProcesses, numThreads }: EnvironmentSettings,
): readonly string[] {
  const isTuned = numProcesses !== 1 || numThreads !== 15;
  return [
    ...(files.has('cron.yaml')
      ? ['cron.yaml is for worker environments: a web environment does not read it']
      : []),
    ...(files.has('Buildfile')
      ? [`The platform for ${language} does not read Buildfile; hooks of predeploy do its work`]
      : []),
    ...(language === 'python' && isTuned && processes.length > 0
      ? ['NumProcesses and NumThreads have no effect: the Procfile says how the process is started']
      : []),
  ];
}

/** Why options are not executed, by what their namespace is about. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [
    /^aws:elasticbeanstalk:environment:proxy/,
    'The proxy of the platform (nginx) is not here: requests reach the application itself',
  ],
  [
    /^aws:elasticbeanstalk:environment:process/,
    'The load balancer here checks health at its own pace and has one process, default',
  ],
  [
    /^aws:elasticbeanstalk:container:/,
    'The platform of this environment does not have this option, or it is not executed here',
  ],
  [/^aws:elasticbeanstalk:sqsd/, 'Only worker environments have a queue'],
  [
    /^aws:elasticbeanstalk:customoption/,
    'It has no effect of its own: functions of configuration files read it',
  ],
  [
    /^aws:elasticbeanstalk:(?:healthreporting|cloudwatch|xray|hostmanager|sns|monitoring|managedactions|control)/,
    'The service of AWS that it is about is not here',
  ],
  [
    /^aws:(?:autoscaling|ec2|elb|elbv2|rds|vpc|elasticbeanstalk:environment$)/,
    'It is about machines and networks of AWS that are not here',
  ],
];

function reasonFor(namespace: string): string {
  return reasons.find(([pattern]) => pattern.test(namespace))?.[1] ?? 'Nothing here reads it';
}

function versionOf(program: string): string | undefined {
  try {
    const text = execFileSync(program, ['--version'], { encoding: 'utf8' });
    return /(\d+\.\d+(?:\.\d+)?)/.exec(text)?.[1];
  } catch {
    return undefined;
  }
}
