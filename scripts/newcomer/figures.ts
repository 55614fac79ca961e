// The table of what newcomers go through, in the page that has it. Each row says when and with what it was measured: a run may
// measure some of them.
export interface Row {
  readonly name: string;
  readonly found: string;
  /** Why this machine cannot measure it. */
  readonly because: string | undefined;
}

interface Measured {
  readonly isGenerated: boolean;
  readonly rows: readonly Row[];
  /** Of what was measured now, with the installation. */
  readonly figures: ReadonlyMap<string, Figure>;
}

export interface Figure {
  readonly commands: number;
  readonly seconds: string;
  /** Its day, and the machine. */
  readonly measured: string;
}

export const installation = 'the installation';

/** In place of the table that is there; what was not measured now keeps the figures that it has. */
export function withFigures(page: string, { isGenerated, rows, figures }: Measured): string {
  const { seconds = '?', measured = '?' } = figures.get(installation) ?? {};
  const text = [
    `Measured by \`npm run newcomer -- ${isGenerated ? '--generated ' : ''}--docs\`, with a filled cache of npm. The installation of the packed package is 1 command and`,
    `${seconds} seconds (${measured}); what follows is`,
    isGenerated
      ? '`slipway`, the commands that it names, and a request to the address that the run ends with, where it has one.'
      : '`slipway init --yes` and `slipway run`, to a result without failures.',
    '',
    `| ${isGenerated ? 'Project' : 'Folder'} | What \`${isGenerated ? 'slipway' : 'init'}\` says | Commands | Seconds | Measured |`,
    '| --- | --- | --- | --- | --- |',
    ...rows.map(({ name, found, because }) => {
      const now = figures.get(name);
      const figure =
        now === undefined ? figureIn(page, name) : `${now.commands} | ${now.seconds} | ${now.measured}`;
      const none = `– | not measured: ${because ?? 'it was not played'} | –`;
      return `| ${name} | ${isGenerated ? found : `\`${found}\``} | ${figure ?? none} |`;
    }),
    '',
  ].join('\n');
  return page.replace(/^Measured by `npm run newcomer [^]*?\n(?=\n(?!\|))/m, () => text);
}

/** The last cells of the row, where it was measured. */
function figureIn(page: string, name: string): string | undefined {
  const row = page.split('\n').find((line) => line.startsWith(`| ${name} `));
  const [commands = '–', ...others] = (row ?? '')
    .split('|')
    .slice(3, 6)
    .map((cell) => cell.trim());
  return commands === '–' ? undefined : [commands, ...others].join(' | ');
}
