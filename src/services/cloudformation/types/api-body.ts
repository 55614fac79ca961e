// The definition of an API in a stack: in the template, or an object of S3. Source: CloudFormation template reference,
// AWS::ApiGateway::RestApi, S3Location.
import type { Values } from '../../../aws/wire/message.ts';
import { textIn, type ResourceWork } from '../resource-type.ts';

/** As text; undefined for an API that is made of resources. */
export async function bodyOf({
  call,
  properties,
}: Pick<ResourceWork, 'call' | 'properties'>): Promise<string | undefined> {
  const { Body, BodyS3Location: location } = properties;
  if (location === undefined) return Body === undefined ? undefined : JSON.stringify(Body);
  const place = location as Values;
  const answer = await call('s3', 'GetObject', {
    Bucket: textIn(place, 'Bucket'),
    Key: textIn(place, 'Key'),
    ...(place['Version'] === undefined ? {} : { VersionId: textIn(place, 'Version') }),
  });
  return textIn(answer, 'Body');
}
