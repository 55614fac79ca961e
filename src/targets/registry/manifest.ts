// A manifest of an image, or the index of the manifests of its platforms (OCI image specification).
import { isFailed } from '../../lib/result.ts';
import { readJsonText } from '../../load/read-json-text.ts';
import {
  list,
  number,
  object,
  optional,
  required,
  string,
  type Shape,
  type ValueOf,
} from '../../load/shape.ts';

/** What a registry says besides is its own. */
export const anyKeys = { unknownKeys: 'warning' } as const;

const sized = object('content', { size: required(number()) }, anyKeys);
const manifestShape = object(
  'manifest',
  {
    mediaType: optional(string()),
    config: optional(sized),
    layers: optional(list(sized)),
    manifests: optional(list(object('manifest', { digest: required(string()) }, anyKeys))),
  },
  anyKeys,
);

export type Manifest = ValueOf<typeof manifestShape>;

/** @throws Error for what is no manifest */
export function readManifest(text: string): Manifest {
  return contentOf(text, manifestShape);
}

/** Of the configuration and all layers, as they are pushed; of several platforms the largest (ECR, ImageDetail). */
export function sizeOf({ config, layers = [] }: Manifest, platforms: readonly number[]): number {
  const own = [...(config === undefined ? [] : [config]), ...layers].reduce((sum, { size }) => sum + size, 0);
  return Math.max(own, ...platforms);
}

/** What a registry answers. @throws Error when that is something else */
export function contentOf<T>(text: string, shape: Shape<T>): T {
  const read = readJsonText(text, shape);
  if (isFailed(read)) throw new Error(`The registry has something else there: ${read.failed}`);
  return read;
}
