// Every rule, in the order in which a reader would ask. Adding one is adding its file and one line here.
import type { ActionTypes } from '../../model/action-type.ts';
import type { Definition } from '../../model/definition.ts';
import { accessKeys } from './access-keys.ts';
import { actionsByType } from './actions-by-type.ts';
import { alarms } from './alarms.ts';
import { definitionNames } from './definition-names.ts';
import { distributionOrigins } from './distribution-origins.ts';
import { executionLimits } from './execution-limits.ts';
import { functions } from './functions.ts';
import { gates } from './gates.ts';
import { notExecuted } from './not-executed.ts';
import { pipelineActionTypes } from './pipeline-action-types.ts';
import { pipelineArtifacts } from './pipeline-artifacts.ts';
import { pipelineConditions } from './pipeline-conditions.ts';
import { pipelineConfiguration } from './pipeline-configuration.ts';
import { pipelineFields } from './pipeline-fields.ts';
import { pipelineNamespaces } from './pipeline-namespaces.ts';
import { pipelineRules } from './pipeline-rules.ts';
import { pipelineSources } from './pipeline-sources.ts';
import { pipelineStages } from './pipeline-stages.ts';
import { pipelineTriggers } from './pipeline-triggers.ts';
import { pipelineType } from './pipeline-type.ts';
import { pipelineVariables } from './pipeline-variables.ts';
import { deploymentConfig } from './deployment-config.ts';
import { deploymentRollback } from './deployment-rollback.ts';
import { deploymentStyle } from './deployment-style.ts';
import { deploymentTargets } from './deployment-targets.ts';
import { projectCache } from './project-cache.ts';
import { projectEnvironment } from './project-environment.ts';
import { projectSource } from './project-source.ts';
import { projectVariables } from './project-variables.ts';
import { services } from './services.ts';
import { singleInstance } from './single-instance.ts';
import type { Finding } from '../../lib/finding.ts';
import type { Rule } from './rule.ts';

/** Judge each pipeline and project by itself. */
const rulesOfEach: readonly Rule[] = [
  pipelineStages,
  pipelineSources,
  pipelineActionTypes,
  pipelineFields,
  pipelineConfiguration,
  pipelineArtifacts,
  pipelineNamespaces,
  pipelineVariables,
  pipelineType,
  pipelineConditions,
  pipelineRules,
  pipelineTriggers,
  notExecuted,
  projectSource,
  projectEnvironment,
  projectVariables,
  projectCache,
];

/** Ask whether what is named is there, and fits. */
const rulesAcross: readonly Rule[] = [
  definitionNames,
  gates,
  executionLimits,
  actionsByType,
  deploymentTargets,
  deploymentConfig,
  deploymentStyle,
  deploymentRollback,
  singleInstance,
  distributionOrigins,
  alarms,
  services,
  functions,
  accessKeys,
];

/** Everything that the rules say about a definition. Pure; never throws. */
export function findingsOf(definition: Definition, types: ActionTypes): readonly Finding[] {
  return [...rulesOfEach, ...rulesAcross].flatMap((rule) => rule(definition, types));
}

/** Of a definition of which a part cannot be read: what does not depend on that part. */
export function findingsOfEach(definition: Definition, types: ActionTypes): readonly Finding[] {
  return rulesOfEach.flatMap((rule) => rule(definition, types));
}
