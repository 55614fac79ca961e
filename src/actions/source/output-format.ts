// How a source of a repository hands it on (CodePipeline user guide, "OutputArtifactFormat").
import { oneOf } from '../../model/configuration-key.ts';

export const outputArtifactFormat = oneOf('CODE_ZIP', 'CODEBUILD_CLONE_REF');
