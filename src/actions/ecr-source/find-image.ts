// The image that an ECR source names, in a registry that may not answer.
import { readImage, type RegistryImage } from '../../targets/registry/read-image.ts';

export type FoundImage =
  | { readonly kind: 'image'; readonly image: RegistryImage }
  | { readonly kind: 'none' }
  /** Why the registry does not answer. */
  | { readonly kind: 'silent'; readonly because: string };

/** @param reference a tag or a digest */
export async function findImage(address: string, repository: string, reference: string): Promise<FoundImage> {
  try {
    const image = await readImage(address, repository, reference);
    return image === undefined ? { kind: 'none' } : { kind: 'image', image };
  } catch (error) {
    const { cause = error } = error as Error;
    return { kind: 'silent', because: cause instanceof Error ? cause.message : String(cause) };
  }
}
