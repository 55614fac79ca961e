// Starts the build and follows it to its end; what it prints is the step's log.
import { setTimeout as delay } from 'node:timers/promises';
import type { CallAws } from '../../../../account/call-aws.ts';
import type { Values } from '../../../../aws/wire/message.ts';
import { defined } from '../../../../lib/defined.ts';
import { textOf } from '../../../account-calls.ts';
import { stepEnvironment } from '../../step-environment.ts';
import { withAws } from '../aws-calls.ts';
import { failed, isYes, succeeded, type StandInCall, type StandInEnd } from '../stand-in.ts';

export async function runBuild(call: StandInCall): Promise<StandInEnd> {
  if ((call.inputs['project-name'] ?? '') === '')
    return failed('Input required and not supplied: project-name');
  return await withAws(call, async (aws) => {
    const { build } = (await aws('codebuild', 'StartBuild', startInput(call))) as { readonly build: Values };
    const id = textOf(build['id']);
    return { ...(await followBuild(call, aws, id)), outputs: { 'aws-build-id': id } };
  });
}

function startInput(call: StandInCall): Values {
  const { inputs } = call;
  const text = (key: string): string | undefined => (inputs[key] === '' ? undefined : inputs[key]);
  const artifacts = text('artifacts-type-override');
  return defined({
    projectName: inputs['project-name'],
    ...(isYes(inputs['disable-source-override']) ? {} : sourceOf(call)),
    buildspecOverride: text('buildspec-override'),
    artifactsOverride: artifacts === undefined ? undefined : { type: artifacts },
    computeTypeOverride: text('compute-type-override'),
    environmentTypeOverride: text('environment-type-override'),
    imageOverride: text('image-override'),
    imagePullCredentialsTypeOverride: text('image-pull-credentials-type-override'),
    environmentVariablesOverride: variablesOf(call),
  });
}

/** The commit of the run, of the run's own repository. */
function sourceOf({ job, inputs }: StandInCall): Values {
  const { github } = job.contexts;
  const type = inputs['source-type-override'] ?? '';
  const location = inputs['source-location-override'] ?? '';
  const version = inputs['source-version-override'] ?? '';
  return defined({
    sourceVersion:
      type === '' && location === '' ? (version === '' ? String(github['sha']) : version) : undefined,
    sourceTypeOverride: type === '' ? 'GITHUB' : type,
    sourceLocationOverride:
      location === '' ? `https://github.com/${String(github['repository'])}.git` : location,
  });
}

function variablesOf({ job, frame, env, inputs }: StandInCall): readonly Values[] {
  const passed = new Set((inputs['env-vars-for-codebuild'] ?? '').split(',').map((name) => name.trim()));
  const takesGithub = !isYes(inputs['disable-github-env-vars']);
  return Object.entries(stepEnvironment(job, frame, { env, files: {}, action: '' }))
    .filter(([name]) => (takesGithub && name.startsWith('GITHUB_')) || passed.has(name))
    .map(([name, value]) => ({ name, value, type: 'PLAINTEXT' }));
}

const pollMs = 250;

async function followBuild(call: StandInCall, aws: CallAws, id: string): Promise<StandInEnd> {
  const { ended } = call;
  for (;;) {
    const { builds } = (await aws('codebuild', 'BatchGetBuilds', { ids: [id] })) as {
      readonly builds: readonly Values[];
    };
    const status = textOf(builds[0]?.['buildStatus']);
    if (status !== 'IN_PROGRESS') {
      if (!isYes(call.inputs['hide-cloudwatch-logs'])) await showLog(call, aws, builds[0] ?? {});
      return status === 'SUCCEEDED' ? succeeded() : failed(`Build status: ${status}`);
    }
    if (ended.aborted) {
      await aws('codebuild', 'StopBuild', { id });
      return { end: { outcome: 'cancelled' } };
    }
    await delay(pollMs, undefined, { signal: ended }).catch(() => undefined);
  }
}

async function showLog({ job }: StandInCall, aws: CallAws, build: Values): Promise<void> {
  const { groupName, streamName } = (build['logs'] ?? {}) as Values;
  if (groupName === undefined || streamName === undefined) return;
  const answer = await aws('logs', 'GetLogEvents', {
    logGroupName: groupName,
    logStreamName: streamName,
    startFromHead: true,
  });
  for (const { message } of (answer['events'] ?? []) as readonly Values[])
    job.context.log.line(textOf(message).trimEnd());
}
