// The log of a function: its group `/aws/lambda/NAME`, or the one that its LoggingConfig names.
import type { StreamKey } from '../../state/log-groups/log-groups.ts';
import type { NewEvent } from '../../state/log-groups/log-groups.ts';
import { newLogStream } from '../../targets/function/invocation-log.ts';
import type { ServiceCall } from '../service.ts';
import type { FunctionRecord } from './function-record.ts';
import { lambdaOf } from './lambda-ground.ts';

export interface FunctionLog {
  readonly line: (text: string) => void;
  /** The stream that its lines go to; they wait until it is known. */
  readonly to: (stream: string) => void;
  /** What Slipway itself says, in a stream of its own. */
  readonly lineOfOwn: (text: string) => void;
}

export function functionLog(
  { ground, place }: Pick<ServiceCall, 'ground' | 'place'>,
  record: Pick<FunctionRecord, 'name' | 'settings'>,
): FunctionLog {
  const { logLines } = lambdaOf({ ground });
  const { account, region } = place;
  const group = { account, region, name: logGroupOf(record) };
  let own: StreamKey | undefined;
  const early: NewEvent[] = [];
  let key: StreamKey | undefined;
  return {
    line: (text) => {
      const event = { timestamp: Date.now(), message: text };
      if (key === undefined) early.push(event);
      else logLines.add(key, event);
    },
    lineOfOwn: (text) => {
      own ??= { group, stream: newLogStream('$LATEST') };
      logLines.add(own, { timestamp: Date.now(), message: text });
    },
    to: (stream) => {
      key = { group, stream };
      for (const event of early.splice(0)) logLines.add(key, event);
    },
  };
}

export function logGroupOf({ name, settings }: Pick<FunctionRecord, 'name' | 'settings'>): string {
  const logging = settings.given['LoggingConfig'] as { readonly LogGroup?: string } | undefined;
  return logging?.LogGroup ?? `/aws/lambda/${name}`;
}
