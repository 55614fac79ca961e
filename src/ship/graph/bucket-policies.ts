// A bucket has one policy, and each that is put replaces the one before (S3 API reference, PutBucketPolicy). Pure.
import { isDeepStrictEqual } from 'node:util';
import {
  isList,
  type GraphResource,
  type PropertyValue,
  type PropertyValues,
} from '../../model/resource-graph.ts';

/** What several parts allow of a bucket is in the policy of the first one. @param resources linked, so that equal buckets are equal */
export function withOnePolicyEach(resources: readonly GraphResource[]): readonly GraphResource[] {
  const merged: GraphResource[] = [];
  for (const resource of resources) {
    const at = merged.findIndex((each) => isOfOneBucket(each, resource));
    const first = merged[at];
    if (first === undefined) merged.push(resource);
    else merged[at] = joined(first, resource);
  }
  return merged;
}

function isOfOneBucket(one: GraphResource, other: GraphResource): boolean {
  const arePolicies = [one, other].every(({ type }) => type === 'AWS::S3::BucketPolicy');
  return arePolicies && isDeepStrictEqual(one.properties['Bucket'], other.properties['Bucket']);
}

function joined(one: GraphResource, other: GraphResource): GraphResource {
  const Statement = [...statementsOf(one), ...statementsOf(other)];
  const document = one.properties['PolicyDocument'] as PropertyValues;
  return {
    ...one,
    why: `${one.why} ${other.why}`,
    properties: { ...one.properties, PolicyDocument: { ...document, Statement } },
  };
}

function statementsOf({ properties }: GraphResource): readonly PropertyValue[] {
  const { Statement = [] } = properties['PolicyDocument'] as PropertyValues;
  return isList(Statement) ? Statement : [Statement];
}
