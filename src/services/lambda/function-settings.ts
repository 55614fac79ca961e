// What a function has besides its configuration: reserved concurrency, how it is retried, tags.
import type { LambdaApi } from '../../aws/operations/lambda.ts';
import { defined } from '../../lib/defined.ts';
import { parseArn } from '../../model/arn.ts';
import { pageOf } from '../page.ts';
import { refuse, type Operations, type ServiceCall } from '../service.ts';
import { allLatest, latestOf, saveLatest } from './function-record.ts';
import { lambdaOf } from './lambda-ground.ts';
import { keptOf, type Kept } from './kept-of.ts';
import { accountConcurrency } from './run-event.ts';
import {
  arnOfFunction,
  invalid,
  nameWithoutQualifier,
  ownerOf,
  referenceOf,
  type Op,
  type Shapes,
} from './names.ts';

/** What must be left for functions that reserve nothing. */
const leastUnreserved = 100;

const putFunctionConcurrency: Op<'PutFunctionConcurrency'> = (input, call) => {
  const name = nameWithoutQualifier(input.FunctionName, call.place);
  latestOf(call, name);
  const { ReservedConcurrentExecutions: value } = input;
  const others = reservedOf(call).filter((each) => each.name !== name);
  const reserved = others.reduce((sum, each) => sum + each.value, 0);
  if (accountConcurrency - reserved - value < leastUnreserved)
    throw invalid(
      `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${leastUnreserved}].`,
    );
  const owner = ownerOf(name, call.place);
  lambdaOf(call).store.put('setting', { owner, name: 'concurrency' }, { value });
  return { ReservedConcurrentExecutions: value };
};

function reservedOf(call: ServiceCall): readonly { readonly name: string; readonly value: number }[] {
  return allLatest(call).flatMap(({ name }) => {
    const setting = lambdaOf(call).store.get('setting', ownerOf(name, call.place), 'concurrency');
    return setting === undefined ? [] : [{ name, value: Number(setting.value) }];
  });
}

const getFunctionConcurrency: Op<'GetFunctionConcurrency'> = (input, call) => {
  const name = nameWithoutQualifier(input.FunctionName, call.place);
  latestOf(call, name);
  const setting = lambdaOf(call).store.get('setting', ownerOf(name, call.place), 'concurrency');
  return setting === undefined ? {} : { ReservedConcurrentExecutions: Number(setting.value) };
};

const deleteFunctionConcurrency: Op<'DeleteFunctionConcurrency'> = (input, call) => {
  const name = nameWithoutQualifier(input.FunctionName, call.place);
  latestOf(call, name);
  lambdaOf(call).store.remove('setting', ownerOf(name, call.place), 'concurrency');
  return {};
};

const getAccountSettings: Op<'GetAccountSettings'> = (_input, call) => {
  const all = allLatest(call);
  const reserved = reservedOf(call).reduce((sum, { value }) => sum + value, 0);
  return {
    AccountLimit: {
      TotalCodeSize: 80_530_636_800,
      CodeSizeUnzipped: 262_144_000,
      CodeSizeZipped: 52_428_800,
      ConcurrentExecutions: accountConcurrency,
      UnreservedConcurrentExecutions: accountConcurrency - reserved,
    },
    AccountUsage: {
      TotalCodeSize: all.reduce((sum, { settings }) => sum + settings.codeSizeBytes, 0),
      FunctionCount: all.length,
    },
  };
};

interface EventInvoke {
  readonly MaximumRetryAttempts?: number;
  readonly MaximumEventAgeInSeconds?: number;
  readonly DestinationConfig?: Shapes['DestinationConfig'];
  readonly modifiedAt: number;
}

