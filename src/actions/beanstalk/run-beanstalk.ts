// The Elastic Beanstalk deploy action: the input artifact becomes an application version, and the environment is brought
// to it by its deployment policy.
import { counted } from '../../lib/counted.ts';
import { defined } from '../../lib/defined.ts';
import { type Explanation, type Failed, isFailed, type Result } from '../../lib/result.ts';
import { parseArn } from '../../model/arn.ts';
import { writeFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newId } from '../../lib/id.ts';
import { didYouMean } from '../../lib/nearest.ts';
import { languageOf, optionOf, type Environment, type PlatformLanguage } from '../../model/environment.ts';
import type { FailureDetails } from '../../model/progress.ts';
import { findOnPath } from '../../targets/host/find-on-path.ts';
import { resolveVariable } from '../build/secret-variables.ts';
import { answeringPath } from '../deployment/announce.ts';
import { deployInFrame, type DeploymentOutcome, type FramedDeployment } from '../deployment/frame.ts';
import type { ActionContext, RunOf } from '../provider.ts';
import type { DeploymentOptions } from '../deployment/deployment-options.ts';
import { quote, readBundle, type Bundle } from './bundle.ts';
import { variableFrom } from '../resolve-value-from.ts';
import { environmentRecord, saveVersion } from './environment-record.ts';
import { evaluateBundle, type FunctionPlace } from './functions.ts';
import { nodeCommand, platformPorts, platformPrograms, revisionScripts } from './platform.ts';
import { reportDifferences } from './report-differences.ts';
import { environmentSettings, type EnvironmentSettings } from './settings.ts';
import type { InstanceFailure } from './deploy-to-instance.ts';
import type { Update } from './update.ts';
import { updateEnvironment, type UpdateEnd } from './update-environment.ts';

export const runBeanstalk: RunOf<DeploymentOptions> = async (context) => {
  const prepared = await prepare(context);
  if (isFailed(prepared)) return { status: 'Failed', error: prepared.failed };
  const { update } = prepared;
  const { environmentName } = update.environment;
  return await deployInFrame(context, framedUpdate(update), {
    open: async () => await Promise.resolve(update),
    run: runUpdate,
    whenBroken: `The update broke off, and the instances of ${environmentName} are as they were then; the next one goes on from there`,
  });
};

function framedUpdate({ label, environment: { environmentName } }: Update): FramedDeployment {
  return {
    deployment: { deploymentId: label, groupName: environmentName, creator: 'user' },
    lockName: `elasticbeanstalk/${environmentName}`,
    busy: (activeDeploymentId) => ({
      code: 'InvalidParameterValue',
      message: `Environment named ${environmentName} is in an invalid state for this operation. Must be Ready: it is updated to ${activeDeploymentId}`,
      remedy: 'Wait for it to end, or put the actions that deploy to it one after the other.',
    }),
  };
}

async function runUpdate(update: Update): Promise<DeploymentOutcome> {
  const { context, label, environment } = update;
  const { openEnvironment } = await import('../../targets/environment/open-environment.ts');
  const end = await updateEnvironment(update, openEnvironment);
  if (end.failures.length > 0) {
    const rollback = end.left === undefined ? {} : { rollbackInfo: { rollbackMessage: end.left } };
    return { status: 'Failed', error: describe(update, end), ...rollback };
  }
  const [artifact] = context.inputArtifacts;
  saveVersion(context.state.records, environment, {
    label,
    digest: artifact?.digest ?? '',
    createdAt: context.now(),
  });
  const { environmentName: name } = environment;
  return {
    status: 'Succeeded',
    summary: `${label} on ${counted(end.instances, 'instance')}`,
    ...(end.url === undefined
      ? {}
      : {
          endpoint: {
            name,
            url: end.url,
            detail: 'Elastic Beanstalk environment',
            ...(await answeringPath(end.url, update.settings.targetGroup)),
          },
        }),
  };
}

type Prepared = Result<{ readonly update: Update }, FailureDetails>;

async function prepare(context: ActionContext<DeploymentOptions>): Promise<Prepared> {
  const environment = findEnvironment(context);
  if (isFailed(environment)) return environment;
  if (environment.tier === 'Worker') return refuseWorker(environment);
  const language = languageOf(environment.platform);
  if (language === undefined)
    return refuse(
      `The platform "${environment.platform}" does not run here`,
      'Python and Node.js platforms do.',
    );
  const [artifact] = context.inputArtifacts;
  if (artifact === undefined)
    return refuse('The action takes exactly one input artifact', 'Name the source bundle in inputArtifacts.');
  const written = await readBundle(context.state.artifacts, artifact.digest);
  if (isFailed(written))
    return refuse(written.failed, 'See "Advanced environment customization with configuration files".');
  const { bundle, notExecuted } = evaluateBundle(written, functionPlace(context, environment, written));
  const noProcess = withoutProcess(language, bundle);
  if (noProcess !== undefined) return noProcess;
  const settings = environmentSettings(environment, bundle.optionSettings, platformPorts[language]);
  if (isFailed(settings))
    return refuse(settings.failed, 'Correct it in the environment or in .ebextensions.');
  const variables = await resolveVariables(settings, context);
  if (isFailed(variables)) return refuse(variables.failed.message, variables.failed.remedy);
  for (const each of [...(environment.notExecuted ?? []), ...notExecuted])
    context.report({ kind: 'NotExecuted', ...each });
  reportDifferences(context, { environment, language, bundle, settings });
  const label = await context.step('label', async () => `code-pipeline-${context.now()}-${newId()}`);
  const revision = await makeRevision(context, {
    label,
    language,
    bundle,
    settings,
    variables: variables.values,
  });
  const { environmentId } = environmentRecord(context.state.records, environment);
  const programs = platformPrograms[language].filter((name) => findOnPath(name) !== undefined);
  return { update: { context, environment, environmentId, settings, programs, label, revision } };
}

