// What runs a script (actions/runner's ScriptHandlerHelpers). Pure.
import type { Result } from '../../lib/result.ts';

export interface ShellCall {
  readonly program: string;
  readonly args: readonly string[];
  /** Of the file that holds the script, with the dot. */
  readonly extension: string;
  /** The script as it is written into the file. */
  readonly script: string;
}

export interface ShellScript {
  readonly script: string;
  /** Makes the path of the file, given its ending. */
  readonly fileFor: (extension: string) => string;
}

/**
 * @param shell as it is written; undefined for the runner's own: bash where there is one, else sh, and of either with sh's
 *   arguments, so without pipefail
 * @param hasProgram whether the machine has a program of that name
 */
export function shellCall(
  shell: string | undefined,
  { script, fileFor }: ShellScript,
  hasProgram: (name: string) => boolean,
): Result<ShellCall> {
  if (shell === undefined) {
    const program = hasProgram('bash') ? 'bash' : 'sh';
    return { program, args: ['-e', fileFor('.sh')], extension: '.sh', script };
  }
  switch (shell) {
    case 'bash': {
      const args = ['--noprofile', '--norc', '-e', '-o', 'pipefail', fileFor('.sh')];
      return { program: 'bash', args, extension: '.sh', script };
    }
    case 'sh':
      return { program: 'sh', args: ['-e', fileFor('.sh')], extension: '.sh', script };
    case 'python':
      return {
        program: hasProgram('python') ? 'python' : 'python3',
        args: [fileFor('.py')],
        extension: '.py',
        script,
      };
    case 'pwsh':
      return {
        program: 'pwsh',
        args: ['-command', `. '${fileFor('.ps1')}'`],
        extension: '.ps1',
        script: powerShell(script),
      };
    case 'powershell':
    case 'cmd':
      return { failed: `The shell "${shell}" is one of Windows` };
    default:
      return custom(shell, script, fileFor);
  }
}

function powerShell(script: string): string {
  const exit = 'if ((Test-Path -LiteralPath variable:\\LASTEXITCODE)) { exit $LASTEXITCODE }';
  return `$ErrorActionPreference = 'stop'\n${script}\n${exit}`;
}

/** The program, and arguments with `{0}` where the file's name goes. */
function custom(shell: string, script: string, fileFor: ShellScript['fileFor']): Result<ShellCall> {
  const [program = '', ...words] = shell.trim().split(/\s+/);
  if (!words.some((word) => word.includes('{0}')))
    return {
      failed: `The shell "${shell}" is none of bash, sh, python and pwsh, and has no {0} for the script's file`,
    };
  const file = fileFor('');
  return { program, args: words.map((word) => word.replaceAll('{0}', file)), extension: '', script };
}
