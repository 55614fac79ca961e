// The program: arguments in, exit status out. Everything else is loaded when a command needs it.
import { runCommandLine } from './cli/command-line.ts';

process.exitCode = await runCommandLine(process.argv.slice(2));
