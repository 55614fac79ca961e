// The file with the task definition that an action registers. Pure.
import type { ActionDeclaration } from '../../model/pipeline.ts';

/** CodePipeline user guide, "Amazon ECS and CodeDeploy blue-green deploy action reference". */
export function taskDefinitionFile({ configuration }: ActionDeclaration): string {
  return configuration?.['TaskDefinitionTemplatePath'] ?? 'taskdef.json';
}
