// ECR: repositories are in the register, their images in the registry that replaces it on this machine.
import type { EcrApi } from '../../aws/operations/ecr.ts';
import type { Operations } from '../service.ts';
import { getAuthorizationToken } from './authorization.ts';
import { batchDeleteImage, batchGetImage, describeImages, listImages } from './images.ts';
import {
  deleteLifecyclePolicy,
  deleteRepositoryPolicy,
  getLifecyclePolicy,
  getLifecyclePolicyPreview,
  getRepositoryPolicy,
  putLifecyclePolicy,
  setRepositoryPolicy,
  startLifecyclePolicyPreview,
} from './policies.ts';
import {
  createRepository,
  deleteRepository,
  describeRegistry,
  describeRepositories,
  listTagsForResource,
  putImageScanningConfiguration,
  putImageTagMutability,
  tagResource,
  untagResource,
} from './repositories.ts';

export const ecr: Operations<EcrApi> = {
  BatchDeleteImage: batchDeleteImage,
  BatchGetImage: batchGetImage,
  CreateRepository: createRepository,
  DeleteLifecyclePolicy: deleteLifecyclePolicy,
  DeleteRepository: deleteRepository,
  DeleteRepositoryPolicy: deleteRepositoryPolicy,
  DescribeImages: describeImages,
  DescribeRegistry: describeRegistry,
  DescribeRepositories: describeRepositories,
  GetAuthorizationToken: getAuthorizationToken,
  GetLifecyclePolicy: getLifecyclePolicy,
  GetLifecyclePolicyPreview: getLifecyclePolicyPreview,
  GetRepositoryPolicy: getRepositoryPolicy,
  ListImages: listImages,
  ListTagsForResource: listTagsForResource,
  PutImageScanningConfiguration: putImageScanningConfiguration,
  PutImageTagMutability: putImageTagMutability,
  PutLifecyclePolicy: putLifecyclePolicy,
  SetRepositoryPolicy: setRepositoryPolicy,
  StartLifecyclePolicyPreview: startLifecyclePolicyPreview,
  TagResource: tagResource,
  UntagResource: untagResource,
};
