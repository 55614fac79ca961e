// Activities of Step Functions in a stack. Source: CloudFormation template reference, AWS::StepFunctions::Activity.
import { calledType } from '../recorded-type.ts';
import { textIn, type ResourceHandlers } from '../resource-type.ts';
import { lowerTags } from './lower-tags.ts';

export const activityTypes: ResourceHandlers = {
  'AWS::StepFunctions::Activity': calledType({
    here: 'executed',
    service: 'stepfunctions',
    name: { property: 'Name', longest: 80 },
    properties: ['Name', 'Tags'],
    gone: ['ActivityDoesNotExist'],
    create: ({ name, tags }) => ['CreateActivity', { name, ...lowerTags(tags) }],
    made: (answer = {}, { name }) => {
      const Arn = textIn(answer, 'activityArn');
      return { physicalId: Arn, attributes: { Arn, Name: name } };
    },
    remove: ({ physicalId: activityArn }) => ['DeleteActivity', { activityArn }],
  }),
};
