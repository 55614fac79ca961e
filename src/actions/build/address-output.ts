// Addresses of this machine that a build prints: websites of its buckets and stages of its APIs. They are shown with the
// action, as what it has deployed.
import type { LineReader } from './output-lines.ts';

interface Address {
  readonly name: string;
  readonly url: string;
}

/** Reports each once. */
export class AddressOutput implements LineReader {
  readonly #report: (address: Address) => void;
  readonly #known = new Set<string>();

  constructor(report: (address: Address) => void) {
    this.#report = report;
  }

  line(text: string): void {
    // Most lines of most builds have none.
    if (!text.includes('.localhost:') && !text.includes('/_aws/execute-api/')) return;
    for (const { pattern, nameOf } of kinds)
      for (const [url, id = '', stage = ''] of text.matchAll(pattern)) {
        if (this.#known.has(url)) continue;
        this.#known.add(url);
        this.#report({ name: nameOf(id, stage), url });
      }
  }

  endCommand(): void {
    // A line has all that is read of it.
  }
}

const kinds = [
  {
    pattern: /https?:\/\/([a-z0-9.-]+)\.s3-website\.localhost:\d+/g,
    nameOf: (bucket: string) => `website ${bucket}`,
  },
  {
    pattern: /https?:\/\/([a-z0-9]+)\.execute-api\.localhost:\d+(?:\/([\w-]+))?/g,
    nameOf: (id: string, stage: string) => ['API', id, stage].filter(Boolean).join(' '),
  },
  {
    pattern: /https?:\/\/127\.0\.0\.1:\d+\/_aws\/execute-api\/([a-z0-9]+)(?:\/([\w-]+))?/g,
    nameOf: (id: string, stage: string) => ['API', id, stage].filter(Boolean).join(' '),
  },
];
