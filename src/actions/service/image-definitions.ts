// The files that give a deployment its images (CodePipeline user guide, "Image definitions file reference"). Pure.

export interface ImageDefinition {
  readonly name: string;
  readonly imageUri: string;
}

export type ReadImages = { readonly images: readonly ImageDefinition[] } | { readonly wrong: string };

const maxBytes = 100_000;
const example = '[{"name":"web","imageUri":"…/web:1"}]';

/** `imagedefinitions.json` of the ECS action: a list. */
export function readImageDefinitions(content: Uint8Array, file: string): ReadImages {
  if (content.length > maxBytes) return { wrong: `${file} is larger than 100 KB` };
  const parsed = parse(content, file);
  if ('wrong' in parsed) return parsed;
  if (!Array.isArray(parsed.value)) {
    const hasUri = isObject(parsed.value) && 'ImageURI' in parsed.value;
    return {
      wrong: hasUri
        ? `${file} is an imageDetail.json, which CodeDeployToECS takes; the ECS action takes a list: ${example}`
        : `${file} must be a list: ${example}`,
    };
  }
  const images: ImageDefinition[] = [];
  for (const [index, entry] of (parsed.value as readonly unknown[]).entries()) {
    const { name, imageUri } = isObject(entry) ? entry : {};
    if (typeof name !== 'string' || typeof imageUri !== 'string' || name === '' || imageUri === '')
      return { wrong: `Entry ${index + 1} of ${file} needs "name" and "imageUri", both texts: ${example}` };
    images.push({ name, imageUri });
  }
  return images.length === 0 ? { wrong: `${file} names no image` } : { images };
}

/** `imageDetail.json` of CodeDeployToECS: an object. */
export function readImageDetail(
  content: Uint8Array,
): { readonly imageUri: string } | { readonly wrong: string } {
  const parsed = parse(content, 'imageDetail.json');
  if ('wrong' in parsed) return parsed;
  if (Array.isArray(parsed.value))
    return {
      wrong: 'imageDetail.json is a list as the ECS action takes it; CodeDeployToECS takes {"ImageURI":"…"}',
    };
  const uri = isObject(parsed.value) ? parsed.value['ImageURI'] : undefined;
  return typeof uri === 'string' && uri !== ''
    ? { imageUri: uri }
    : { wrong: 'imageDetail.json needs "ImageURI", with a capital I and URI: {"ImageURI":"…"}' };
}

function parse(content: Uint8Array, file: string): { readonly value: unknown } | { readonly wrong: string } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
    if (text.startsWith('\uFEFF'))
      return { wrong: `${file} begins with a byte order mark, which makes the action fail` };
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    return { wrong: `${file} is not JSON in UTF-8: ${(error as Error).message}` };
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
