// Parameter Store of Systems Manager, over the state folder's encrypted store and what definitions bring along.
import type { SsmApi } from '../../aws/operations/ssm.ts';
import type { Operations } from '../service.ts';
import {
  addTagsToResource,
  describeParameters,
  labelParameterVersion,
  listTagsForResource,
  removeTagsFromResource,
  unlabelParameterVersion,
} from './describe-parameters.ts';
import { getParameter, getParameterHistory, getParameters, getParametersByPath } from './get-parameters.ts';
import { deleteParameter, deleteParameters, putParameter } from './put-parameter.ts';

export const ssm: Operations<SsmApi> = {
  AddTagsToResource: addTagsToResource,
  DeleteParameter: deleteParameter,
  DeleteParameters: deleteParameters,
  DescribeParameters: describeParameters,
  GetParameter: getParameter,
  GetParameterHistory: getParameterHistory,
  GetParameters: getParameters,
  GetParametersByPath: getParametersByPath,
  LabelParameterVersion: labelParameterVersion,
  ListTagsForResource: listTagsForResource,
  PutParameter: putParameter,
  RemoveTagsFromResource: removeTagsFromResource,
  UnlabelParameterVersion: unlabelParameterVersion,
};
