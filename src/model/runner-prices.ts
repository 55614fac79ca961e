// What GitHub charges for a minute of a job in a private repository, by the runner that its labels name (GitHub: "Actions runner
// pricing", rates from 2026-01-01 on, read in November 2026). US dollars. Pure.

export const runnerPrices = {
  asOf: '2026-11',
  page: 'https://docs.github.com/en/billing/reference/actions-runner-pricing',
  /** By the SKU of the bill. */
  minute: {
    linux_slim: 0.002,
    linux: 0.006,
    windows: 0.01,
    macos: 0.062,
    macos_l: 0.077,
    macos_xl: 0.102,
    linux_2_core_advanced: 0.006,
    linux_4_core: 0.012,
    linux_8_core: 0.022,
    linux_16_core: 0.042,
    linux_32_core: 0.082,
    linux_64_core: 0.162,
    linux_96_core: 0.252,
    windows_4_core: 0.022,
    windows_8_core: 0.042,
    windows_16_core: 0.082,
    windows_32_core: 0.162,
    windows_64_core: 0.322,
    windows_96_core: 0.552,
    linux_2_core_arm: 0.005,
    linux_4_core_arm: 0.008,
    linux_8_core_arm: 0.014,
    linux_16_core_arm: 0.026,
    linux_32_core_arm: 0.05,
    linux_64_core_arm: 0.098,
    windows_2_core_arm: 0.008,
    windows_4_core_arm: 0.014,
    windows_8_core_arm: 0.026,
    windows_16_core_arm: 0.05,
    windows_32_core_arm: 0.098,
    windows_64_core_arm: 0.194,
    linux_4_core_gpu: 0.052,
    windows_4_core_gpu: 0.102,
  } as Readonly<Record<string, number>>,
} as const;

export interface PricedRunner {
  /** As it is shown. */
  readonly name: string;
  /** Of a minute; absent where the labels do not say which runner it is. */
  readonly price?: number;
}

/** @param labels of `runs-on`, evaluated; the usual runner when there are none */
export function pricedRunner(labels: readonly string[]): PricedRunner {
  const lower = labels.map((label) => label.toLowerCase());
  // GitHub has put its price of 2026-03 for them off.
  if (lower.includes('self-hosted')) return { name: 'runners of your own', price: 0 };
  const label = lower.find((each) => /^(?:ubuntu|windows|macos)-/.test(each)) ?? 'ubuntu-latest';
  if (lower.length > 0 && !lower.includes(label)) return { name: labels.join(', ') };
  const sku = skuOf(label);
  const price = runnerPrices.minute[sku];
  return price === undefined ? { name: label } : { name: shownName(sku), price };
}

/** Larger runners are named by their cores: `ubuntu-latest-4-cores`, `windows-2022-8core-arm`. */
function skuOf(label: string): string {
  const system = label.startsWith('ubuntu') ? 'linux' : (/^[a-z]+/.exec(label)?.[0] ?? '');
  if (system === 'macos')
    return /-(x?)large$/.test(label) ? `macos_${label.endsWith('-xlarge') ? 'xl' : 'l'}` : 'macos';
  const kind = /\barm(?:64)?\b/.test(label) ? '_arm' : /\bgpu\b/.test(label) ? '_gpu' : '';
  const cores = /-(\d+)-?cores?\b/.exec(label)?.[1];
  if (cores !== undefined)
    return `${system}_${cores}_core${cores === '2' && kind === '' ? '_advanced' : kind}`;
  if (label === 'ubuntu-slim') return 'linux_slim';
  return kind === '_arm' ? `${system}_2_core_arm` : system;
}

const systems: Readonly<Record<string, string>> = { linux: 'Linux', windows: 'Windows', macos: 'macOS' };

/** Of the standard runners GitHub's table names the cores. */
const standardCores: Readonly<Record<string, string>> = {
  linux_slim: '1 core',
  linux: '2 cores',
  windows: '2 cores',
  macos: '3 or 4 cores',
  macos_l: '12 cores',
  macos_xl: '5 cores',
};

function shownName(sku: string): string {
  const [system = '', number = ''] = sku.split('_');
  const extra = sku.endsWith('_arm') ? ', arm64' : sku.endsWith('_gpu') ? ', GPU' : '';
  return `${systems[system] ?? system}, ${standardCores[sku] ?? `${number} cores`}${extra}`;
}