function refuse(message: string, remedy: string): Failed<FailureDetails> {
  return { failed: { code: 'ConfigurationError', message, remedy } };
}

/** A web server in its place would seem deployed, and answer no request. */
function refuseWorker({ environmentName }: Environment): Failed<FailureDetails> {
  return refuse(
    `${environmentName} is a worker environment, and none is deployed here: its processes get their work as messages of an SQS queue and by cron.yaml, and neither is here`,
    'Deploy it on AWS. To try its process here, give an environment of the tier WebServer the same bundle and post messages to it.',
  );
}

function withoutProcess(language: PlatformLanguage, bundle: Bundle): Failed<FailureDetails> | undefined {
  if (language !== 'node' || bundle.processes.length > 0 || nodeCommand(bundle) !== undefined)
    return undefined;
  return refuse(
    'The bundle has nothing that the platform for Node.js starts: no Procfile, no package.json, no app.js, no server.js',
    'Put one of them into the root of the source bundle; a bundle must not have a folder around its files.',
  );
}

function functionPlace(
  { place }: ActionContext<DeploymentOptions>,
  { environmentName, platform, optionSettings }: Environment,
  bundle: Bundle,
): FunctionPlace {
  const given = parseArn(platform)?.region ?? '';
  const region = given === '' ? place.region : given;
  const all = [...bundle.optionSettings, ...optionSettings];
  return { ...place, region, environmentName, option: (namespace, name) => optionOf(all, namespace, name) };
}

function findEnvironment({
  configuration,
  resources,
}: ActionContext<DeploymentOptions>): Result<Environment, FailureDetails> {
  const { ApplicationName = '', EnvironmentName = '' } = configuration;
  const found = resources.find('AWS::ElasticBeanstalk::Environment', EnvironmentName)?.values;
  if (found?.applicationName === ApplicationName) return found;
  const known = resources
    .valuesOf('AWS::ElasticBeanstalk::Environment')
    .map(({ environmentName }) => environmentName);
  return refuse(
    `There is no environment "${EnvironmentName}" of the application "${ApplicationName}"`,
    didYouMean(
      EnvironmentName,
      known,
      'Put the input of "aws elasticbeanstalk create-environment" into a file next to the pipeline.',
    ),
  );
}

type Variables = Result<{ readonly values: Readonly<Record<string, string>> }, Explanation>;

/** Secrets and parameters are taken when the environment is updated, and are never part of a bundle. */
async function resolveVariables(
  { variables, secrets }: EnvironmentSettings,
  { state, options, log, resources }: ActionContext<DeploymentOptions>,
): Promise<Variables> {
  const values: Record<string, string> = { ...variables };
  for (const [name, arn] of Object.entries(secrets)) {
    const found = await resolveVariable(variableFrom(name, arn), {
      state,
      parameters: resources.valuesOf('AWS::SSM::Parameter'),
      asksAws: options.awsValues === true,
    });
    if (isFailed(found)) return { failed: { ...found.failed, message: `${name}: ${found.failed.message}` } };
    log.redact([{ name, value: found.value }]);
    values[name] = found.value;
  }
  return { values };
}

async function makeRevision(
  context: ActionContext<DeploymentOptions>,
  {
    label,
    language,
    bundle,
    settings,
    variables,
  }: {
    readonly label: string;
    readonly language: PlatformLanguage;
    readonly bundle: Bundle;
    readonly settings: EnvironmentSettings;
    readonly variables: Readonly<Record<string, string>>;
  },
): Promise<Update['revision']> {
  const folder = join(context.workFolder, 'revision');
  const variablesName = `${label}.env`;
  await rm(folder, { recursive: true, force: true });
  await context.state.artifacts.extract(context.inputArtifacts[0]?.digest ?? '', join(folder, 'app'));
  const scripts = revisionScripts({
    platform: { language, port: settings.port },
    bundle,
    wsgiPath: settings.wsgiPath,
    numProcesses: settings.numProcesses,
    numThreads: settings.numThreads,
    variablesFile: variablesName,
    timeoutSeconds: settings.timeoutMs / 1000,
  });
  for (const [path, text] of Object.entries(scripts)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text, { mode: 0o755 });
  }
  const { digest } = await context.state.artifacts.save(folder);
  const zip = join(context.workFolder, `${label}.zip`);
  await context.state.artifacts.exportZip(digest, zip);
  const file = join(context.workFolder, variablesName);
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${quote(value)}\n`);
  writeFileSync(file, lines.join(''), { mode: 0o600 });
  const leader = `${file}.leader`;
  writeFileSync(leader, [...lines, 'EB_IS_COMMAND_LEADER=true\n'].join(''), { mode: 0o600 });
  return { digest, zip, variables: { leader, others: file }, variablesName };
}

function describe({ environment }: Update, { failures }: UpdateEnd): FailureDetails {
  const [first] = failures;
  return {
    code: 'EnvironmentUpdateFailed',
    message: `Failed to deploy application to ${environment.environmentName}: ${placed(first)}`,
    ...(first === undefined || first.logTail === '' ? {} : { logTail: first.logTail.split('\n').slice(-20) }),
    ...defined({ remedy: first?.explanation }),
  };
}

/** The health check names the instance by itself. */
function placed(failure: InstanceFailure | undefined): string {
  if (failure === undefined) return 'no instance says why';
  const { instanceId, message } = failure;
  return message.startsWith(instanceId) ? message : `${instanceId}: ${message}`;
}
