// What a delivery stream may be here: what Firehose would refuse of it, and what is not executed on this machine, by its name. Pure.
// Source: Firehose API reference, CreateDeliveryStream.
import type { FirehoseApi } from '../../aws/operations/firehose.ts';
import { defined } from '../../lib/defined.ts';
import { parseArn } from '../../model/arn.ts';
import { localTime } from '../../model/local-time.ts';
import { wrongPrefixes } from './object-key.ts';

type Shapes = FirehoseApi['shapes'];
type Given = Pick<Shapes['CreateDeliveryStreamInput'], 'DeliveryStreamType'> &
  Readonly<Record<string, unknown>>;

export interface WrongStream {
  readonly property: string;
  readonly message: string;
  /** AWS would do it. */
  readonly isNotExecuted?: true;
}

function notExecuted(property: string, what: string): WrongStream {
  return { property, message: `Slipway does not execute ${what} on this machine`, isNotExecuted: true };
}

/** Of the parts other than the destination in S3. */
export function wrongStream(given: Given): WrongStream | undefined {
  const { DeliveryStreamType = 'DirectPut' } = given;
  if (DeliveryStreamType !== 'DirectPut')
    return notExecuted('DeliveryStreamType', `delivery streams of the type ${DeliveryStreamType}`);
  const other = Object.keys(given).find(
    (name) =>
      given[name] !== undefined &&
      /(Source|Destination)(Configuration|Update)$/.test(name) &&
      !/^(Extended)?S3Destination/.test(name),
  );
  return other === undefined ? undefined : notExecuted(other, other);
}

type Destination = Shapes['ExtendedS3DestinationConfiguration'];

export function wrongDestination(given: Destination): WrongStream | undefined {
  return notDone(given) ?? wrongProcessing(given.ProcessingConfiguration) ?? wrongText(given);
}

function notDone(given: Destination): WrongStream | undefined {
  const { CompressionFormat = 'UNCOMPRESSED', S3BackupMode, CustomTimeZone } = given;
  if (!['UNCOMPRESSED', 'GZIP'].includes(CompressionFormat))
    return notExecuted('CompressionFormat', `the compression ${CompressionFormat} of delivery streams`);
  if (S3BackupMode === 'Enabled') return notExecuted('S3BackupMode', 'the backup of source records');
  if (given.DynamicPartitioningConfiguration?.Enabled === true)
    return notExecuted('DynamicPartitioningConfiguration', 'dynamic partitioning');
  const { DataFormatConversionConfiguration: conversion } = given;
  if (conversion !== undefined && conversion.Enabled !== false)
    return notExecuted('DataFormatConversionConfiguration', 'the conversion of record formats');
  if (CustomTimeZone !== undefined && localTime(0, CustomTimeZone) === undefined)
    return { property: 'CustomTimeZone', message: `${CustomTimeZone} is no time zone` };
  return undefined;
}

function wrongProcessing(given: Shapes['ProcessingConfiguration'] | undefined): WrongStream | undefined {
  if (given?.Enabled !== true) return undefined;
  const property = 'ProcessingConfiguration';
  for (const { Type, Parameters = [] } of given.Processors ?? []) {
    if (Type !== 'Lambda' && Type !== 'AppendDelimiterToRecord')
      return notExecuted(property, `the processor ${Type} of delivery streams`);
    if (Type === 'Lambda' && !Parameters.some(({ ParameterName }) => ParameterName === 'LambdaArn'))
      return { property, message: 'LambdaArn must be given for the processor Lambda' };
  }
  return undefined;
}

function wrongText({ BucketARN, RoleARN, Prefix, ErrorOutputPrefix }: Destination): WrongStream | undefined {
  if (parseArn(BucketARN)?.service !== 's3')
    return { property: 'BucketARN', message: `${BucketARN} is not the ARN of a bucket` };
  if (parseArn(RoleARN)?.service !== 'iam')
    return { property: 'RoleARN', message: `${RoleARN} is not the ARN of a role` };
  const message = wrongPrefixes(defined({ prefix: Prefix, errorPrefix: ErrorOutputPrefix }));
  if (message === undefined) return undefined;
  const isOurs = message.startsWith('Slipway');
  return { property: 'Prefix', message, ...(isOurs && { isNotExecuted: true }) };
}
