// Values of the Data API and of PostgreSQL, both ways (RDS Data Service API reference, Field, SqlParameter). Pure.
import type { RdsDataApi } from '../../aws/operations/rds-data.ts';
import type { SqlParameterValue, SqlResult } from '../../targets/database/sql-client.ts';
import type { Column } from '../../targets/database/sql-messages.ts';
import { refuse } from '../service.ts';

type Shapes = RdsDataApi['shapes'];

/** The oids of types in pg_type. */
const oids = {
  bool: 16,
  bytea: 17,
  int8: 20,
  int2: 21,
  int4: 23,
  oid: 26,
  float4: 700,
  float8: 701,
  varchar: 1043,
  date: 1082,
  time: 1083,
  timestamp: 1114,
  numeric: 1700,
} as const;

/** 0 lets the server find the type: of JSON and UUID it takes what the column is. */
const hinted: Readonly<Record<NonNullable<Shapes['SqlParameter']['typeHint']>, number>> = {
  DATE: oids.date,
  DECIMAL: oids.numeric,
  JSON: 0,
  TIME: oids.time,
  TIMESTAMP: oids.timestamp,
  UUID: 0,
};

/** @throws AwsError */
export function parameterValue({
  name = '',
  value = {},
  typeHint,
}: Shapes['SqlParameter']): SqlParameterValue {
  const type = (byDefault: number): number => (typeHint === undefined ? byDefault : hinted[typeHint]);
  if (value.isNull === true) return { text: null, type: type(0) };
  if (value.stringValue !== undefined) return { text: value.stringValue, type: type(oids.varchar) };
  if (value.longValue !== undefined) return { text: String(value.longValue), type: type(oids.int8) };
  if (value.doubleValue !== undefined) return { text: String(value.doubleValue), type: type(oids.float8) };
  if (value.booleanValue !== undefined) return { text: String(value.booleanValue), type: type(oids.bool) };
  if (value.blobValue !== undefined)
    return { text: `\\x${Buffer.from(value.blobValue).toString('hex')}`, type: oids.bytea };
  throw refuse<RdsDataApi>(
    'BadRequestException',
    value.arrayValue === undefined
      ? `The parameter ${name} has no value`
      : 'Array parameters are not supported.',
  );
}

export function fieldOf(
  text: string | null,
  { type }: Column,
  { decimalReturnType, longReturnType }: Shapes['ResultSetOptions'] = {},
): Shapes['Field'] {
  if (text === null) return { isNull: true };
  switch (type) {
    case oids.bool:
      return { booleanValue: text === 't' };
    case oids.int2:
    case oids.int4:
    case oids.int8:
    case oids.oid:
      return longReturnType === 'STRING' ? { stringValue: text } : { longValue: Number(text) };
    case oids.float4:
    case oids.float8:
      return { doubleValue: Number(text) };
    case oids.numeric:
      if (decimalReturnType !== 'DOUBLE_OR_LONG') return { stringValue: text };
      return Number.isInteger(Number(text)) ? { longValue: Number(text) } : { doubleValue: Number(text) };
    case oids.bytea:
      return { blobValue: Buffer.from(text.slice(2), 'hex') };
    default:
      return { stringValue: text };
  }
}

const typeNames: Readonly<Record<number, string>> = {
  ...Object.fromEntries(Object.entries(oids).map(([name, oid]) => [oid, name])),
  25: 'text',
  114: 'json',
  1184: 'timestamptz',
  2950: 'uuid',
  3802: 'jsonb',
};

export function columnOf({ name, type }: Column): Shapes['ColumnMetadata'] {
  return { name, label: name, typeName: typeNames[type] ?? String(type), nullable: 2 };
}

/** `formatRecordsAs` JSON: an object for each row, in a text. */
export function jsonRecords({ columns, rows }: SqlResult): string {
  const objects = rows.map((row) =>
    Object.fromEntries(
      columns.map((column, index) => {
        const { isNull, blobValue, ...field } = fieldOf(row[index] ?? null, column, {
          decimalReturnType: 'DOUBLE_OR_LONG',
        });
        const bytes = blobValue === undefined ? undefined : Buffer.from(blobValue).toString('base64');
        return [column.name, isNull === true ? null : (bytes ?? Object.values(field)[0])];
      }),
    ),
  );
  return JSON.stringify(objects);
}
