// Policies, functions and origin access identities of CloudFront in a stack. The times of a cache policy are those of the edges
// here; the other policies are kept, and so is the code of functions. Source: CloudFormation template reference, AWS::CloudFront.
import type { Values } from '../../../aws/wire/message.ts';
import { formatArn } from '../../../model/arn.ts';
import {
  listIn,
  textIn,
  unless,
  type Made,
  type ResourceHandler,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';
import { countedMember } from './cloudfront.ts';
import { refuseOthers } from './logs.ts';

const service = 'cloudfront';

interface Configured {
  /** `CachePolicy`: CreateCachePolicy, and its id is `CachePolicy.Id` of the answer. */
  readonly word: string;
  readonly property: string;
  readonly here: ResourceHandler['here'];
  /** The code that says that another one has its name. */
  readonly exists: string;
  /** What the template leaves out. */
  readonly completed?: (config: Values, work: ResourceWork, before?: Values) => Values;
  readonly attributes: (answer: Values) => Made['attributes'];
}

/** What has one property, which is the input of its calls, and changes with the version that was read. */
function configured(kind: Configured): ResourceHandler {
  const { word, property, here, completed = (config) => config } = kind;
  const inputOf = (work: ResourceWork, before?: Values): Values => {
    refuseOthers(work.properties, [property]);
    return { [property]: completed(countedMember(`Create${word}`, property, work.properties), work, before) };
  };
  const made = (answer: Values): Made => {
    const found = (answer[word] ?? {}) as Values;
    const Id = textIn(found, 'Id');
    return { physicalId: Id, attributes: { Id, ...kind.attributes(found) } };
  };
  /** The one with that name, or that caller reference: an interrupted attempt has made it. */
  const earlier = async ({ call }: ResourceWork, input: Values): Promise<Values> => {
    const plural = word.replace(/y$/, 'ies');
    const list = ((await call(service, `List${plural}`, {}))[`${word}List`] ?? {}) as Values;
    const summaries = listIn(list, 'Items') as readonly Values[];
    const shown = await Promise.all(
      summaries.map(async (each) =>
        call(service, `Get${word}`, { Id: textIn(each, word, 'Id') || textIn(each, 'Id') }),
      ),
    );
    const isSame = (answer: Values) => {
      const config = ((answer[word] ?? {}) as Values)[property];
      const { Name, CallerReference } = (config ?? {}) as Values;
      const wanted = input[property] as Values;
      return Name === wanted['Name'] && CallerReference === wanted['CallerReference'];
    };
    return shown.find(isSame) ?? {};
  };
  return {
    here,
    create: async (work) => {
      const input = inputOf(work);
      const creating = work.call(service, `Create${word}`, input);
      const answer = await (work.isResumed ? unless([kind.exists], creating) : creating);
      const result = made(answer ?? (await earlier(work, input)));
      work.onMade(result.physicalId);
      return result;
    },
    update: async (work, { physicalId: Id }) => {
      const before = await work.call(service, `Get${word}`, { Id });
      const IfMatch = textIn(before, 'ETag');
      const config = ((before[word] ?? {}) as Values)[property] as Values;
      return made(await work.call(service, `Update${word}`, { Id, IfMatch, ...inputOf(work, config) }));
    },
    remove: async ({ call }, { physicalId: Id }) => {
      const found = await unless([`NoSuch${word}`], call(service, `Get${word}`, { Id }));
      if (found !== undefined) await call(service, `Delete${word}`, { Id, IfMatch: textIn(found, 'ETag') });
    },
  };
}

function policy(word: string, here: ResourceHandler['here']): ResourceHandler {
  return configured({
    word,
    here,
    property: `${word}Config`,
    exists: `${word}AlreadyExists`,
    attributes: ({ LastModifiedTime }) => ({
      LastModifiedTime: LastModifiedTime instanceof Date ? LastModifiedTime.toISOString() : '',
    }),
  });
}

const functionProperties = [
  'AutoPublish',
  'FunctionCode',
  'FunctionConfig',
  'FunctionMetadata',
  'Name',
  'Tags',
];

const stageOf = ({ AutoPublish }: Values): 'LIVE' | 'DEVELOPMENT' =>
  String(AutoPublish) === 'true' ? 'LIVE' : 'DEVELOPMENT';

function codeIn({ properties }: ResourceWork): Values {
  return {
    Name: properties['Name'],
    FunctionConfig: countedMember('CreateFunction', 'FunctionConfig', properties),
    FunctionCode: Buffer.from(textIn(properties, 'FunctionCode')),
  };
}

/** Published when the template says so; otherwise its newest code is in DEVELOPMENT alone. */
async function settled({ call, properties, place }: ResourceWork): Promise<Made> {
  const { Name } = properties;
  const { partition, account } = place;
  if (stageOf(properties) === 'LIVE') {
    const { ETag } = await call(service, 'DescribeFunction', { Name });
    await call(service, 'PublishFunction', { Name, IfMatch: ETag });
  }
  const arn = formatArn({
    partition,
    service,
    region: '',
    account,
    resource: `function/${textIn(properties, 'Name')}`,
  });
  const attributes = { FunctionARN: arn, 'FunctionMetadata.FunctionARN': arn, Stage: stageOf(properties) };
  return { physicalId: arn, attributes };
}

const edgeFunction: ResourceHandler = {
  here: 'recorded',
  properties: functionProperties,
  create: async (work) => {
    const creating = work.call(service, 'CreateFunction', codeIn(work));
    await (work.isResumed ? unless(['FunctionAlreadyExists'], creating) : creating);
    const made = await settled({ ...work, properties: { ...work.properties, AutoPublish: false } });
    work.onMade(made.physicalId);
    return await settled(work);
  },
  update: async (work) => {
    const { ETag } = await work.call(service, 'DescribeFunction', { Name: work.properties['Name'] });
    await work.call(service, 'UpdateFunction', { ...codeIn(work), IfMatch: ETag });
    return await settled(work);
  },
  remove: async ({ call }, { properties: { Name } }) => {
    const found = await unless(['NoSuchFunctionExists'], call(service, 'DescribeFunction', { Name }));
    if (found !== undefined) await call(service, 'DeleteFunction', { Name, IfMatch: found['ETag'] });
  },
};

export const cloudFrontPolicyTypes: ResourceHandlers = {
  'AWS::CloudFront::CachePolicy': policy('CachePolicy', 'executed'),
  'AWS::CloudFront::CloudFrontOriginAccessIdentity': configured({
    word: 'CloudFrontOriginAccessIdentity',
    here: 'recorded',
    property: 'CloudFrontOriginAccessIdentityConfig',
    exists: 'CloudFrontOriginAccessIdentityAlreadyExists',
    completed: (config, { name }, before) => ({
      ...config,
      CallerReference: before === undefined ? name : before['CallerReference'],
    }),
    attributes: (answer) => ({ S3CanonicalUserId: textIn(answer, 'S3CanonicalUserId') }),
  }),
  'AWS::CloudFront::Function': edgeFunction,
  'AWS::CloudFront::OriginRequestPolicy': policy('OriginRequestPolicy', 'recorded'),
  'AWS::CloudFront::ResponseHeadersPolicy': policy('ResponseHeadersPolicy', 'recorded'),
};
