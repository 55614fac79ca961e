// slipway doctor: what can be done here, and what is wrong.
import type { DoctorOptions } from '../doctor/examine.ts';
import { addCommonOptions, addExample, type Register } from '../command.ts';

export const register: Register = (command, { terminal, ends }) => {
  addCommonOptions(command, 'one JSON document: {"checks": […]}').option(
    '--rebuild',
    'make the lists of executions again from the journal',
  );
  addExample(command, 'slipway doctor');
  command.action(
    ends(async (options: DoctorOptions) => {
      const { examine } = await import('../doctor/examine.ts');
      return await examine(options, terminal);
    }),
  );
};
