// Trails: made, changed, shown, started and stopped. Source: CloudTrail API reference; CloudTrail user guide, "Amazon S3 bucket policy
// for CloudTrail".
import type { CloudTrailApi } from '../../aws/operations/cloudtrail.ts';
import { defined } from '../../lib/defined.ts';
import { groupKey, logsOf, nameOfGroup } from '../logs/stored-logs.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';
import { accessTo } from './bucket-access.ts';
import { recorderOf } from './recorder.ts';
import {
  allTrails,
  arnOfTrail,
  deliveryOf,
  ownTrail,
  removeTrail,
  saveTrail,
  trailNamed,
  trailsShown,
  type Trail,
} from './trail-record.ts';

export type Op<N extends keyof CloudTrailApi['operations']> = Operation<CloudTrailApi, N>;
type Shapes = CloudTrailApi['shapes'];

export const createTrail: Op<'CreateTrail'> = (input, call) => {
  const { Name, TagsList = [] } = input;
  checkName(Name);
  const { account, region, partition } = call.place;
  const own = allTrails(call).filter((each) => each.region === region);
  if (own.some(({ name }) => name === Name))
    throw refuse<CloudTrailApi>(
      'TrailAlreadyExistsException',
      `Trail ${Name} already exists for customer: ${account}`,
    );
  if (trailsShown(call).length >= mostTrails)
    throw refuse<CloudTrailApi>(
      'MaximumNumberOfTrailsExceededException',
      `User: ${account} already has ${mostTrails} trails in ${region}.`,
    );
  const tags = Object.fromEntries(TagsList.map(({ Key, Value = '' }) => [Key, Value]));
  const trail: Trail = {
    name: Name,
    account,
    region,
    partition,
    tags,
    isLogging: false,
    ...settingsOf(input, { bucket: input.S3BucketName, includesGlobal: true, isMultiRegion: false }),
  };
  check(trail, call);
  save(call, trail, 'CreateTrail');
  return written(trail);
};

const mostTrails = 5;

export const updateTrail: Op<'UpdateTrail'> = (input, call) => {
  const before = ownTrail(call, input.Name);
  const trail: Trail = { ...before, ...settingsOf(input, before) };
  check(trail, call);
  save(call, trail, 'UpdateTrail');
  return written(trail);
};

type Settings = Pick<
  Trail,
  'bucket' | 'prefix' | 'includesGlobal' | 'isMultiRegion' | 'logGroupArn' | 'logRoleArn' | 'kmsKeyId'
>;

/** An empty text removes. */
function settingsOf(input: Shapes['UpdateTrailRequest'], before: Settings): Settings {
  refuseOthers(input);
  const text = (given: string | undefined, known: string | undefined) =>
    given === undefined ? known : given === '' ? undefined : given;
  const { logGroupArn, logRoleArn, prefix, kmsKeyId } = before;
  return {
    bucket: input.S3BucketName ?? before.bucket,
    includesGlobal: input.IncludeGlobalServiceEvents ?? before.includesGlobal,
    isMultiRegion: input.IsMultiRegionTrail ?? before.isMultiRegion,
    prefix: undefined,
    logGroupArn: undefined,
    logRoleArn: undefined,
    kmsKeyId: undefined,
    ...defined({
      prefix: text(input.S3KeyPrefix, prefix),
      logGroupArn: text(input.CloudWatchLogsLogGroupArn, logGroupArn),
      logRoleArn: text(input.CloudWatchLogsRoleArn, logRoleArn),
      kmsKeyId: text(input.KmsKeyId, kmsKeyId),
    }),
  } as Settings;
}

/** What would be taken and not done. */
function refuseOthers(input: Shapes['UpdateTrailRequest']): void {
  const asked: readonly (readonly [boolean, string])[] = [
    [input.IsOrganizationTrail === true, 'IsOrganizationTrail: there is one account here'],
    [
      input.EnableLogFileValidation === true,
      "EnableLogFileValidation: no digest files are written (in AWS's CDK, enableFileValidation: false)",
    ],
    [(input.SnsTopicName ?? '') !== '', 'SnsTopicName: no notifications of files are sent'],
    [input.RecursiveLogging === true, 'RecursiveLogging: what a trail writes is no call here'],
  ];
  const found = asked.find(([is]) => is)?.[1];
  if (found !== undefined)
    throw refuse<CloudTrailApi>(
      'UnsupportedOperationException',
      `Slipway does not execute ${found}. Leave it out on this machine.`,
    );
}

function checkName(name: string): void {
  const wrong = !/^.{3,128}$/s.test(name)
    ? 'Trail name must be between 3 and 128 characters.'
    : !/^[a-zA-Z0-9]/.test(name)
      ? 'Trail name must start with a letter or number.'
      : !/[a-zA-Z0-9]$/.test(name)
        ? 'Trail name must end with a letter or number.'
        : /[^a-zA-Z0-9._-]/.test(name)
          ? 'Trail name or ARN can only contain uppercase letters, lowercase letters, numbers, periods (.), hyphens (-), and underscores (_).'
          : /[._-]{2}/.test(name)
            ? 'Trail name cannot have adjacent periods, hyphens or underscores.'
            : undefined;
  if (wrong !== undefined) throw refuse<CloudTrailApi>('InvalidTrailNameException', wrong);
}

/** The bucket must be there and let CloudTrail in; so must a log group, with its role. */
function check(trail: Trail, call: ServiceCall): void {
  const access = accessTo(call.ground, trail);
  if (access === 'missing')
    throw refuse<CloudTrailApi>('S3BucketDoesNotExistException', `S3 bucket ${trail.bucket} does not exist!`);
  if (access === 'closed')
    throw refuse<CloudTrailApi>(
      'InsufficientS3BucketPolicyException',
      `Incorrect S3 bucket policy is detected for bucket: ${trail.bucket}`,
    );
  checkLogGroup(trail, call);
}

