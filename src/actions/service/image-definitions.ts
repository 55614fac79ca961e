// The files that give a deployment its images (CodePipeline user guide, "Image definitions file reference"). Pure.
import { isFailed, type Result } from '../../lib/result.ts';

export interface ImageDefinition {
  readonly name: string;
  readonly imageUri: string;
}

export type ReadImages = Result<{ readonly images: readonly ImageDefinition[] }>;

const maxBytes = 100_000;
const example = '[{"name":"web","imageUri":"…/web:1"}]';

/** `imagedefinitions.json` of the ECS action: a list. */
export function readImageDefinitions(content: Uint8Array, file: string): ReadImages {
  if (content.length > maxBytes) return { failed: `${file} is larger than 100 KB` };
  const parsed = parse(content, file);
  if (isFailed(parsed)) return parsed;
  if (!Array.isArray(parsed.value)) {
    const hasUri = isObject(parsed.value) && 'ImageURI' in parsed.value;
    return {
      failed: hasUri
        ? `${file} is an imageDetail.json, which CodeDeployToECS takes; the ECS action takes a list: ${example}`
        : `${file} must be a list: ${example}`,
    };
  }
  const images: ImageDefinition[] = [];
  for (const [index, entry] of (parsed.value as readonly unknown[]).entries()) {
    const { name, imageUri } = isObject(entry) ? entry : {};
    if (typeof name !== 'string' || typeof imageUri !== 'string' || name === '' || imageUri === '')
      return { failed: `Entry ${index + 1} of ${file} needs "name" and "imageUri", both texts: ${example}` };
    images.push({ name, imageUri });
  }
  return images.length === 0 ? { failed: `${file} names no image` } : { images };
}

/** `imageDetail.json` of CodeDeployToECS: an object. */
export function readImageDetail(content: Uint8Array): Result<{ readonly imageUri: string }> {
  const parsed = parse(content, 'imageDetail.json');
  if (isFailed(parsed)) return parsed;
  if (Array.isArray(parsed.value))
    return {
      failed: 'imageDetail.json is a list as the ECS action takes it; CodeDeployToECS takes {"ImageURI":"…"}',
    };
  const uri = isObject(parsed.value) ? parsed.value['ImageURI'] : undefined;
  return typeof uri === 'string' && uri !== ''
    ? { imageUri: uri }
    : { failed: 'imageDetail.json needs "ImageURI", with a capital I and URI: {"ImageURI":"…"}' };
}

function parse(content: Uint8Array, file: string): Result<{ readonly value: unknown }> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
    if (text.startsWith('\uFEFF'))
      return { failed: `${file} begins with a byte order mark, which makes the action fail` };
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    return { failed: `${file} is not JSON in UTF-8: ${(error as Error).message}` };
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
