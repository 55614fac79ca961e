// Deploy/ThirdParty/AlexaSkillsKit: a skill of Alexa. Not executed here.
import { deployType } from '../../model/action-type.ts';
import type { ActionProvider } from '../provider.ts';

export const alexaSkillsKit: ActionProvider = {
  ...deployType,
  owner: 'ThirdParty',
  provider: 'AlexaSkillsKit',
  inputs: [1, 2],
  configuration: 'any',
};
