// A build as CodeBuild's API gives it: what the journal says of it.
import type { CodeBuildApi } from '../../aws/operations/codebuild.ts';
import type { PipelineEvent } from '../../engine/event.ts';
import { defined } from '../../lib/defined.ts';
import { logPlace } from '../../model/build-log-place.ts';
import { formatArn } from '../../model/arn.ts';
import type { ArtifactReference } from '../../model/progress.ts';
import type { ProjectArtifacts } from '../../model/build.ts';
import type { StartedBuild } from '../../model/started-build.ts';
import type { ServiceCall } from '../service.ts';
import { reportArn } from './reports.ts';
import { artifactsOutput, environmentOutput } from './project-record.ts';

type Shapes = CodeBuildApi['shapes'];

export function buildArn({ place }: ServiceCall, id: string): string {
  return formatArn({ ...place, service: 'codebuild', resource: `build/${id}` });
}

/** What happened to it so far. */
interface Course {
  readonly phases: readonly Shapes['BuildPhase'][];
  readonly status: NonNullable<Shapes['Build']['buildStatus']>;
  readonly endedAt?: number;
  readonly revision?: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly artifacts: readonly ArtifactReference[];
  /** The names of their groups. */
  readonly reports: readonly string[];
}

/** @param events of its execution, in order; none before it has begun */
export function buildOutput(
  call: ServiceCall,
  build: StartedBuild,
  events: readonly PipelineEvent[],
): Shapes['Build'] {
  const { id, number, project, startedAt, initiator, sourceVersion } = build;
  const course = courseOf(events, startedAt);
  const output = defined({
    id,
    arn: buildArn(call, id),
    buildNumber: number,
    startTime: new Date(startedAt),
    endTime: course.endedAt === undefined ? undefined : new Date(course.endedAt),
    currentPhase: course.phases.at(-1)?.phaseType ?? 'SUBMITTED',
    buildStatus: course.status,
    buildComplete: course.endedAt !== undefined,
    sourceVersion,
    resolvedSourceVersion: course.revision,
    projectName: project.name,
    phases: course.phases,
    source: { insecureSsl: false, ...project.source },
    secondarySources: project.secondarySources ?? [],
    secondarySourceVersions: project.secondarySourceVersions ?? [],
    reportArns: course.reports.map((reportGroup) => reportArn(call, { reportGroup, buildId: id })),
    artifacts: artifactOf(project.artifacts, build, course.artifacts[0]),
    secondaryArtifacts: (project.secondaryArtifacts ?? []).map((each) => secondaryOf(each, build, course)),
    cache: project.cache ?? { type: 'NO_CACHE' },
    environment: environmentOutput(project.environment),
    serviceRole: project.serviceRole,
    logs: logsOf(call, build),
    timeoutInMinutes: project.timeoutInMinutes ?? 60,
    queuedTimeoutInMinutes: project.queuedTimeoutInMinutes ?? 480,
    initiator,
    encryptionKey:
      project.encryptionKey ?? formatArn({ ...call.place, service: 'kms', resource: 'alias/aws/s3' }),
    exportedEnvironmentVariables: Object.entries(course.variables).map(([name, value]) => ({ name, value })),
  });
  return output as unknown as Shapes['Build'];
}

function courseOf(events: readonly PipelineEvent[], startedAt: number): Course {
  let course: Course = { phases: [], status: 'IN_PROGRESS', variables: {}, artifacts: [], reports: [] };
  for (const event of events) course = after(course, event);
  const submitted: Shapes['BuildPhase'] = {
    phaseType: 'SUBMITTED',
    phaseStatus: 'SUCCEEDED',
    startTime: new Date(startedAt),
  };
  const hasBegun = course.phases.some(({ phaseType }) => phaseType === 'SUBMITTED');
  return hasBegun ? course : { ...course, phases: [submitted, ...course.phases] };
}

function after(course: Course, event: PipelineEvent): Course {
  switch (event.type) {
    case 'StopRequested':
      return { ...course, status: 'STOPPED' };
    case 'ActionRecovered':
      return { ...course, phases: [] };
    case 'ActionProgressed':
      return {
        ...course,
        phases: withPhase(course.phases, event),
        reports: withReport(course.reports, event),
      };
    case 'ActionSucceeded':
      return withResult(course, event);
    case 'ActionFailed':
      return withFailure(course, event);
    case 'ExecutionEnded':
      return { ...course, status: finalStatus(course, event.status), endedAt: event.at };
    default:
      return course;
  }
}

