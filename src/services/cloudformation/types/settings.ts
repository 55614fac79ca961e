// Settings and groups that other resources write into: report groups of CodeBuild, the account's settings of API Gateway.
// Source: CloudFormation template reference, AWS::CodeBuild::ReportGroup and AWS::ApiGateway::Account.
import type { Values } from '../../../aws/wire/message.ts';
import type { PropertyValues } from '../../../model/resource-graph.ts';
import { apiShape } from '../../../model/shipped-shape.ts';
import { calledType } from '../recorded-type.ts';
import { textIn, type Made, type ResourceHandlers, type ResourceWork } from '../resource-type.ts';
import { refuseOthers } from './logs.ts';
import { lowerTagList } from './lower-tags.ts';

function groupInput({ properties, tags }: ResourceWork): Values {
  const { ExportConfig, Type } = properties;
  const type = Type === undefined ? {} : { type: Type };
  return { ...apiShape({ ExportConfig } as PropertyValues), ...type, tags: lowerTagList(tags) };
}

async function setRole({ call, properties }: ResourceWork, physicalId: string): Promise<Made> {
  refuseOthers(properties, ['CloudWatchRoleArn']);
  await call('apigateway', 'UpdateAccount', {
    patchOperations: [
      { op: 'replace', path: '/cloudwatchRoleArn', value: textIn(properties, 'CloudWatchRoleArn') },
    ],
  });
  return { physicalId, attributes: { Id: physicalId } };
}

export const settingTypes: ResourceHandlers = {
  'AWS::ApiGateway::Account': {
    here: 'executed',
    create: async (work) => setRole(work, work.name),
    update: async (work, { physicalId }) => setRole(work, physicalId),
    // The settings are the account's, and stay as they are (AWS::ApiGateway::Account).
    remove: async () => {},
  },
  'AWS::CodeBuild::ReportGroup': calledType({
    here: 'executed',
    service: 'codebuild',
    name: { property: 'Name', longest: 128 },
    properties: ['DeleteReports', 'ExportConfig', 'Name', 'Tags', 'Type'],
    there: ['ResourceAlreadyExistsException'],
    gone: ['ResourceNotFoundException'],
    create: (work) => ['CreateReportGroup', { name: work.name, ...groupInput(work) }],
    made: (_answer, { name, place: { partition, region, account } }) => {
      const Arn = `arn:${partition}:codebuild:${region}:${account}:report-group/${name}`;
      return { physicalId: Arn, attributes: { Arn } };
    },
    update: (work, { physicalId: arn }) => {
      const { type: _type, ...input } = groupInput(work);
      return ['UpdateReportGroup', { arn, ...input }];
    },
    remove: ({ physicalId: arn, properties: { DeleteReports } }) => [
      'DeleteReportGroup',
      { arn, deleteReports: String(DeleteReports) === 'true' },
    ],
  }),
};