function describeEventInvoke(
  { reference }: Kept,
  { modifiedAt, ...config }: EventInvoke,
  { place }: ServiceCall,
): Shapes['FunctionEventInvokeConfig'] {
  const { name, qualifier = '$LATEST' } = reference;
  return {
    LastModified: new Date(modifiedAt),
    FunctionArn: arnOfFunction({ name, qualifier }, place),
    DestinationConfig: { OnSuccess: {}, OnFailure: {} },
    ...config,
  };
}

function eventInvokeFrom(input: Omit<EventInvoke, 'modifiedAt'>): Omit<EventInvoke, 'modifiedAt'> {
  const { MaximumRetryAttempts, MaximumEventAgeInSeconds, DestinationConfig } = input;
  return defined({ MaximumRetryAttempts, MaximumEventAgeInSeconds, DestinationConfig });
}

const putFunctionEventInvokeConfig: Op<'PutFunctionEventInvokeConfig'> = (input, call) => {
  const kept = keptOf(input, call);
  const config = { ...eventInvokeFrom(input), modifiedAt: call.now };
  lambdaOf(call).store.put('event-invoke', kept, { ...config });
  return describeEventInvoke(kept, config, call);
};

const updateFunctionEventInvokeConfig: Op<'UpdateFunctionEventInvokeConfig'> = (input, call) => {
  const kept = keptOf(input, call);
  const config = { ...existingEventInvoke(kept, call), ...eventInvokeFrom(input), modifiedAt: call.now };
  lambdaOf(call).store.put('event-invoke', kept, { ...config });
  return describeEventInvoke(kept, config, call);
};

/** @throws AwsError */
function existingEventInvoke(kept: Kept, call: ServiceCall): EventInvoke {
  const found = lambdaOf(call).store.get('event-invoke', kept.owner, kept.name) as EventInvoke | undefined;
  if (found !== undefined) return found;
  const { name, qualifier = '$LATEST' } = kept.reference;
  throw refuse<LambdaApi>(
    'ResourceNotFoundException',
    `The function ${arnOfFunction({ name, qualifier }, call.place)} doesn't have an EventInvokeConfig`,
  );
}

const getFunctionEventInvokeConfig: Op<'GetFunctionEventInvokeConfig'> = (input, call) => {
  const kept = keptOf(input, call);
  return describeEventInvoke(kept, existingEventInvoke(kept, call), call);
};

const deleteFunctionEventInvokeConfig: Op<'DeleteFunctionEventInvokeConfig'> = (input, call) => {
  const kept = keptOf(input, call);
  existingEventInvoke(kept, call);
  lambdaOf(call).store.remove('event-invoke', kept.owner, kept.name);
  return {};
};

const listFunctionEventInvokeConfigs: Op<'ListFunctionEventInvokeConfigs'> = (input, call) => {
  const name = nameWithoutQualifier(input.FunctionName, call.place);
  latestOf(call, name);
  const owner = ownerOf(name, call.place);
  const { items, next } = pageOf(lambdaOf(call).store.list('event-invoke', owner), {
    keyOf: (each) => each.name,
    size: input.MaxItems ?? 50,
    token: input.Marker,
    onWrongToken: () => invalid('The provided marker is invalid.'),
  });
  const FunctionEventInvokeConfigs = items.map((each) => {
    const kept = { reference: { name, qualifier: each.name }, owner, name: each.name };
    return describeEventInvoke(kept, each.content as unknown as EventInvoke, call);
  });
  return next === undefined
    ? { FunctionEventInvokeConfigs }
    : { FunctionEventInvokeConfigs, NextMarker: next };
};

const listTags: Op<'ListTags'> = ({ Resource }, call) => ({ Tags: tagsOf(Resource, call).tags });

const tagResource: Op<'TagResource'> = ({ Resource, Tags }, call) => {
  const { tags, save } = tagsOf(Resource, call);
  save('TagResource', { ...tags, ...Tags });
  return {};
};

const untagResource: Op<'UntagResource'> = ({ Resource, TagKeys }, call) => {
  const { tags, save } = tagsOf(Resource, call);
  save('UntagResource', Object.fromEntries(Object.entries(tags).filter(([key]) => !TagKeys.includes(key))));
  return {};
};

