// A page of the documentation. Text only: whatever it holds, it is never markup.
import { Link } from '@tanstack/react-router';
import { Fragment, memo, type ReactNode } from 'react';
import { CopyButton } from './copy-button.tsx';
import { anchorOf, blocksOf, inlineOf, targetOf, type Block, type Inline } from './markdown-blocks.ts';

export const Markdown = memo(function Markdown({ text }: { readonly text: string }): ReactNode {
  return (
    <div className="markdown">
      {blocksOf(text).map((block, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the blocks of one text never move
        <BlockView key={index} block={block} />
      ))}
    </div>
  );
});

function BlockView({ block }: { readonly block: Block }): ReactNode {
  switch (block.kind) {
    case 'heading': {
      const Name = `h${block.level}` as 'h1' | 'h2' | 'h3' | 'h4' | 'h5' | 'h6';
      return (
        <Name id={anchorOf(block.text)}>
          <Words text={block.text} />
        </Name>
      );
    }
    case 'code':
      return (
        <div className="code-block">
          <pre tabIndex={0}>{block.text}</pre>
          <CopyButton text={block.text} what="the code" />
        </div>
      );
    case 'list': {
      const Name = block.isOrdered ? 'ol' : 'ul';
      return (
        <Name>
          {block.items.map((text) => (
            <li key={text}>
              <Words text={text} />
            </li>
          ))}
        </Name>
      );
    }
    case 'table':
      return <Table head={block.head} rows={block.rows} />;
    default:
      return (
        <p>
          <Words text={block.text} />
        </p>
      );
  }
}

function Table({
  head,
  rows,
}: {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}): ReactNode {
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label={`Table of ${head[0] ?? ''}`}>
      <table>
        <thead>
          <tr>
            {head.map((cell) => (
              <th key={cell}>
                <Words text={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.join('|')}>
              {row.map((cell, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- the columns of a table never move
                <td key={index}>
                  <Words text={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Words({ text }: { readonly text: string }): ReactNode {
  return inlineOf(text).map((part, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- the parts of one text never move
    <Fragment key={index}>
      <Part part={part} />
    </Fragment>
  ));
}

function Plain({ part }: { readonly part: Exclude<Inline, { kind: 'link' }> }): ReactNode {
  const { kind, text } = part;
  if (kind === 'picture') return <img src={`/api/v1/docs/pictures/${part.name}`} alt={text} loading="lazy" />;
  if (kind === 'code') return <code>{text}</code>;
  return kind === 'strong' ? <strong>{text}</strong> : text;
}

function Part({ part }: { readonly part: Inline }): ReactNode {
  if (part.kind !== 'link') return <Plain part={part} />;
  const target = targetOf(part.href);
  const words = <Words text={part.text} />;
  if (target === undefined) return words;
  if (target.url !== undefined)
    return (
      <a href={target.url} target="_blank" rel="noreferrer">
        {words}
      </a>
    );
  if (target.page === undefined) return <a href={`#${target.anchor ?? ''}`}>{words}</a>;
  return (
    <Link to="/docs/$page" params={{ page: target.page }} {...(target.anchor ? { hash: target.anchor } : {})}>
      {words}
    </Link>
  );
}
