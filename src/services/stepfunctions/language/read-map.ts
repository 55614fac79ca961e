// What a Map may have besides the keys of every state, and what is wrong with it. Pure. Source: Step Functions developer guide, "Map
// state", distributed mode.
import { isRecord } from '../../../lib/is-record.ts';

type Raw = Readonly<Record<string, unknown>>;

const distributedKeys = [
  'Label',
  'ItemReader',
  'ItemBatcher',
  'ResultWriter',
  'ToleratedFailureCount',
  'ToleratedFailurePercentage',
];
const distributedPaths = ['ToleratedFailureCountPath', 'ToleratedFailurePercentagePath'];

function processorConfig(state: Raw): Raw {
  const processor = state['ItemProcessor'] ?? state['Iterator'];
  const config = isRecord(processor) ? processor['ProcessorConfig'] : undefined;
  return isRecord(config) ? config : {};
}

/** Those that only a distributed one has. */
export function keysOfMap(state: Raw, isQueried: boolean): readonly string[] {
  if (processorConfig(state)['Mode'] !== 'DISTRIBUTED') return [];
  return isQueried ? distributedKeys : [...distributedKeys, ...distributedPaths];
}

/** Each with the key that it is about. */
type Wrong = readonly [key: string, wrong: string];

interface Allowed {
  readonly keys: readonly string[];
  /** Of the keys whose values are among a few. */
  readonly values?: Readonly<Record<string, readonly string[]>>;
}

const allowed: Readonly<Record<string, Allowed>> = {
  'ItemProcessor/ProcessorConfig': {
    keys: ['Mode', 'ExecutionType'],
    values: { Mode: ['INLINE', 'DISTRIBUTED'], ExecutionType: ['STANDARD', 'EXPRESS'] },
  },
  ItemReader: {
    keys: ['Resource', 'Parameters', 'Arguments', 'ReaderConfig'],
    values: { Resource: ['s3:getObject', 's3:listObjectsV2'] },
  },
  'ItemReader/ReaderConfig': {
    keys: [
      'InputType',
      'CSVHeaderLocation',
      'CSVHeaders',
      'CSVDelimiter',
      'MaxItems',
      'MaxItemsPath',
      'ManifestType',
      'Transformation',
    ],
    values: {
      InputType: ['CSV', 'JSON', 'JSONL', 'MANIFEST'],
      CSVHeaderLocation: ['FIRST_ROW', 'GIVEN'],
      CSVDelimiter: ['COMMA', 'PIPE', 'SEMICOLON', 'SPACE', 'TAB'],
      ManifestType: ['S3_INVENTORY'],
      Transformation: ['NONE'],
    },
  },
  ItemBatcher: {
    keys: [
      'MaxItemsPerBatch',
      'MaxItemsPerBatchPath',
      'MaxInputBytesPerBatch',
      'MaxInputBytesPerBatchPath',
      'BatchInput',
    ],
  },
  ResultWriter: {
    keys: ['Resource', 'Parameters', 'Arguments', 'WriterConfig'],
    values: { Resource: ['s3:putObject'] },
  },
  'ResultWriter/WriterConfig': {
    keys: ['Transformation', 'OutputType'],
    values: { Transformation: ['NONE', 'COMPACT', 'FLATTEN'], OutputType: ['JSON', 'JSONL'] },
  },
};

/** As far as they are written: values of expressions are looked at when they are known. */
export function problemsOfMap(state: Raw): readonly Wrong[] {
  const { ItemReader, ItemBatcher, ResultWriter, Label } = state;
  const parts: Readonly<Record<string, unknown>> = {
    'ItemProcessor/ProcessorConfig': processorConfig(state),
    ItemReader,
    'ItemReader/ReaderConfig': inner(ItemReader, 'ReaderConfig'),
    ItemBatcher,
    ResultWriter,
    'ResultWriter/WriterConfig': inner(ResultWriter, 'WriterConfig'),
  };
  return [
    ...Object.entries(parts).flatMap(([place, part]) => problemsOfPart(place, part)),
    ...problemsOfLabel(Label),
    ...problemsOfReader(ItemReader),
    ...problemsOfWriter(ResultWriter),
    ...problemsOfBatcher(ItemBatcher),
  ];
}

