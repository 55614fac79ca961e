// What one update of an environment is made of.
import type { Environment } from '../../model/environment.ts';
import type { ActionContext } from '../provider.ts';
import type { DeploymentOptions } from '../deployment/deployment-options.ts';
import type { EnvironmentSettings } from './settings.ts';

export interface Update {
  readonly context: ActionContext<DeploymentOptions>;
  readonly environment: Environment;
  readonly environmentId: string;
  readonly settings: EnvironmentSettings;
  /** Of the platform, where this machine has them. */
  readonly programs: readonly string[];
  /** Of the application version. */
  readonly label: string;
  readonly revision: {
    readonly digest: string;
    /** Files on this machine. One instance is marked as the leader, for what only one must do. */
    readonly zip: string;
    readonly variables: { readonly leader: string; readonly others: string };
    /** Under which a host finds its variables. */
    readonly variablesName: string;
  };
}