function checkLogGroup({ logGroupArn, logRoleArn }: Trail, call: ServiceCall): void {
  if ((logGroupArn === undefined) !== (logRoleArn === undefined))
    throw refuse<CloudTrailApi>(
      'InvalidParameterCombinationException',
      'You must specify both a CloudWatch Logs log group ARN and a role ARN, or neither.',
    );
  if (logGroupArn === undefined) return;
  if (logsOf(call).group(groupKey(call, nameOfGroup(logGroupArn))) === undefined)
    throw refuse<CloudTrailApi>(
      'InvalidCloudWatchLogsLogGroupArnException',
      'Access denied. Check the permissions for your role, and that the log group exists.',
    );
}

/** Also in the register of the account. */
export function save(call: ServiceCall, trail: Trail, operation: string): void {
  saveTrail(call, trail);
  recorderOf(call.ground).trailsChanged();
  call.ground.account.put({
    ...call.place,
    region: trail.region,
    type: 'AWS::CloudTrail::Trail',
    name: trail.name,
    values: { S3BucketName: trail.bucket },
    tags: trail.tags,
    madeBy: { kind: 'api', operation, principal: call.caller.arn },
    at: call.now,
  });
}

export const deleteTrail: Op<'DeleteTrail'> = ({ Name }, call) => {
  const trail = ownTrail(call, Name);
  removeTrail(call, trail);
  recorderOf(call.ground).trailsChanged();
  const { account, region, name } = trail;
  call.ground.account.remove({ account, region, type: 'AWS::CloudTrail::Trail', name });
  return {};
};

const commonOf = (trail: Trail) => ({
  Name: trail.name,
  S3BucketName: trail.bucket,
  IncludeGlobalServiceEvents: trail.includesGlobal,
  IsMultiRegionTrail: trail.isMultiRegion,
  TrailARN: arnOfTrail(trail),
  LogFileValidationEnabled: false,
  IsOrganizationTrail: false,
  ...defined({
    S3KeyPrefix: trail.prefix,
    CloudWatchLogsLogGroupArn: trail.logGroupArn,
    CloudWatchLogsRoleArn: trail.logRoleArn,
    KmsKeyId: trail.kmsKeyId,
  }),
});

function written(trail: Trail): Shapes['CreateTrailResponse'] {
  return commonOf(trail);
}

function shown(trail: Trail): Shapes['Trail'] {
  const { eventSelectors, advancedEventSelectors } = trail;
  return {
    ...commonOf(trail),
    HomeRegion: trail.region,
    HasCustomEventSelectors: eventSelectors !== undefined || advancedEventSelectors !== undefined,
    HasInsightSelectors: false,
  };
}

export const getTrail: Op<'GetTrail'> = ({ Name }, call) => ({ Trail: shown(trailNamed(call, Name)) });

/** One that is not there is left out. */
export const describeTrails: Op<'DescribeTrails'> = (
  { trailNameList = [], includeShadowTrails = true },
  call,
) => {
  const all = trailsShown(call).filter((each) => includeShadowTrails || each.region === call.place.region);
  const wanted = all.filter(
    (each) =>
      trailNameList.length === 0 || [each.name, arnOfTrail(each)].some((id) => trailNameList.includes(id)),
  );
  return { trailList: wanted.map(shown) };
};

/** Of the account, in every region. */
export const listTrails: Op<'ListTrails'> = (_input, call) => ({
  Trails: allTrails(call).map((trail) => ({
    TrailARN: arnOfTrail(trail),
    Name: trail.name,
    HomeRegion: trail.region,
  })),
});

export const startLogging: Op<'StartLogging'> = ({ Name }, call) => switchTo(call, Name, true);
export const stopLogging: Op<'StopLogging'> = ({ Name }, call) => switchTo(call, Name, false);

function switchTo(call: ServiceCall, name: string, isLogging: boolean) {
  const trail = ownTrail(call, name);
  if (trail.isLogging !== isLogging) {
    saveTrail(call, { ...trail, isLogging, [isLogging ? 'startedAt' : 'stoppedAt']: call.now });
    recorderOf(call.ground).trailsChanged();
  }
  return {};
}

export const getTrailStatus: Op<'GetTrailStatus'> = async ({ Name }, call) => {
  const trail = trailNamed(call, Name);
  await recorderOf(call.ground).delivered();
  const { at, attemptedAt = at, error, logsAt, logsError } = deliveryOf(call, trail);
  const date = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms));
  const text = (ms: number | undefined) =>
    date(ms)
      ?.toISOString()
      .replace(/\.\d+Z/, 'Z') ?? '';
  return {
    IsLogging: trail.isLogging,
    LatestDeliveryAttemptTime: text(attemptedAt),
    LatestDeliveryAttemptSucceeded: (error ?? '') === '' ? text(at) : '',
    LatestNotificationAttemptTime: '',
    LatestNotificationAttemptSucceeded: '',
    TimeLoggingStarted: text(trail.startedAt),
    TimeLoggingStopped: text(trail.stoppedAt),
    ...defined({
      LatestDeliveryTime: date(at),
      LatestDeliveryError: error === '' ? undefined : error,
      StartLoggingTime: date(trail.startedAt),
      StopLoggingTime: date(trail.stoppedAt),
      LatestCloudWatchLogsDeliveryTime: date(logsAt),
      LatestCloudWatchLogsDeliveryError: logsError === '' ? undefined : logsError,
    }),
  };
};
