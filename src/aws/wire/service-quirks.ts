// What the models do not say of services, from their API references.
import type { ServiceModel } from '../service-model.ts';
import type { XmlNamespace } from '../service-model.ts';
import type { Values } from './message.ts';

const namespaces: Readonly<Record<string, string>> = {
  S3: 'http://s3.amazonaws.com/doc/2006-03-01/',
  CloudFront: 'http://cloudfront.amazonaws.com/doc/2020-05-31/',
};

/** Of the document that a REST-XML service answers. */
export function rootNamespace({ service }: ServiceModel): XmlNamespace | undefined {
  const uri = service.xmlNamespace ?? namespaces[service.id];
  return uri === undefined ? undefined : { uri };
}

/** S3's own names for its answers (S3 API reference, Response Syntax of each). */
const roots: Readonly<Record<string, string>> = {
  CompleteMultipartUpload: 'CompleteMultipartUploadResult',
  CreateMultipartUpload: 'InitiateMultipartUploadResult',
  DeleteObjects: 'DeleteResult',
  GetBucketAccelerateConfiguration: 'AccelerateConfiguration',
  GetBucketAcl: 'AccessControlPolicy',
  GetBucketCors: 'CORSConfiguration',
  GetBucketLifecycleConfiguration: 'LifecycleConfiguration',
  GetBucketLocation: 'LocationConstraint',
  GetBucketLogging: 'BucketLoggingStatus',
  GetBucketNotificationConfiguration: 'NotificationConfiguration',
  GetBucketRequestPayment: 'RequestPaymentConfiguration',
  GetBucketTagging: 'Tagging',
  GetBucketVersioning: 'VersioningConfiguration',
  GetBucketWebsite: 'WebsiteConfiguration',
  GetObjectAcl: 'AccessControlPolicy',
  GetObjectAttributes: 'GetObjectAttributesResponse',
  GetObjectTagging: 'Tagging',
  ListBuckets: 'ListAllMyBucketsResult',
  ListMultipartUploads: 'ListMultipartUploadsResult',
  ListObjectVersions: 'ListVersionsResult',
  ListObjects: 'ListBucketResult',
  ListObjectsV2: 'ListBucketResult',
  ListParts: 'ListPartsResult',
};

export function rootOf({ service }: ServiceModel, operation: string): string {
  return (service.id === 'S3' ? roots[operation] : undefined) ?? `${operation}Result`;
}

/** The document is the member itself, without an element around it (the trait s3UnwrappedXmlOutput of S3's model). */
export function isUnwrapped({ service }: ServiceModel, operation: string): boolean {
  return service.id === 'S3' && operation === 'GetBucketLocation';
}

/** The code of a request that does not keep the constraints, where it is not `ValidationException`. */
const validationCodes: Readonly<Record<string, string>> = {
  ECR: 'InvalidParameterException',
  ECS: 'InvalidParameterException',
  'CloudWatch Logs': 'InvalidParameterException',
  S3: 'InvalidArgument',
  SNS: 'InvalidParameter',
};

/** @param violations each names the path of its member in quotes */
export function validationCode({ service }: ServiceModel, violations: readonly string[]): string {
  // What stands below a member of S3 is in the XML of the body.
  if (service.id === 'S3' && violations.some((text) => / at '\w+\./.test(text))) return 'MalformedXML';
  const isQuery = service.protocols.every((each) => each === 'query' || each === 'ec2');
  return validationCodes[service.id] ?? (isQuery ? 'ValidationError' : 'ValidationException');
}

/** S3 has no code of its own for what cannot be read. */
export function codeOf({ service }: ServiceModel, code: string): string {
  return service.id === 'S3' && code === 'SerializationException' ? 'InvalidArgument' : code;
}

/** A part of an object is answered with another status (S3 API reference, GetObject). */
export function statusOf({ service }: ServiceModel, values: Values): number | undefined {
  return service.id === 'S3' && values['ContentRange'] !== undefined ? 206 : undefined;
}
