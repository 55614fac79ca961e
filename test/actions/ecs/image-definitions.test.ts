import { describe, expect, test } from 'vitest';
import { readImageDefinitions, readImageDetail } from '../../../src/actions/service/image-definitions.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const file = 'imagedefinitions.json';

describe('image definitions', () => {
  test('are a list of containers with their images', () => {
    const images = [{ name: 'web', imageUri: 'shop/web:1' }];
    expect(readImageDefinitions(bytes(JSON.stringify(images)), file)).toEqual({ images });
  });

  test.each([
    ['{"ImageURI":"web:one"}', 'imagedefinitions.json is an imageDetail.json, which CodeDeployToECS takes'],
    ['{"name":"web","imageUri":"web:one"}', 'imagedefinitions.json must be a list'],
    ['[{"name":"web"}]', 'Entry 1 of imagedefinitions.json needs "name" and "imageUri"'],
    ['[{"name":"web","imageUri":7}]', 'Entry 1 of imagedefinitions.json needs "name" and "imageUri"'],
    ['[]', 'imagedefinitions.json names no image'],
    ['\uFEFF[]', 'imagedefinitions.json begins with a byte order mark'],
    ['[] and more', 'imagedefinitions.json is not JSON in UTF-8'],
    ['nothing', 'imagedefinitions.json is not JSON in UTF-8'],
    [' '.repeat(100_001), 'imagedefinitions.json is larger than 100 KB'],
  ])('that read %s are refused', (text, wrong) => {
    expect(readImageDefinitions(bytes(text), file)).toEqual({
      failed: expect.stringContaining(wrong) as unknown,
    });
  });

  test('that are not UTF-8 are refused', () => {
    const wrong = expect.stringContaining('is not JSON in UTF-8') as unknown;
    expect(readImageDefinitions(Uint8Array.of(0xff, 0xfe, 0x5b), file)).toEqual({ failed: wrong });
  });
});

describe('an image detail', () => {
  test('is an object with the image', () => {
    expect(readImageDetail(bytes('{"ImageURI":"shop/web@sha256:1","ImageTags":["1"]}'))).toEqual({
      imageUri: 'shop/web@sha256:1',
    });
  });

  test.each([
    ['[{"name":"web","imageUri":"web:1"}]', 'is a list as the ECS action takes it'],
    ['{"imageUri":"web:1"}', 'needs "ImageURI", with a capital I'],
  ])('that reads %s is refused', (text, wrong) => {
    expect(readImageDetail(bytes(text))).toEqual({ failed: expect.stringContaining(wrong) as unknown });
  });
});
