// The items of a distributed Map in the files that its ItemReader reads. Pure. Source: Step Functions developer guide, "ItemReader
// (Map)".
import type { JsonValue } from '../../../lib/json-path.ts';
import type { JsonObject, ReaderConfig } from './machine.ts';
import { StateError } from './state-error.ts';

export function readerError(cause: string): StateError {
  return new StateError('States.ItemReaderFailed', cause);
}

/** @throws StateError `States.ItemReaderFailed` */
export function itemsIn(text: string, config: ReaderConfig): readonly JsonValue[] {
  const plain = text.replace(/^\uFEFF/, '');
  switch (config.InputType) {
    case 'CSV':
      return itemsOfCsv(plain, config);
    case 'JSONL':
      return plain
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line, at) => parsed(line, `line ${at + 1} of the file`));
    default: {
      const read = parsed(plain, 'the file');
      if (Array.isArray(read)) return read as readonly JsonValue[];
      throw readerError('Attempting to map over non-iterable node.');
    }
  }
}

function parsed(text: string, what: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    throw readerError(`Unable to parse ${what} as JSON`);
  }
}

const delimiters = { COMMA: ',', PIPE: '|', SEMICOLON: ';', SPACE: ' ', TAB: '\t' } as const;

function itemsOfCsv(text: string, config: ReaderConfig): readonly JsonValue[] {
  const { CSVHeaderLocation, CSVHeaders = [], CSVDelimiter = 'COMMA' } = config;
  const rows = rowsOf(text, delimiters[CSVDelimiter]);
  const headers = CSVHeaderLocation === 'GIVEN' ? CSVHeaders : (rows[0] ?? []);
  if (new Set(headers).size < headers.length) throw readerError('CSV headers cannot contain duplicates.');
  const items = CSVHeaderLocation === 'GIVEN' ? rows : rows.slice(1);
  // What a row has too much is left out, and what it has too little is empty.
  return items.map((row): JsonObject =>
    Object.fromEntries(headers.map((header, at) => [header, row[at] ?? ''])),
  );
}

/** RFC 4180: fields in quotes have delimiters, line ends and doubled quotes in them. Empty lines are no rows. */
export function rowsOf(text: string, delimiter: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const quoted = text[at] === '"' ? quotedField(text, at) : { value: '', end: at };
    const rest = plainField(text, quoted.end, delimiter);
    row.push(quoted.value + rest.value);
    at = rest.end;
    if (text[at] === delimiter) {
      at += 1;
      if (at < text.length && !isLineEnd(text[at])) continue;
      row.push('');
    }
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
    at += text.startsWith('\r\n', at) ? 2 : 1;
  }
  return rows;
}

interface Field {
  readonly value: string;
  readonly end: number;
}

function isLineEnd(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}

function plainField(text: string, from: number, delimiter: string): Field {
  let end = from;
  while (end < text.length && text[end] !== delimiter && !isLineEnd(text[end])) end += 1;
  return { value: text.slice(from, end), end };
}

function quotedField(text: string, from: number): Field {
  const parts: string[] = [];
  for (let at = from + 1; ;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) throw readerError('Unable to parse the CSV file: a quoted field does not end');
    parts.push(text.slice(at, quote));
    if (text[quote + 1] !== '"') return { value: parts.join('"'), end: quote + 1 };
    at = quote + 2;
  }
}

/** A manifest of S3 Inventory: the files of the list, and what their columns are. */
export function inventoryIn(text: string): {
  readonly bucket: string;
  readonly keys: readonly string[];
  readonly headers: readonly string[];
} {
  const { destinationBucket, fileFormat, fileSchema, files } = parsed(text, 'the manifest') as JsonObject;
  if (fileFormat !== 'CSV')
    throw readerError(`Slipway reads inventories in CSV, and not in ${JSON.stringify(fileFormat)}`);
  if (typeof destinationBucket !== 'string' || typeof fileSchema !== 'string' || !Array.isArray(files))
    throw readerError('The manifest is none of S3 Inventory');
  return {
    bucket: destinationBucket.replace(/^arn:[^:]+:s3:::/, ''),
    keys: (files as readonly JsonObject[]).map(({ key }) => (typeof key === 'string' ? key : '')),
    headers: fileSchema.split(',').map((header) => header.trim()),
  };
}
