// The alarms that take a creation or an update of a stack back (RollbackConfiguration). Source: CloudFormation user guide,
// "Roll back your CloudFormation stack on alarm breach".
import type { Values } from '../../aws/wire/message.ts';
import type { RollbackConfiguration } from '../../stacks/stack.ts';
import type { CallAws } from '../../account/call-aws.ts';
import { invalid } from './errors.ts';
import { listIn, textIn } from './resource-type.ts';

interface Given {
  readonly RollbackTriggers?: readonly { readonly Arn: string; readonly Type: string }[];
  readonly MonitoringTimeInMinutes?: number;
}

/** @throws AwsError */
export function rollbackConfigurationOf({
  RollbackTriggers = [],
  MonitoringTimeInMinutes = 0,
}: Given): RollbackConfiguration {
  for (const { Arn, Type } of RollbackTriggers) {
    if (Type !== 'AWS::CloudWatch::Alarm' && Type !== 'AWS::CloudWatch::CompositeAlarm')
      throw invalid('Rollback Trigger Type not supported');
    if (alarmName(Arn) === undefined) throw invalid("RelativeId of a Rollback Trigger's ARN is incorrect");
  }
  return { alarmArns: RollbackTriggers.map(({ Arn }) => Arn), monitoringMinutes: MonitoringTimeInMinutes };
}

/** As DescribeStacks and DescribeChangeSet give it back. */
export function shownRollbackConfiguration(configuration: RollbackConfiguration | undefined) {
  if (configuration === undefined) return {};
  const { alarmArns, monitoringMinutes } = configuration;
  return {
    RollbackTriggers: alarmArns.map((Arn) => ({ Arn, Type: 'AWS::CloudWatch::Alarm' })),
    MonitoringTimeInMinutes: monitoringMinutes,
  };
}

function alarmName(arn: string): string | undefined {
  return /^arn:[^:]+:cloudwatch:[^:]+:\d+:alarm:(.+)$/.exec(arn)?.[1];
}

/** Why the operation goes back; undefined while every alarm is there and none is in ALARM. */
export async function alarmFailure(
  { alarmArns }: RollbackConfiguration,
  call: CallAws,
): Promise<string | undefined> {
  if (alarmArns.length === 0) return undefined;
  const answer = await call('cloudwatch', 'DescribeAlarms', {
    AlarmNames: alarmArns.map((arn) => alarmName(arn) ?? ''),
    AlarmTypes: ['CompositeAlarm', 'MetricAlarm'],
  });
  const found = ['MetricAlarms', 'CompositeAlarms'].flatMap(
    (kind) => listIn(answer, kind) as readonly Values[],
  );
  for (const arn of alarmArns) {
    const alarm = found.find((each) => textIn(each, 'AlarmArn') === arn);
    if (alarm === undefined) return `The rollback trigger ${arn} does not exist.`;
    if (textIn(alarm, 'StateValue') === 'ALARM') return `The rollback trigger ${arn} is in the state ALARM.`;
  }
  return undefined;
}
