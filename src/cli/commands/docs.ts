// slipway docs: the documentation that the package brings, page by page.
import { addExample, type Register } from '../command.ts';

export const register: Register = (command, { terminal, ends }) => {
  command
    .argument('[page]', 'the name of a page; all are listed when absent')
    .option('--search <words>', 'the lines of all pages that hold the words')
    .option('--json', 'the list, or the page, as one JSON document');
  addExample(command, 'slipway docs first-steps', 'slipway docs --search approve');
  command.action(
    ends(async (page: string | undefined, options: { readonly search?: string; readonly json?: boolean }) => {
      const { showDocs } = await import('../show/show-docs.ts');
      return showDocs(page, options, terminal);
    }),
  );
};