function withPhase(
  phases: Course['phases'],
  { at, progress }: Extract<PipelineEvent, { readonly type: 'ActionProgressed' }>,
): Course['phases'] {
  if (progress.kind !== 'Phase') return phases;
  const { phaseType, phaseStatus, durationMs, contexts } = progress;
  const before = phases.filter((each) => each.phaseType !== phaseType || each.endTime !== undefined);
  if (phaseStatus === 'IN_PROGRESS') return [...before, { phaseType, startTime: new Date(at) }];
  return [
    ...before,
    {
      phaseType,
      phaseStatus,
      startTime: new Date(at - (durationMs ?? 0)),
      endTime: new Date(at),
      durationInSeconds: Math.round((durationMs ?? 0) / 1000),
      ...defined({ contexts }),
    },
  ];
}

function withReport(
  reports: Course['reports'],
  { progress }: Extract<PipelineEvent, { readonly type: 'ActionProgressed' }>,
): Course['reports'] {
  return progress.kind === 'Report' ? [...new Set([...reports, progress.reportGroup])] : reports;
}

function withResult(
  course: Course,
  {
    stageName,
    outputVariables,
    outputArtifacts,
    externalExecutionId,
  }: Extract<PipelineEvent, { readonly type: 'ActionSucceeded' }>,
): Course {
  if (stageName === 'Source') return { ...course, ...defined({ revision: externalExecutionId }) };
  return { ...course, variables: outputVariables, artifacts: outputArtifacts };
}

/** A source that cannot be had ends the build where CodeBuild ends it. */
function withFailure(
  course: Course,
  {
    at,
    stageName,
    error,
    outputVariables = {},
    outputArtifacts = [],
  }: Extract<PipelineEvent, { readonly type: 'ActionFailed' }>,
): Course {
  const failed = { ...course, variables: outputVariables, artifacts: outputArtifacts };
  if (course.phases.some(({ phaseStatus }) => phaseStatus === 'FAILED') || course.status === 'STOPPED')
    return failed;
  const phase: Shapes['BuildPhase'] = {
    phaseType: stageName === 'Source' ? 'DOWNLOAD_SOURCE' : 'FINALIZING',
    phaseStatus: 'FAILED',
    startTime: new Date(at),
    endTime: new Date(at),
    durationInSeconds: 0,
    contexts: [{ statusCode: 'CLIENT_ERROR', message: error.message }],
  };
  return {
    ...failed,
    phases: [...course.phases, phase, { phaseType: 'COMPLETED', startTime: new Date(at) }],
  };
}

function finalStatus({ phases, status }: Course, ended: string): Course['status'] {
  if (ended === 'Succeeded') return 'SUCCEEDED';
  if (status === 'STOPPED') return 'STOPPED';
  return phases.some(({ phaseStatus }) => phaseStatus === 'TIMED_OUT') ? 'TIMED_OUT' : 'FAILED';
}

function artifactOf(
  artifacts: ProjectArtifacts,
  { project }: StartedBuild,
  reference: ArtifactReference | undefined,
): Shapes['BuildArtifacts'] {
  const { location: bucket = '', type } = artifacts;
  if (type === 'NO_ARTIFACTS') return { location: '' };
  const { encryptionDisabled, overrideArtifactName } = artifactsOutput(artifacts, project.name);
  const key = reference?.location?.key;
  return defined({
    location: key === undefined ? `arn:aws:s3:::${bucket}` : `arn:aws:s3:::${bucket}/${key}`,
    encryptionDisabled,
    overrideArtifactName,
  });
}

function secondaryOf(
  artifacts: ProjectArtifacts,
  build: StartedBuild,
  { artifacts: made }: Course,
): Shapes['BuildArtifacts'] {
  const { artifactIdentifier } = artifacts;
  const reference = made.find(({ name }) => name === artifactIdentifier);
  return { ...artifactOf(artifacts, build, reference), ...defined({ artifactIdentifier }) };
}

function logsOf({ place }: ServiceCall, { project, id }: StartedBuild): Shapes['LogsLocation'] {
  const log = logPlace(project, id);
  if (log === undefined) return { cloudWatchLogs: { status: 'DISABLED' } };
  return {
    groupName: log.group,
    streamName: log.stream,
    cloudWatchLogsArn: formatArn({
      ...place,
      service: 'logs',
      resource: `log-group:${log.group}:log-stream:${log.stream}`,
    }),
    cloudWatchLogs: { status: 'ENABLED' },
  };
}
