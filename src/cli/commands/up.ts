// slipway up: the server that owns the state folder.
import { addCommonOptions, addExample, collect, type Register } from '../command.ts';
import type { UpOptions } from '../up/run-server.ts';

export const register: Register = (command, { terminal, ends }) => {
  command.argument(
    '[definition...]',
    'folders or files with a definition; besides them all that were run from the state folder before',
  );
  addCommonOptions(command, 'one JSON object per line: what happens, and the log of the server')
    .option('--port <port>', 'where it listens; 0 for any that is free', '4600')
    .option(
      '--host <address>',
      'the address that it listens on; others can reach it when it is not 127.0.0.1',
      '127.0.0.1',
    )
    .option('--public-host <name>', 'a name under which browsers may reach it', collect)
    .option('--watch', 'start a pipeline whenever files of its source have changed')
    .option('--poll <seconds>', 'how often remote sources are polled', '60')
    .option('--source <[action=]where>', 'replaces a source: a folder, folder#ref or git URL#ref', collect)
    .option(
      '--executor <process|docker|podman>',
      'where builds run: this machine, or their image in a container',
    )
    .option(
      '--isolation <namespace|process|none>',
      'how builds and hosts are apart from this machine: own file trees, own folders, or builds in the state folder',
    )
    .option(
      '--iam <observe|enforce>',
      'what the policies of a role do not allow: reported in the result (when absent), or refused as on AWS',
    )
    .option('--max-builds <count>', 'builds that run at once')
    .option(
      '--minute <seconds>',
      'what a minute of waiting takes while traffic shifts or bakes: 60 when absent',
    )
    .option('--reuse', 'take what an earlier build gave when nothing about it has changed')
    .option(
      '--aws-values',
      'take parameters and secrets that are not stored here from AWS, with your credentials',
    );
  addExample(
    command,
    'slipway up examples/cicd-demo',
    'slipway up --host 0.0.0.0 --public-host ci.example.com',
  );
  command.action(
    ends(async (definitions: readonly string[], options: UpOptions) => {
      const { runServer } = await import('../up/run-server.ts');
      return await runServer(definitions, options, terminal);
    }),
  );
};
