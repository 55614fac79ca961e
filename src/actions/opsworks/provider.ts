// Deploy/AWS/OpsWorks: an app of AWS OpsWorks, which has ended. Not executed here.
import { deployType } from '../../model/action-type.ts';
import type { ActionProvider } from '../provider.ts';

export const opsWorks: ActionProvider = { ...deployType, provider: 'OpsWorks', configuration: 'any' };
