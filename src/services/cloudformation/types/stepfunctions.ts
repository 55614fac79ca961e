// State machines of Step Functions in a stack.
import type { Values } from '../../../aws/wire/message.ts';
import {
  listIn,
  tagList,
  textIn,
  unless,
  type Made,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';
import { templateInput } from '../template-input.ts';

const known = [
  'Definition',
  'DefinitionS3Location',
  'DefinitionString',
  'DefinitionSubstitutions',
  'LoggingConfiguration',
  'RoleArn',
  'StateMachineName',
  'StateMachineType',
  'Tags',
  'TracingConfiguration',
];

/** With its substitutions, in which functions of the template stand (user guide, AWS::StepFunctions::StateMachine). */
async function definitionOf({ call, properties }: ResourceWork): Promise<string> {
  const { Definition, DefinitionS3Location: location, DefinitionString } = properties;
  const text =
    location === undefined
      ? typeof DefinitionString === 'string'
        ? DefinitionString
        : JSON.stringify(Definition ?? {})
      : textIn(
          await call('s3', 'GetObject', {
            Bucket: textIn(location as Values, 'Bucket'),
            Key: textIn(location as Values, 'Key'),
          }),
          'Body',
        );
  const substitutions = (properties['DefinitionSubstitutions'] ?? {}) as Values;
  return text.replaceAll(/\$\{([\w-]+)\}/g, (whole, name: string) =>
    Object.hasOwn(substitutions, name) ? textIn(substitutions, name) : whole,
  );
}

async function inputOf(work: ResourceWork, operation: string, named: Values): Promise<Values> {
  const { properties } = work;
  const { LoggingConfiguration, RoleArn, TracingConfiguration } = properties;
  const given = { LoggingConfiguration, RoleArn, TracingConfiguration };
  return templateInput('stepfunctions', operation, {
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    definition: await definitionOf(work),
    ...named,
  });
}

function made(arn: string): Made {
  return { physicalId: arn, attributes: { Arn: arn, Name: arn.split(':').at(-1) ?? '' } };
}

/** An interrupted creation has made it: the name is the stack's own. */
async function foundArn({ call, name }: ResourceWork): Promise<string> {
  const answer = await call('stepfunctions', 'ListStateMachines', {});
  const all = listIn(answer, 'stateMachines') as readonly Values[];
  return textIn(all.find((each) => textIn(each, 'name') === name) ?? {}, 'stateMachineArn');
}

export const stateMachineTypes: ResourceHandlers = {
  'AWS::StepFunctions::StateMachine': {
    here: 'executed',
    properties: known,
    name: { property: 'StateMachineName', longest: 80 },
    isThere: async (work) => (await foundArn(work)) !== '',
    create: async (work) => {
      const { call, properties, name, tags, isResumed } = work;
      const earlier = isResumed ? await foundArn(work) : '';
      if (earlier !== '') return made(earlier);
      const type = textIn(properties, 'StateMachineType');
      const input = await inputOf(work, 'CreateStateMachine', {
        name,
        tags: tagList(tags),
        ...(type === '' ? {} : { type }),
      });
      return made(textIn(await call('stepfunctions', 'CreateStateMachine', input), 'stateMachineArn'));
    },
    update: async (work, { physicalId: stateMachineArn }) => {
      const input = await inputOf(work, 'UpdateStateMachine', { stateMachineArn });
      await work.call('stepfunctions', 'UpdateStateMachine', input);
      return made(stateMachineArn);
    },
    remove: async ({ call }, { physicalId: stateMachineArn }) => {
      await unless(
        ['StateMachineDoesNotExist'],
        call('stepfunctions', 'DeleteStateMachine', { stateMachineArn }),
      );
    },
  },
};
