// How a source of a repository hands it on (CodePipeline user guide, "OutputArtifactFormat").
import { oneOf } from '../../model/action-type.ts';

export const outputArtifactFormat = oneOf('CODE_ZIP', 'CODEBUILD_CLONE_REF');
