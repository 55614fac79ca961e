// Applications of Elastic Beanstalk. Source: Elastic Beanstalk API reference (2010-12-01).
import type { ElasticBeanstalkApi } from '../../aws/operations/elasticbeanstalk.ts';
import { defined } from '../../lib/defined.ts';
import { formatArn } from '../../model/arn.ts';
import { documentsOf, type Placed } from '../documents.ts';
import { refuse, type Operation } from '../service.ts';

export type Op<N extends keyof ElasticBeanstalkApi['operations']> = Operation<ElasticBeanstalkApi, N>;
export type Shapes = ElasticBeanstalkApi['shapes'];
export type Tags = Readonly<Record<string, string>>;

interface ApplicationDocument {
  readonly name: string;
  readonly description?: string;
  readonly lifecycle?: Shapes['ApplicationResourceLifecycleConfig'];
  readonly tags: Tags;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly changedAt: number;
}

export const applications = documentsOf<ApplicationDocument>('elasticbeanstalk/application');

export function invalid(message: string): Error {
  return refuse<ElasticBeanstalkApi>('ValidationException', message);
}

export function recordOf(tags: readonly { readonly Key?: string; readonly Value?: string }[] = []): Tags {
  return Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}

function applicationArn({ place }: Placed, name: string): string {
  return formatArn({ ...place, service: 'elasticbeanstalk', resource: `application/${name}` });
}

/** @throws AwsError when there is none */
export function applicationNamed(call: Placed, name: string): ApplicationDocument {
  const found = applications.get(call, name);
  if (found === undefined) throw invalid(`No Application named '${name}' found.`);
  return found;
}

function output(
  call: Placed,
  { name, description, lifecycle, ...at }: ApplicationDocument,
): Shapes['ApplicationDescription'] {
  return {
    ApplicationArn: applicationArn(call, name),
    ApplicationName: name,
    ...defined({ Description: description }),
    DateCreated: new Date(at.createdAt),
    DateUpdated: new Date(at.changedAt),
    Versions: [],
    ConfigurationTemplates: [],
    ResourceLifecycleConfig: lifecycle ?? {},
  };
}

export const createApplication: Op<'CreateApplication'> = (input, call) => {
  const { ApplicationName: name, Description, ResourceLifecycleConfig, Tags } = input;
  const document: ApplicationDocument = {
    name,
    ...defined({ description: Description, lifecycle: ResourceLifecycleConfig }),
    tags: recordOf(Tags),
    createdAt: call.now,
    changedAt: call.now,
  };
  if (!applications.add(call, name, document)) throw invalid(`Application ${name} already exists.`);
  return { Application: output(call, document) };
};

export const updateApplication: Op<'UpdateApplication'> = ({ ApplicationName: name, Description }, call) => {
  const before = applicationNamed(call, name);
  const document = { ...before, ...defined({ description: Description }), changedAt: call.now };
  applications.put(call, name, document);
  return { Application: output(call, document) };
};

export const describeApplications: Op<'DescribeApplications'> = ({ ApplicationNames: names }, call) => ({
  Applications: applications
    .list(call)
    .filter(({ name }) => names === undefined || names.length === 0 || names.includes(name))
    .map((each) => output(call, each)),
});
