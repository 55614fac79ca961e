// Images, as the registry of this machine has them.
import type { EcrApi } from '../../aws/operations/ecr.ts';
import { defined } from '../../lib/defined.ts';
import {
  removeImage,
  removeTag,
  storedImages,
  type StoredImage,
} from '../../targets/registry/stored-images.ts';
import { pageInOrder } from '../page.ts';
import { refuse, type ServiceCall } from '../service.ts';
import { onWrongToken } from './repositories.ts';
import { repositoryNamed, storedName, type Op } from './repository-record.ts';

type Shapes = EcrApi['shapes'];
type ImageId = Shapes['ImageIdentifier'];

const pageSize = 100;

export const describeImages: Op<'DescribeImages'> = async (input, call) => {
  const { imageIds, filter, nextToken, maxResults } = input;
  const { name, images } = await imagesOf(call, input);
  const asked = imageIds === undefined ? images : imageIds.map((id) => imageOf(id, { call, name, images }));
  const wanted = [...new Set(asked)].filter((image) => isOfStatus(image, filter?.tagStatus));
  const size = imageIds === undefined ? (maxResults ?? pageSize) : wanted.length;
  const { items, next } = pageInOrder(wanted, { size, token: nextToken, onWrongToken });
  return defined({
    imageDetails: items.map((image) => ({
      registryId: call.place.account,
      repositoryName: name,
      imageDigest: image.digest,
      ...(image.tags.length === 0 ? {} : { imageTags: image.tags }),
      imageSizeInBytes: image.sizeBytes,
      imagePushedAt: new Date(image.pushedAt),
      imageManifestMediaType: image.mediaType,
      imageStatus: 'ACTIVE' as const,
    })),
    nextToken: next,
  });
};

/** An image has an entry for each of its tags. */
export const listImages: Op<'ListImages'> = async (input, call) => {
  const { filter, nextToken, maxResults } = input;
  const { images } = await imagesOf(call, input);
  const wanted = images.filter((image) => isOfStatus(image, filter?.tagStatus));
  const all = wanted.flatMap(({ digest, tags }): readonly ImageId[] =>
    tags.length === 0
      ? [{ imageDigest: digest }]
      : tags.map((tag) => ({ imageDigest: digest, imageTag: tag })),
  );
  const { items, next } = pageInOrder(all, { size: maxResults ?? pageSize, token: nextToken, onWrongToken });
  return defined({ imageIds: items, nextToken: next });
};

export const batchGetImage: Op<'BatchGetImage'> = async (input, call) => {
  const { name, images } = await imagesOf(call, input);
  const found = input.imageIds.map((imageId) => ({ imageId, ...findImage(imageId, images) }));
  return {
    images: found.flatMap(({ imageId, image }) =>
      image === undefined
        ? []
        : [
            {
              registryId: call.place.account,
              repositoryName: name,
              imageId: { ...defined({ imageTag: imageId.imageTag }), imageDigest: image.digest },
              imageManifest: image.manifest,
              imageManifestMediaType: image.mediaType,
            },
          ],
    ),
    failures: found.flatMap(({ imageId, failure }) =>
      failure === undefined ? [] : [{ imageId, ...failure }],
    ),
  };
};

/** A tag goes alone, unless it is the last of its image; a digest goes with all its tags. */
export const batchDeleteImage: Op<'BatchDeleteImage'> = async (input, call) => {
  const { name } = await imagesOf(call, input);
  const { targetsFolder } = call.ground;
  const stored = storedName(call, name);
  const deleted: ImageId[] = [];
  const failures: Shapes['ImageFailure'][] = [];
  for (const imageId of input.imageIds) {
    const { image, failure } = findImage(imageId, await storedImages(targetsFolder, stored));
    if (image === undefined) {
      failures.push({ imageId, ...failure });
      continue;
    }
    const { imageTag } = imageId;
    const { digest, tags } = image;
    if (imageTag !== undefined && tags.length > 1) {
      await removeTag(targetsFolder, stored, imageTag);
      deleted.push({ imageDigest: digest, imageTag });
      continue;
    }
    await removeImage(targetsFolder, stored, image);
    const ids = tags.map((tag) => ({ imageDigest: digest, imageTag: tag }));
    deleted.push(...(ids.length === 0 ? [{ imageDigest: digest }] : ids));
  }
  return { imageIds: deleted, failures };
};

async function imagesOf(
  call: ServiceCall,
  named: Parameters<typeof repositoryNamed>[1],
): Promise<{ readonly name: string; readonly images: readonly StoredImage[] }> {
  const { name } = await repositoryNamed(call, named);
  const given = process.env['SLIPWAY_REGISTRY'] ?? '';
  if (given !== '')
    throw refuse<EcrApi>(
      'ServerException',
      `The images are in the registry ${given}, which SLIPWAY_REGISTRY names: Slipway reads those of its own registry alone`,
      { status: 400 },
    );
  return { name, images: await storedImages(call.ground.targetsFolder, storedName(call, name)) };
}

export function isOfStatus(
  { tags }: Pick<StoredImage, 'tags'>,
  status: 'TAGGED' | 'UNTAGGED' | 'ANY' = 'ANY',
): boolean {
  return status === 'ANY' || (status === 'TAGGED') === tags.length > 0;
}

interface Place {
  readonly call: ServiceCall;
  readonly name: string;
  readonly images: readonly StoredImage[];
}

function imageOf(id: ImageId, { call, name, images }: Place): StoredImage {
  const { image, failure } = findImage(id, images);
  if (image !== undefined) return image;
  if (failure.failureCode === 'MissingDigestAndTag')
    throw refuse<EcrApi>('InvalidParameterException', failure.failureReason);
  const { imageDigest = null, imageTag = null } = id;
  throw refuse<EcrApi>(
    'ImageNotFoundException',
    `The image with imageId {imageDigest:'${imageDigest}', imageTag:'${imageTag}'} does not exist within the repository with name '${name}' in the registry with id '${call.place.account}'`,
  );
}

interface ImageFailure {
  readonly failureCode:
    | 'MissingDigestAndTag'
    | 'ImageNotFound'
    | 'ImageTagDoesNotMatchDigest'
    | 'InvalidImageDigest';
  readonly failureReason: string;
}

type Found =
  | { readonly image: StoredImage; readonly failure?: undefined }
  | { readonly image?: undefined; readonly failure: ImageFailure };

/** ECR API reference, ImageFailure. */
function findImage({ imageDigest, imageTag }: ImageId, images: readonly StoredImage[]): Found {
  const failed = (failureCode: ImageFailure['failureCode'], failureReason: string): Found => ({
    failure: { failureCode, failureReason },
  });
  if (imageDigest === undefined && imageTag === undefined)
    return failed('MissingDigestAndTag', 'Invalid request parameters: both tag and digest cannot be null');
  if (imageDigest !== undefined && !/^sha256:[0-9a-f]{64}$/.test(imageDigest))
    return failed(
      'InvalidImageDigest',
      "Invalid request parameters: image digest should satisfy the regex '[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'",
    );
  const tagged = images.find(({ tags }) => imageTag !== undefined && tags.includes(imageTag));
  const image = imageDigest === undefined ? tagged : images.find(({ digest }) => digest === imageDigest);
  if (image === undefined) return failed('ImageNotFound', 'Requested image not found');
  if (imageTag !== undefined && tagged !== image)
    return failed('ImageTagDoesNotMatchDigest', 'The image tag does not match the image digest');
  return { image };
}
