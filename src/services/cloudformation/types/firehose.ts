// Delivery streams of Firehose in a stack. Source: CloudFormation template reference, AWS::KinesisFirehose::DeliveryStream.
import type { Values } from '../../../aws/wire/message.ts';
import { wrongDestination, wrongStream } from '../../firehose/check-stream.ts';
import {
  createOnce,
  isFound,
  PropertyRefused,
  tagList,
  textIn,
  unless,
  without,
  type Made,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';

const service = 'firehose';
const gone = ['ResourceNotFoundException'];

/** An update keeps what it is not given: what the template no longer has is given as it is without it. */
const nothing = {
  Prefix: '',
  ErrorOutputPrefix: '',
  CustomTimeZone: 'UTC',
  FileExtension: '',
  BufferingHints: { SizeInMBs: 5, IntervalInSeconds: 300 },
  CompressionFormat: 'UNCOMPRESSED',
  EncryptionConfiguration: { NoEncryptionConfig: 'NoEncryption' },
  CloudWatchLoggingOptions: { Enabled: false },
  ProcessingConfiguration: { Enabled: false, Processors: [] },
};

function given({ properties }: ResourceWork): Values {
  type Given = Parameters<typeof wrongDestination>[0];
  const { destination } = destinationIn(properties);
  const refused = [
    wrongStream(properties),
    destination === undefined ? undefined : wrongDestination(destination as unknown as Given),
  ].find((each) => each?.isNotExecuted === true);
  if (refused !== undefined) throw new PropertyRefused(refused.property, refused.message);
  return properties;
}

function destinationIn(properties: Values) {
  const extended = properties['ExtendedS3DestinationConfiguration'] as Values | undefined;
  return { destination: extended ?? (properties['S3DestinationConfiguration'] as Values | undefined) };
}

/** With what the stream is encrypted an update does not change here. */
function refuseEncryption({ properties }: ResourceWork, stream: Values): void {
  const property = 'DeliveryStreamEncryptionConfigurationInput';
  const asked = (properties[property] ?? {}) as Values;
  const before = (stream['DeliveryStreamEncryptionConfiguration'] ?? {}) as Values;
  if (asked['KeyType'] !== before['KeyType'] || asked['KeyARN'] !== before['KeyARN'])
    throw new PropertyRefused(property, `Slipway does not execute changes of ${property} on this machine`);
}

async function described({ call }: ResourceWork, DeliveryStreamName: string): Promise<Values> {
  const answer = await call(service, 'DescribeDeliveryStream', { DeliveryStreamName });
  return answer['DeliveryStreamDescription'] as Values;
}

async function made(work: ResourceWork, name: string): Promise<Made> {
  return { physicalId: name, attributes: { Arn: textIn(await described(work, name), 'DeliveryStreamARN') } };
}

async function settleTags({ call, tags }: ResourceWork, DeliveryStreamName: string): Promise<void> {
  const { Tags } = await call(service, 'ListTagsForDeliveryStream', { DeliveryStreamName });
  const keys = (Tags as readonly Values[]).map((tag) => textIn(tag, 'Key'));
  const TagKeys = keys.filter((key) => tags[key] === undefined);
  if (TagKeys.length > 0) await call(service, 'UntagDeliveryStream', { DeliveryStreamName, TagKeys });
  if (Object.keys(tags).length > 0)
    await call(service, 'TagDeliveryStream', { DeliveryStreamName, Tags: tagList(tags) });
}

export const firehoseTypes: ResourceHandlers = {
  'AWS::KinesisFirehose::DeliveryStream': {
    here: 'executed',
    properties: [
      'DeliveryStreamEncryptionConfigurationInput',
      'DeliveryStreamName',
      'DeliveryStreamType',
      'ExtendedS3DestinationConfiguration',
      'S3DestinationConfiguration',
      'Tags',
    ],
    name: { property: 'DeliveryStreamName', longest: 64 },
    isThere: async ({ call, name: DeliveryStreamName }) =>
      isFound(gone, call(service, 'DescribeDeliveryStream', { DeliveryStreamName })),
    create: async (work) => {
      const { call, name: DeliveryStreamName, tags } = work;
      const Tags = tagList(tags);
      await createOnce(
        work,
        ['ResourceInUseException'],
        call(service, 'CreateDeliveryStream', {
          ...without(given(work), 'Tags'),
          DeliveryStreamName,
          ...(Tags.length > 0 && { Tags }),
        }),
      );
      work.onMade(DeliveryStreamName);
      return await made(work, DeliveryStreamName);
    },
    update: async (work, { physicalId: DeliveryStreamName }) => {
      const { destination } = destinationIn(given(work));
      const stream = await described(work, DeliveryStreamName);
      refuseEncryption(work, stream);
      await work.call(service, 'UpdateDestination', {
        DeliveryStreamName,
        CurrentDeliveryStreamVersionId: textIn(stream, 'VersionId'),
        DestinationId: 'destinationId-000000000001',
        ExtendedS3DestinationUpdate: { ...nothing, ...destination },
      });
      await settleTags(work, DeliveryStreamName);
      return await made(work, DeliveryStreamName);
    },
    remove: async ({ call }, { physicalId: DeliveryStreamName }) => {
      await unless(gone, call(service, 'DeleteDeliveryStream', { DeliveryStreamName }));
    },
  },
};
