import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arnOf, resourceTypes } from '../../src/account/resource-types.ts';
import type { ResourceType, ResourceValues } from '../../src/account/resource.ts';
import { placeOfAction, placeOfPipeline } from '../../src/model/place.ts';
import { formatArn, parseArn } from '../../src/model/arn.ts';
import type { PipelineDeclaration } from '../../src/model/pipeline.ts';

const word = fc.stringMatching(/^[a-z0-9-]+$/);
const arn = fc.record({
  partition: fc.constantFrom('aws', 'aws-cn', 'aws-us-gov'),
  service: word,
  region: fc.oneof(fc.constant(''), word),
  account: fc.oneof(fc.constant(''), fc.stringMatching(/^\d{12}$/)),
  resource: fc.stringMatching(/^[a-zA-Z0-9:/*-]+$/),
});

const pipeline = (given: Partial<PipelineDeclaration> = {}): PipelineDeclaration => ({
  name: 'app',
  roleArn: 'arn:aws:iam::210987654321:role/pipeline',
  artifactStore: { type: 'S3', location: 'artifacts' },
  stages: [],
  ...given,
});

describe('an ARN', () => {
  test('that is put together and taken apart again is the same', () => {
    fc.assert(
      fc.property(arn, (each) => {
        expect(parseArn(formatArn(each))).toEqual(each);
      }),
    );
  });

  test.each([
    '',
    'name',
    'arn:aws',
    'arn:aws:s3::',
    'arn:aws:s3:::',
    'a:b:c:d:e:f',
    'arn::s3:::bucket',
    'arn:aws::::bucket',
  ])('%j is none', (text) => {
    expect(parseArn(text)).toBeUndefined();
  });

  test.each(Object.keys(resourceTypes) as ResourceType[])(
    'of %s names its service, when AWS has the type',
    (type) => {
      const values = { applicationName: 'shop' } as ResourceValues[ResourceType];
      const place = { partition: 'aws', region: 'eu-west-1', account: '111122223333' };
      const made = arnOf<ResourceType>({ type, name: 'web', version: 3, values }, place);
      expect(parseArn(made ?? '')?.service).toBe(resourceTypes[type].service);
      expect(made === undefined).toBe(type.startsWith('Slipway') || type === 'AWS::IAM::RolePolicy');
    },
  );

  // Source: service authorization reference.
  test.each([
    ['AWS::CodeBuild::Project', 'arn:aws:codebuild:eu-west-1:111122223333:project/web'],
    ['AWS::CodePipeline::Pipeline', 'arn:aws:codepipeline:eu-west-1:111122223333:web'],
    ['AWS::ECS::TaskDefinition', 'arn:aws:ecs:eu-west-1:111122223333:task-definition/web:3'],
    [
      'AWS::ElasticBeanstalk::Environment',
      'arn:aws:elasticbeanstalk:eu-west-1:111122223333:environment/shop/web',
    ],
    ['AWS::Lambda::Function', 'arn:aws:lambda:eu-west-1:111122223333:function:web'],
    ['AWS::S3::Bucket', 'arn:aws:s3:::web'],
    ['AWS::SSM::Parameter', 'arn:aws:ssm:eu-west-1:111122223333:parameter/web'],
  ] as const)('of %s is %s', (type, expected) => {
    const values = { applicationName: 'shop' } as ResourceValues[ResourceType];
    const place = { partition: 'aws', region: 'eu-west-1', account: '111122223333' };
    expect(arnOf<ResourceType>({ type, name: 'web', version: 3, values }, place)).toBe(expected);
  });
});

describe('the place of a pipeline', () => {
  test('is the account of its role, and the region of the first ARN in it that has one', () => {
    const connection = 'arn:aws:codestar-connections:eu-central-1:210987654321:connection/1';
    const stages = [
      {
        name: 'Source',
        actions: [
          {
            name: 'Source',
            actionTypeId: {
              category: 'Source',
              owner: 'AWS',
              provider: 'CodeStarSourceConnection',
              version: '1',
            } as const,
            configuration: { ConnectionArn: connection },
          },
        ],
      },
    ];
    const place = { partition: 'aws', account: '210987654321', region: 'eu-central-1' };
    expect(placeOfPipeline(pipeline({ stages }))).toEqual(place);
    expect(placeOfAction(pipeline({ stages }), { region: 'us-west-2' })).toEqual({
      ...place,
      region: 'us-west-2',
    });
  });

  test.each(['', 'role', 'arn:aws:iam::${AccountId}:role/pipeline'])(
    'whose role is %j is AWS’s example account in us-east-1',
    (roleArn) => {
      expect(placeOfPipeline(pipeline({ roleArn }))).toEqual({
        partition: 'aws',
        account: '111122223333',
        region: 'us-east-1',
      });
    },
  );
});
