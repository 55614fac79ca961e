// Deploy/AWS/AppConfig: a configuration of AWS AppConfig. Not executed here.
import { deployType } from '../../model/action-type.ts';
import { O, R } from '../../model/configuration-key.ts';
import type { ActionProvider } from '../provider.ts';

export const appConfig: ActionProvider = {
  ...deployType,
  provider: 'AppConfig',
  configuration: {
    Application: R,
    Environment: R,
    ConfigurationProfile: R,
    InputArtifactConfigurationPath: R,
    DeploymentStrategy: O,
  },
};