function inner(part: unknown, key: string): unknown {
  return isRecord(part) ? part[key] : undefined;
}

function problemsOfPart(place: string, part: unknown): readonly Wrong[] {
  if (part === undefined) return [];
  if (!isRecord(part)) return [[place, 'it is no object']];
  const { keys, values = {} } = allowed[place] ?? { keys: [] };
  return Object.entries(part).flatMap(([key, value]): readonly Wrong[] => {
    const known = values[key];
    if (!keys.includes(key)) return [[`${place}/${key}`, `Slipway does not execute ${key}`]];
    if (known === undefined) return [];
    const plain = typeof value === 'string' ? value.replace(/^arn:[^:]+:states:::/, '') : value;
    return known.includes(plain as string)
      ? []
      : [[`${place}/${key}`, `Slipway executes ${known.join(', ')}, and not ${JSON.stringify(value)}`]];
  });
}

/** Developer guide, "Map state": up to 40 characters, without those that names of state machines do not have. */
function problemsOfLabel(label: unknown): readonly Wrong[] {
  if (label === undefined) return [];
  if (typeof label !== 'string' || label === '' || label.length > 40)
    return [['Label', 'a label has from 1 to 40 characters']];
  // oxlint-disable-next-line no-control-regex -- control characters are what it must not have
  return /[\s?*<>{}[\]:;,\\|^~$#%&`"/\u0000-\u001f\u007f-\u009f]/.test(label)
    ? [['Label', `${JSON.stringify(label)} has characters that a label must not have`]]
    : [];
}

function problemsOfReader(reader: unknown): readonly Wrong[] {
  if (!isRecord(reader)) return [];
  const { Resource, ReaderConfig } = reader;
  if (Resource === undefined) return [['ItemReader', 'Resource is required']];
  const config = isRecord(ReaderConfig) ? ReaderConfig : {};
  const isObject = typeof Resource === 'string' && Resource.endsWith(':getObject');
  if (isObject && config['InputType'] === undefined)
    return [['ItemReader/ReaderConfig', 'InputType is required to read an object']];
  if (!isObject && config['InputType'] !== undefined)
    return [['ItemReader/ReaderConfig/InputType', 'a list of objects has none']];
  if (config['InputType'] !== 'CSV') return [];
  const { CSVHeaderLocation: location, CSVHeaders: headers } = config;
  if (location === undefined)
    return [['ItemReader/ReaderConfig', 'CSVHeaderLocation is required to read a CSV file']];
  const isList = Array.isArray(headers) && headers.every((each) => typeof each === 'string');
  if (location === 'GIVEN' && !isList)
    return [['ItemReader/ReaderConfig', 'CSVHeaders is required where CSVHeaderLocation is GIVEN']];
  return location !== 'GIVEN' && headers !== undefined
    ? [['ItemReader/ReaderConfig/CSVHeaders', 'they are given only where CSVHeaderLocation is GIVEN']]
    : [];
}

function problemsOfWriter(writer: unknown): readonly Wrong[] {
  if (!isRecord(writer)) return [];
  const { Resource, Parameters, Arguments, WriterConfig } = writer;
  const isExported = Resource !== undefined;
  const given = Parameters ?? Arguments;
  if (isExported !== (given !== undefined))
    return [['ResultWriter', 'Resource and the bucket that it writes to are given together']];
  return isExported || WriterConfig !== undefined ? [] : [['ResultWriter', 'it is empty']];
}

function problemsOfBatcher(batcher: unknown): readonly Wrong[] {
  if (!isRecord(batcher)) return [];
  const limits = Object.keys(batcher).filter((key) => key.startsWith('Max'));
  return limits.length > 0 ? [] : [['ItemBatcher', 'MaxItemsPerBatch or MaxInputBytesPerBatch is required']];
}
