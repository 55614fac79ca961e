// What is set on a function besides itself: its address, and what becomes of asynchronous invocations.
import type { Values } from '../../../aws/wire/message.ts';
import { createOnce, textIn, unless, without, type Made, type ResourceHandlers } from '../resource-type.ts';

const gone = ['ResourceNotFoundException'];
const urlProperties = ['AuthType', 'Cors', 'InvokeMode', 'Qualifier', 'TargetFunctionArn'];

/** An ARN may have the qualifier that the API takes by itself. */
function targetOf(properties: Values): Values {
  const parts = textIn(properties, 'TargetFunctionArn').split(':');
  const qualifier = textIn(properties, 'Qualifier') || (parts.length === 8 ? (parts[7] ?? '') : '');
  return {
    FunctionName: parts.slice(0, 7).join(':'),
    ...(qualifier === '' ? {} : { Qualifier: qualifier }),
  };
}

function urlMade(answer: Values): Made {
  const FunctionArn = textIn(answer, 'FunctionArn');
  return { physicalId: FunctionArn, attributes: { FunctionArn, FunctionUrl: textIn(answer, 'FunctionUrl') } };
}

const invokeProperties = [
  'DestinationConfig',
  'FunctionName',
  'MaximumEventAgeInSeconds',
  'MaximumRetryAttempts',
  'Qualifier',
];

export const lambdaSettingTypes: ResourceHandlers = {
  'AWS::Lambda::EventInvokeConfig': {
    here: 'executed',
    properties: invokeProperties,
    create: async (work) => {
      await work.call('lambda', 'PutFunctionEventInvokeConfig', work.properties);
      return { physicalId: work.name, attributes: {} };
    },
    update: async (work, { physicalId }) => {
      await work.call('lambda', 'PutFunctionEventInvokeConfig', work.properties);
      return { physicalId, attributes: {} };
    },
    remove: async ({ call, properties }) => {
      const { FunctionName, Qualifier } = properties;
      await unless(gone, call('lambda', 'DeleteFunctionEventInvokeConfig', { FunctionName, Qualifier }));
    },
  },
  'AWS::Lambda::Url': {
    here: 'executed',
    properties: urlProperties,
    create: async (work) => {
      const { call, properties } = work;
      const target = targetOf(properties);
      const given = { ...without(properties, 'Qualifier', 'TargetFunctionArn'), ...target };
      const creating = call('lambda', 'CreateFunctionUrlConfig', given);
      const answer =
        (await createOnce(work, ['ResourceConflictException'], creating)) ??
        (await call('lambda', 'GetFunctionUrlConfig', target));
      return urlMade(answer);
    },
    update: async ({ call, properties }) => {
      const given = { ...without(properties, 'Qualifier', 'TargetFunctionArn'), ...targetOf(properties) };
      return urlMade(await call('lambda', 'UpdateFunctionUrlConfig', given));
    },
    remove: async ({ call, properties }) => {
      await unless(gone, call('lambda', 'DeleteFunctionUrlConfig', targetOf(properties)));
    },
  },
};
