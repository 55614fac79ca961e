// Wait conditions: a stack goes on when it has been signalled as often as the template says.
// Source: CloudFormation user guide, "Create wait conditions in a CloudFormation template"; "CreationPolicy attribute".
import type { Values } from '../../../aws/wire/message.ts';
import { textIn, type ResourceHandlers, type ResourceWork } from '../resource-type.ts';
import { tokenOfSignalUrl } from '../signal-address.ts';
import { documentIn } from '../signal-document.ts';
import { signalOwner } from '../signals.ts';
import { refuseOthers } from './logs.ts';

interface Awaited {
  /** Of the address that the signals come by. */
  readonly token: string;
  readonly count: number;
  readonly seconds: number;
}

/** By the handle's address, or by SignalResource. */
function awaited({ properties, creationPolicy, signals, stackId, logicalId }: ResourceWork): Awaited {
  if (creationPolicy !== undefined) {
    const signal = (creationPolicy['ResourceSignal'] ?? {}) as Values;
    return {
      token: signals.open(signalOwner(stackId, logicalId)).token,
      count: numberIn(signal, 'Count', 1),
      seconds: secondsOf(textIn(signal, 'Timeout')),
    };
  }
  refuseOthers(properties, ['Count', 'Handle', 'Timeout']);
  const token = tokenOfSignalUrl(textIn(properties, 'Handle'));
  if (token === undefined)
    throw new Error('Handle must be the Ref of a resource of type AWS::CloudFormation::WaitConditionHandle');
  const seconds = numberIn(properties, 'Timeout', 0);
  if (seconds < 1 || seconds > 43_200) throw new Error('Timeout must be from 1 to 43200 seconds');
  return { token, count: numberIn(properties, 'Count', 1), seconds };
}

function numberIn(values: Values, name: string, otherwise: number): number {
  const text = textIn(values, name);
  return text === '' ? otherwise : Number(text);
}

/** `PT1H30M5S`; five minutes when it is left out. */
function secondsOf(text: string): number {
  if (text === '') return 300;
  const [whole, hours = 0, minutes = 0, seconds = 0] =
    /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(text) ?? [];
  if (whole === undefined) throw new Error(`Invalid Timeout of the CreationPolicy: ${text}`);
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/** A signal with an id that was there before is ignored. */
function signalsIn(texts: readonly string[]): ReadonlyMap<string, Values> {
  const found = new Map<string, Values>();
  for (const text of texts) {
    const document = documentIn(text);
    const id = textIn(document ?? {}, 'UniqueId');
    if (document !== undefined && id !== '' && !found.has(id)) found.set(id, document);
  }
  return found;
}

/** The data of the signals, by their ids, when there are enough of them. */
async function waited(work: ResourceWork): Promise<Values> {
  const { signals } = work;
  const { token, count, seconds } = awaited(work);
  const until = signals.open(work.id).madeAt + seconds * 1000;
  for (;;) {
    const all = signalsIn(signals.received(token));
    for (const [id, signal] of all) {
      if (textIn(signal, 'Status') !== 'SUCCESS')
        throw new Error(
          `WaitCondition received failed message: '${textIn(signal, 'Reason')}' for uniqueId: ${id}`,
        );
      work.onSignal(id);
    }
    if (all.size >= count)
      return Object.fromEntries([...all].map(([id, signal]) => [id, textIn(signal, 'Data')]));
    if (!(await signals.next(token, until))) throw new Error(missing(work, { received: all.size, count }));
  }
}

function missing(
  { creationPolicy }: ResourceWork,
  { received, count }: { readonly received: number; readonly count: number },
): string {
  return creationPolicy === undefined
    ? `WaitCondition timed out. Received ${received} conditions when expecting ${count}`
    : `Failed to receive ${count - received} resource signal(s) within the specified duration`;
}

export const waitConditionTypes: ResourceHandlers = {
  'AWS::CloudFormation::WaitConditionHandle': {
    here: 'executed',
    create: async ({ signals, stackId, name }) =>
      Promise.resolve({ physicalId: signals.open(`${stackId} ${name}`).url, attributes: {} }),
    update: async (_work, { physicalId }) => Promise.resolve({ physicalId, attributes: {} }),
    remove: async () => Promise.resolve(),
  },
  'AWS::CloudFormation::WaitCondition': {
    here: 'executed',
    create: async (work) => {
      const data = await waited(work);
      return { physicalId: work.name, attributes: { Data: JSON.stringify(data) } };
    },
    remove: async () => Promise.resolve(),
  },
};
