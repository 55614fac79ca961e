// Functions of CloudFront that calls have made: their code is kept in both stages, and no edge here runs it, which a
// distribution that names one reports. Source: CloudFront API reference (2020-05-31).
import type { CloudFrontApi } from '../../aws/operations/cloudfront.ts';
import { formatArn } from '../../model/arn.ts';
import { documentsOf, type Placed } from '../documents.ts';
import { refuse, type Operations, type ServiceCall } from '../service.ts';
import {
  allDistributions,
  checkVersion,
  etagOf,
  everywhere,
  type Op,
  type Shapes,
} from './distribution-record.ts';

interface Code {
  readonly config: Shapes['FunctionConfig'];
  /** In base64. */
  readonly code: string;
  /** Milliseconds since the epoch. */
  readonly changedAt: number;
}

interface FunctionDocument {
  readonly name: string;
  readonly development: Code;
  readonly live?: Code;
  readonly version: number;
  readonly createdAt: number;
}

type Stage = 'DEVELOPMENT' | 'LIVE';

const stored = documentsOf<FunctionDocument>('cloudfront/function');

const missing = () => refuse<CloudFrontApi>('NoSuchFunctionExists', 'The specified function does not exist.');

function find(call: Placed, name: string): FunctionDocument {
  const found = stored.get(everywhere(call), name);
  if (found === undefined) throw missing();
  return found;
}

function codeOf({ development, live }: FunctionDocument, stage: Stage): Code {
  const code = stage === 'LIVE' ? live : development;
  if (code === undefined) throw missing();
  return code;
}

function arnOf({ place }: Placed, name: string): string {
  return formatArn({ ...place, region: '', service: 'cloudfront', resource: `function/${name}` });
}

function summaryOf(call: Placed, document: FunctionDocument, Stage: Stage): Shapes['FunctionSummary'] {
  const { config, changedAt } = codeOf(document, Stage);
  return {
    Name: document.name,
    Status: document.live === undefined ? 'UNPUBLISHED' : Stage === 'LIVE' ? 'DEPLOYED' : 'UNASSOCIATED',
    FunctionConfig: config,
    FunctionMetadata: {
      FunctionARN: arnOf(call, document.name),
      Stage,
      CreatedTime: new Date(document.createdAt),
      LastModifiedTime: new Date(changedAt),
    },
  };
}

function codeFrom(
  {
    FunctionConfig: config,
    FunctionCode,
  }: Pick<Shapes['CreateFunctionRequest'], 'FunctionConfig' | 'FunctionCode'>,
  call: ServiceCall,
): Code {
  return { config, code: Buffer.from(FunctionCode).toString('base64'), changedAt: call.now };
}

const create: Op<'CreateFunction'> = (input, call) => {
  const { Name: name } = input;
  const document = { name, development: codeFrom(input, call), version: 1, createdAt: call.now };
  if (!stored.add(everywhere(call), name, document))
    throw refuse<CloudFrontApi>(
      'FunctionAlreadyExists',
      'A function with the same name already exists in this account.',
    );
  const Location = `https://cloudfront.amazonaws.com/2020-05-31/function/${name}`;
  return { FunctionSummary: summaryOf(call, document, 'DEVELOPMENT'), Location, ETag: etagOf(1) };
};

const describe: Op<'DescribeFunction'> = ({ Name, Stage = 'DEVELOPMENT' }, call) => {
  const found = find(call, Name);
  return { FunctionSummary: summaryOf(call, found, Stage), ETag: etagOf(found.version) };
};

const get: Op<'GetFunction'> = ({ Name, Stage = 'DEVELOPMENT' }, call) => {
  const found = find(call, Name);
  const { code } = codeOf(found, Stage);
  return {
    FunctionCode: Buffer.from(code, 'base64'),
    ETag: etagOf(found.version),
    ContentType: 'application/octet-stream',
  };
};

const update: Op<'UpdateFunction'> = (input, call) => {
  const before = find(call, input.Name);
  checkVersion(input.IfMatch, before.version);
  const document = { ...before, development: codeFrom(input, call), version: before.version + 1 };
  stored.put(everywhere(call), input.Name, document);
  return { FunctionSummary: summaryOf(call, document, 'DEVELOPMENT'), ETag: etagOf(document.version) };
};

const publish: Op<'PublishFunction'> = ({ Name, IfMatch }, call) => {
  const before = find(call, Name);
  checkVersion(IfMatch, before.version);
  const document = { ...before, live: { ...before.development, changedAt: call.now } };
  stored.put(everywhere(call), Name, document);
  return { FunctionSummary: summaryOf(call, document, 'LIVE') };
};

const remove: Op<'DeleteFunction'> = ({ Name, IfMatch }, call) => {
  checkVersion(IfMatch, find(call, Name).version);
  const arn = arnOf(call, Name);
  const isUsed = allDistributions(call).some(({ config }) =>
    [config.DefaultCacheBehavior, ...(config.CacheBehaviors?.Items ?? [])].some(({ FunctionAssociations }) =>
      FunctionAssociations?.Items?.some(({ FunctionARN }) => FunctionARN === arn),
    ),
  );
  if (isUsed)
    throw refuse<CloudFrontApi>(
      'FunctionInUse',
      'Cannot delete the function because it is associated with one or more cache behaviors.',
    );
  stored.remove(everywhere(call), Name);
  return {};
};

const list: Op<'ListFunctions'> = ({ Stage }, call) => {
  const all = stored.list(everywhere(call)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const stages = Stage === undefined ? (['DEVELOPMENT', 'LIVE'] as const) : [Stage];
  const Items = all.flatMap((each) =>
    stages
      .filter((stage) => stage === 'DEVELOPMENT' || each.live !== undefined)
      .map((stage) => summaryOf(call, each, stage)),
  );
  return { FunctionList: { MaxItems: 100, Quantity: Items.length, Items } };
};

export const functionOperations: Operations<CloudFrontApi> = {
  CreateFunction: create,
  DeleteFunction: remove,
  DescribeFunction: describe,
  GetFunction: get,
  ListFunctions: list,
  PublishFunction: publish,
  UpdateFunction: update,
};
