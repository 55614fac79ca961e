// The newest version of the object of an S3 source, as polling finds it (CodePipeline user guide, "PollForSourceChanges").
import { isFalse } from '../../model/configuration-key.ts';
import type { NewestOf } from '../provider.ts';
import { findObject } from './find-object.ts';

export const newestObject: NewestOf = async (source) => {
  if (isFalse(source.configuration['PollForSourceChanges'])) return undefined;
  const found = await findObject(source);
  if (found.kind === 'stored') {
    const { versionId, eTag } = found.object;
    return {
      revisionId: versionId ?? eTag,
      triggerType: 'PollForSourceChanges',
      by: `new version of ${source.configuration['S3Bucket'] ?? ''}/${found.key}`,
    };
  }
  if (found.kind !== 'object') return found.kind === 'none' ? 'none' : undefined;
  const { S3Bucket = '' } = source.configuration;
  return {
    revisionId: found.version.versionId,
    triggerType: 'PollForSourceChanges',
    by: `new version of ${S3Bucket}/${found.key}`,
  };
};