interface Tagged {
  readonly tags: Readonly<Record<string, string>>;
  readonly save: (operation: string, tags: Readonly<Record<string, string>>) => void;
}

/** Of a function, an event source mapping or a code signing configuration. @throws AwsError */
function tagsOf(arn: string, call: ServiceCall): Tagged {
  const [type = '', id = ''] = parseArn(arn)?.resource.split(':') ?? [];
  const documents = { 'event-source-mapping': 'mapping', 'code-signing-config': 'code-signing' } as const;
  if (!Object.hasOwn(documents, type)) return tagsOfFunction(arn, call);
  const document = documents[type as keyof typeof documents];
  const { store } = lambdaOf(call);
  const owner = ownerOf('', call.place);
  const found = store.get(document, owner, id);
  if (found === undefined)
    throw refuse<LambdaApi>('ResourceNotFoundException', 'The resource you requested does not exist.');
  return {
    tags: (found['Tags'] ?? {}) as Tagged['tags'],
    save: (_operation, Tags) => store.put(document, { owner, name: id }, { ...found, Tags }),
  };
}

function tagsOfFunction(arn: string, call: ServiceCall): Tagged {
  const { name, qualifier } = referenceOf({ FunctionName: arn }, call.place);
  if (qualifier !== undefined)
    throw invalid('Tags on function aliases and versions are not supported. Please specify a function ARN.');
  const latest = latestOf(call, name);
  return {
    tags: latest.tags,
    save: (operation, tags) => {
      saveLatest(call, operation, { ...latest, tags });
    },
  };
}

const getRuntimeManagementConfig: Op<'GetRuntimeManagementConfig'> = (input, call) => {
  const kept = keptOf(input, call);
  const { name, qualifier = '$LATEST' } = kept.reference;
  return { UpdateRuntimeOn: 'Auto', FunctionArn: arnOfFunction({ name, qualifier }, call.place) };
};

/** Nothing here looks for calls in a circle. */
const getFunctionRecursionConfig: Op<'GetFunctionRecursionConfig'> = (input, call) => {
  const name = nameWithoutQualifier(input.FunctionName, call.place);
  latestOf(call, name);
  const kept = lambdaOf(call).store.get('setting', ownerOf(name, call.place), 'recursion');
  return { RecursiveLoop: kept?.value === 'Allow' ? 'Allow' : 'Terminate' };
};

const putFunctionRecursionConfig: Op<'PutFunctionRecursionConfig'> = (input, call) => {
  const name = nameWithoutQualifier(input.FunctionName, call.place);
  latestOf(call, name);
  const value = input.RecursiveLoop;
  lambdaOf(call).store.put('setting', { owner: ownerOf(name, call.place), name: 'recursion' }, { value });
  return { RecursiveLoop: value };
};

export const functionSettings = {
  DeleteFunctionConcurrency: deleteFunctionConcurrency,
  DeleteFunctionEventInvokeConfig: deleteFunctionEventInvokeConfig,
  GetAccountSettings: getAccountSettings,
  GetFunctionConcurrency: getFunctionConcurrency,
  GetFunctionEventInvokeConfig: getFunctionEventInvokeConfig,
  GetFunctionRecursionConfig: getFunctionRecursionConfig,
  GetRuntimeManagementConfig: getRuntimeManagementConfig,
  ListFunctionEventInvokeConfigs: listFunctionEventInvokeConfigs,
  ListTags: listTags,
  PutFunctionConcurrency: putFunctionConcurrency,
  PutFunctionEventInvokeConfig: putFunctionEventInvokeConfig,
  PutFunctionRecursionConfig: putFunctionRecursionConfig,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateFunctionEventInvokeConfig: updateFunctionEventInvokeConfig,
} satisfies Operations<LambdaApi>;
