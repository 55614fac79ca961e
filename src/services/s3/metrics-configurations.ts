// Which requests of a bucket have metrics, by the id of the configuration. They are kept and given back.
import type { S3Api } from '../../aws/operations/s3.ts';
import { AwsError } from '../../aws/wire/aws-error.ts';
import type { Operations, ServiceCall } from '../service.ts';
import { bucketOf, storeOf, type Op, type Shapes } from './s3-call.ts';

type Kept = Readonly<Record<string, Shapes['MetricsConfiguration']>>;

const setting = 'metrics';

const put: Op<'PutBucketMetricsConfiguration'> = (input, call) => {
  const { name, kept } = keptOf(input, call);
  storeOf(call).setSetting(name, setting, { ...kept, [input.Id]: input.MetricsConfiguration });
  return {};
};

const get: Op<'GetBucketMetricsConfiguration'> = (input, call) => ({
  MetricsConfiguration: found(input, call),
});

const remove: Op<'DeleteBucketMetricsConfiguration'> = (input, call) => {
  found(input, call);
  const { name, kept } = keptOf(input, call);
  const { [input.Id]: _removed, ...others } = kept;
  storeOf(call).setSetting(name, setting, others);
  return {};
};

/** A page has 100 of them, and a bucket 1,000 (S3 API reference): all are given at once. */
const list: Op<'ListBucketMetricsConfigurations'> = (input, call) => ({
  IsTruncated: false,
  MetricsConfigurationList: Object.values(keptOf(input, call).kept),
});

function keptOf(input: { readonly Bucket: string }, call: ServiceCall) {
  const { name, settings } = bucketOf(input, call);
  return { name, kept: (settings[setting] ?? {}) as Kept };
}

function found(input: { readonly Bucket: string; readonly Id: string }, call: ServiceCall) {
  const { kept } = keptOf(input, call);
  const configuration = kept[input.Id];
  if (configuration !== undefined) return configuration;
  throw new AwsError('NoSuchConfiguration', 'The specified configuration does not exist.', { status: 404 });
}

export const metricsConfigurations = {
  PutBucketMetricsConfiguration: put,
  GetBucketMetricsConfiguration: get,
  DeleteBucketMetricsConfiguration: remove,
  ListBucketMetricsConfigurations: list,
} as Operations<S3Api>;
