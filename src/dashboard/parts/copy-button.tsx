// Copies a text that is shown shortened, or that is to be typed elsewhere.
import { Check, Copy } from 'lucide-react';
import { useState, type ReactNode } from 'react';

export function CopyButton({ text, what }: { readonly text: string; readonly what: string }): ReactNode {
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  const Icon = isCopied ? Check : Copy;
  return (
    <button
      type="button"
      className="plain"
      title={isCopied ? 'Copied' : `Copy ${what}`}
      onClick={() => void copy().catch(() => setCopied(false))}
      onBlur={() => setCopied(false)}
    >
      <Icon size={15} aria-hidden />
      <span className="hidden">{isCopied ? 'Copied' : `Copy ${what}`}</span>
    </button>
  );
}

/** A command for a terminal. */
export function Command({ text }: { readonly text: string }): ReactNode {
  return (
    <span className="command">
      <code>{text}</code>
      <CopyButton text={text} what="the command" />
    </span>
  );
}
