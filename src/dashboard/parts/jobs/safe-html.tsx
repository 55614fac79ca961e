// HTML from elsewhere, as far as it may be shown: elements of a list, without attributes that could act, load or style. The
// text is read by the browser into a document of its own, in which nothing runs and nothing is fetched.
import { createElement, Fragment, type ReactNode } from 'react';

/** Shown as they are. */
const plain: ReadonlySet<string> = new Set(
  'p br hr ul ol li blockquote pre code kbd samp var em strong b i u s del ins sub sup small mark dl dt dd details summary table thead tbody tfoot tr th td caption div span center'.split(
    ' ',
  ),
);

/** With all that is in them. */
const dropped: ReadonlySet<string> = new Set(
  'script style template iframe object embed svg math noscript title head textarea select option'.split(' '),
);

const empty: ReadonlySet<string> = new Set(['br', 'hr']);

/** Those below the heading of the card. */
const firstLevel = 3;

export function SafeHtml({ html }: { readonly html: string }): ReactNode {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  const levels = [...body.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(levelOf);
  return childrenOf(body, firstLevel - Math.min(...levels));
}

function levelOf({ localName }: Element): number {
  return Number(localName.slice(1));
}

/** @param lower by how many levels headings stand below those of the text */
function childrenOf(parent: Node, lower: number): ReactNode {
  return [...parent.childNodes].map((child, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- the parts of one text never move
    <Fragment key={index}>{shown(child, lower)}</Fragment>
  ));
}

function shown(node: Node, lower: number): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return textIn(node);
  if (!(node instanceof Element)) return null;
  const name = node.localName;
  if (dropped.has(name)) return null;
  const children = childrenOf(node, lower);
  if (/^h[1-6]$/.test(name)) return createElement(`h${Math.min(6, levelOf(node) + lower)}`, {}, children);
  if (name === 'a') return <SafeLink node={node}>{children}</SafeLink>;
  if (name === 'img') return <Picture node={node} />;
  if (name === 'input')
    return node.getAttribute('type') === 'checkbox' ? (node.hasAttribute('checked') ? '☑' : '☐') : null;
  if (!plain.has(name)) return children;
  if (empty.has(name)) return createElement(name);
  const made = createElement(name === 'center' ? 'div' : name, spans(node), children);
  if (name === 'table')
    return (
      <div className="scroll" tabIndex={0} role="group" aria-label="Table of the summary">
        {made}
      </div>
    );
  return name === 'pre' ? createElement('pre', { tabIndex: 0 }, children) : made;
}

/** Between the rows of a table nothing may stand, and React takes no empty lines there. */
function textIn(node: Node): string | null {
  const isBetween = /^(?:table|thead|tbody|tfoot|tr)$/.test(node.parentElement?.localName ?? '');
  return isBetween ? null : node.textContent;
}

function spans(node: Element): object {
  const count = (name: string): number | undefined => {
    const value = Number(node.getAttribute(name));
    return Number.isInteger(value) && value > 1 && value < 1000 ? value : undefined;
  };
  if (node.localName === 'td' || node.localName === 'th')
    return { colSpan: count('colspan'), rowSpan: count('rowspan') };
  return node.localName === 'details' && node.hasAttribute('open') ? { open: true } : {};
}

function SafeLink({ node, children }: { readonly node: Element; readonly children: ReactNode }): ReactNode {
  const url = webAddress(node.getAttribute('href'));
  return url === undefined ? (
    children
  ) : (
    <a href={url} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}

/** Pictures lie elsewhere, and the pages ask no other machine: one is a link to it, by its text. Within a link it is only that. */
function Picture({ node }: { readonly node: Element }): ReactNode {
  const text = node.getAttribute('alt') ?? '';
  const url = webAddress(node.getAttribute('src'));
  if (url === undefined || node.closest('a') !== null) return text === '' ? 'picture' : text;
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {text === '' ? 'picture' : text}
    </a>
  );
}

function webAddress(href: string | null): string | undefined {
  const url = href === null ? null : URL.parse(href);
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : undefined;
}
