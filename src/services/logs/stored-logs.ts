// The groups and streams of the caller, as the operations of CloudWatch Logs find them.
import type { LogsApi } from '../../aws/operations/logs.ts';
import { formatArn, parseArn } from '../../model/arn.ts';
import { LogGroups, type GroupKey } from '../../state/log-groups/log-groups.ts';
import type { LogGroup, LogStream } from '../../state/log-groups/rows.ts';
import { readLog } from '../../state/log-reader.ts';
import { refuse, type ServiceCall } from '../service.ts';

const openLogGroups = (stateFolder: string) => new LogGroups(stateFolder);

export function logsOf({ ground }: Pick<ServiceCall, 'ground'>): LogGroups {
  return ground.keep(openLogGroups);
}

export function groupKey({ place }: ServiceCall, name: string): GroupKey {
  return { account: place.account, region: place.region, name };
}

/** By its name. @throws AwsError when there is none */
export function groupNamed(call: ServiceCall, name: string): LogGroup {
  const group = logsOf(call).group(groupKey(call, name));
  if (group === undefined)
    throw refuse<LogsApi>('ResourceNotFoundException', 'The specified log group does not exist.');
  return group;
}

export interface GroupReference {
  readonly logGroupName?: string;
  /** A name or an ARN. */
  readonly logGroupIdentifier?: string;
}

/** By one of the two, as newer operations take it. */
export function groupOfReference(
  call: ServiceCall,
  { logGroupName, logGroupIdentifier }: GroupReference,
): LogGroup {
  if ((logGroupName === undefined) === (logGroupIdentifier === undefined))
    throw refuse<LogsApi>(
      'InvalidParameterException',
      'Exactly one of the parameters logGroupName and logGroupIdentifier must be specified.',
    );
  return groupNamed(call, logGroupName ?? nameOfGroup(logGroupIdentifier ?? ''));
}

/** `arn:aws:logs:REGION:ACCOUNT:log-group:NAME:*` is the ARN of the group too. */
export function nameOfGroup(identifier: string): string {
  const resource = parseArn(identifier)?.resource;
  return resource?.startsWith('log-group:') === true
    ? resource.slice('log-group:'.length).replace(/:\*$/, '')
    : identifier;
}

export function streamNamed(call: ServiceCall, group: LogGroup, name: string): LogStream {
  const stream = logsOf(call).stream(group, name);
  if (stream === undefined)
    throw refuse<LogsApi>('ResourceNotFoundException', 'The specified log stream does not exist.');
  return stream;
}

export function arnOfGroup({ place }: ServiceCall, name: string): string {
  return formatArn({ ...place, service: 'logs', resource: `log-group:${name}` });
}

/** Lines of a log are taken over by so many in one transaction. */
const linesAtOnce = 5000;

/** What the log of an action has got since it was read last becomes events of its stream. */
export async function takeNewLines(call: ServiceCall, group: LogGroup, name: string): Promise<LogStream> {
  const logs = logsOf(call);
  const stream = streamNamed(call, group, name);
  const { file } = stream;
  if (file === undefined) return stream;
  let taken = stream;
  let lines: { readonly timestamp: number; readonly message: string }[] = [];
  const takeOver = (): void => {
    logs.takeLines(taken, lines, call.now);
    lines = [];
    taken = streamNamed(call, group, name);
  };
  for await (const { at, text, unfinished } of readLog(file, `${file}.index`, stream.fileLines)) {
    // A line that may still grow is read when it is whole.
    if (unfinished === true) break;
    lines.push({ timestamp: at, message: text });
    if (lines.length === linesAtOnce) takeOver();
  }
  if (lines.length > 0) takeOver();
  return taken;
}

/** The same for several streams of a group. */
export async function takeAllNewLines(
  call: ServiceCall,
  group: LogGroup,
  streams: readonly LogStream[],
): Promise<readonly LogStream[]> {
  const taken: LogStream[] = [];
  for (const stream of streams)
    taken.push(stream.file === undefined ? stream : await takeNewLines(call, group, stream.name));
  return taken;
}

/** Before it events are gone. */
export function keptSince({ settings }: LogGroup, now: number): number {
  const days = settings.retentionInDays;
  return days === undefined ? 0 : now - days * 24 * 60 * 60 * 1000;
}
