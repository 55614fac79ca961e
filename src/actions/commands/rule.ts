// The rule Commands: shell commands decide (CodePipeline user guide, "Commands rule").
import type { RuleProvider } from '../rule-provider.ts';
import { commands } from './provider.ts';
import { commandsRights } from './rights.ts';

export const commandsRule: RuleProvider = {
  provider: 'Commands',
  configuration: {},
  takesCommands: true,
  needsInput: true,
  rights: commandsRights,
  runs: { type: commands, runner: commands.runner },
};
