// The account and region that a definition speaks of, for names that are made from them. Pure.
import type { Definition } from '../../model/definition.ts';
import type { ActionDeclaration } from '../../model/pipeline.ts';

export interface AwsPlace {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** From the action's region and the ARNs in the pipeline; what they do not tell is filled with AWS's usual examples. */
export function awsPlace({ pipeline }: Definition, action: Pick<ActionDeclaration, 'region'>): AwsPlace {
  const [, partition = 'aws', account = '111122223333'] =
    /^arn:(aws[a-z-]*):iam::(\d{12}):/.exec(pipeline.roleArn ?? '') ?? [];
  const regionInArn = /"arn:aws[a-z-]*:[a-z0-9-]+:([a-z]{2}(?:-[a-z]+)+-\d):/.exec(JSON.stringify(pipeline));
  return { partition, account, region: action.region ?? regionInArn?.[1] ?? 'us-east-1' };
}
