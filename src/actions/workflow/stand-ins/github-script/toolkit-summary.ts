// `core.summary` of a script, as @actions/core has it: Markdown for the summary of the step.
import { appendFile, writeFile } from 'node:fs/promises';

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;
interface Cell {
  readonly data: string;
  readonly header?: boolean;
  readonly colspan?: string;
  readonly rowspan?: string;
}

function element(tag: string, content: string | undefined, attributes: Attributes = {}): string {
  const given = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${String(value)}"`)
    .join('');
  return content === undefined ? `<${tag}${given}>` : `<${tag}${given}>${content}</${tag}>`;
}

function row(cells: readonly (string | Cell)[]): string {
  const written = cells.map((cell) => {
    if (typeof cell === 'string') return element('td', cell);
    const { header, data, colspan, rowspan } = cell;
    return element(header === true ? 'th' : 'td', data, { colspan, rowspan });
  });
  return element('tr', written.join(''));
}

class Summary {
  #text = '';

  async write({ overwrite = false }: { readonly overwrite?: boolean } = {}): Promise<this> {
    const file = process.env['GITHUB_STEP_SUMMARY'] ?? '';
    await (overwrite ? writeFile(file, this.#text) : appendFile(file, this.#text));
    return this.emptyBuffer();
  }

  async clear(): Promise<this> {
    return await this.emptyBuffer().write({ overwrite: true });
  }

  stringify(): string {
    return this.#text;
  }

  isEmptyBuffer(): boolean {
    return this.#text === '';
  }

  emptyBuffer(): this {
    this.#text = '';
    return this;
  }

  addRaw(text: string, addEOL = false): this {
    this.#text += addEOL ? `${text}\n` : text;
    return this;
  }

  addEOL(): this {
    return this.addRaw('\n');
  }

  addCodeBlock(code: string, lang?: string): this {
    return this.#line(element('pre', element('code', code), { lang }));
  }

  addList(items: readonly string[], ordered = false): this {
    return this.#line(element(ordered ? 'ol' : 'ul', items.map((item) => element('li', item)).join('')));
  }

  addTable(rows: readonly (readonly (string | Cell)[])[]): this {
    return this.#line(element('table', rows.map(row).join('')));
  }

  addDetails(label: string, content: string): this {
    return this.#line(element('details', element('summary', label) + content));
  }

  addImage(src: string, alt: string, size: Attributes = {}): this {
    return this.#line(element('img', undefined, { src, alt, ...size }));
  }

  addHeading(text: string, level: number | string = 1): this {
    const tag = `h${level}`;
    return this.#line(element(/^h[1-6]$/.test(tag) ? tag : 'h1', text));
  }

  addSeparator(): this {
    return this.#line(element('hr', undefined));
  }

  addBreak(): this {
    return this.#line(element('br', undefined));
  }

  addQuote(text: string, cite?: string): this {
    return this.#line(element('blockquote', text, { cite }));
  }

  addLink(text: string, href: string): this {
    return this.#line(element('a', text, { href }));
  }

  #line(text: string): this {
    return this.addRaw(text, true);
  }
}

export const summary = new Summary();
