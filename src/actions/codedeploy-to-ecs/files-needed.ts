// What a blue/green deployment by CodeDeploy looks for in its input artifacts (CodePipeline user guide, "Amazon ECS and CodeDeploy
// blue-green deploy action reference"). Pure.
import type { NeededFile } from '../../model/action-type.ts';
import type { ActionDeclaration } from '../../model/pipeline.ts';
import { taskDefinitionFile } from '../service/task-definition-file.ts';

export function filesNeeded(action: ActionDeclaration): readonly NeededFile[] {
  const {
    TaskDefinitionTemplateArtifact = '',
    AppSpecTemplateArtifact = '',
    AppSpecTemplatePath = 'appspec.yaml',
    Image1ArtifactName,
  } = action.configuration ?? {};
  const aws = 'The action fails: it finds no such file in that artifact.';
  return [
    { artifact: TaskDefinitionTemplateArtifact, file: taskDefinitionFile(action), aws },
    { artifact: AppSpecTemplateArtifact, file: AppSpecTemplatePath, aws },
    ...(Image1ArtifactName === undefined
      ? []
      : [{ artifact: Image1ArtifactName, file: 'imageDetail.json', aws }]),
  ];
}
